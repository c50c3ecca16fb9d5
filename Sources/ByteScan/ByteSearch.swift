import Glibc

/// Searches over raw bytes.
enum ByteSearch {
    /// Offset of the first line feed, or nil.
    @inline(__always)
    static func lineFeed(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int? {
        unsafe first(Byte.lineFeed, start, count)
    }

    /// Offset of the first such byte, or nil.
    @inline(__always)
    static func first(_ byte: UInt8, _ start: UnsafePointer<UInt8>, _ count: Int) -> Int? {
        guard count > 0 else { return nil }
        // SAFETY: memchr looks at `count` bytes from `start`, and its result is only turned into an offset.
        guard let hit = unsafe memchr(start, Int32(byte), count) else { return nil }
        return unsafe UnsafeRawPointer(hit) - UnsafeRawPointer(start)
    }

    @inline(__always)
    static func hasBackslash(_ start: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        unsafe first(Byte.backslash, start, count) != nil
    }

    /// Whether the bytes at `start` are those of `key`; as many as the key has must exist.
    @inline(__always)
    static func equal(_ start: UnsafePointer<UInt8>, _ key: [UInt8]) -> Bool {
        // SAFETY: the caller has checked the length.
        for index in key.indices where unsafe start[index] != key[index] { return false }
        return true
    }

    /// Offset of the first occurrence of `needle`, or nil.
    static func first(_ needle: [UInt8], _ start: UnsafePointer<UInt8>, _ count: Int) -> Int? {
        guard !needle.isEmpty, count >= needle.count else { return nil }
        var from = 0
        // SAFETY: a hit of the first byte is compared only when the whole needle fits behind it.
        while from &+ needle.count <= count {
            guard let hit = unsafe first(needle[0], start + from, count &- needle.count &+ 1 &- from) else {
                return nil
            }
            if unsafe equal(start + (from &+ hit), needle) { return from &+ hit }
            from &+= hit &+ 1
        }
        return nil
    }
}
