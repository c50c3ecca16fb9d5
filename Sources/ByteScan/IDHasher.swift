package import AuditModel

/// Keyed 128-bit hashes of ids in their normal form (SipHash-1-3 with a 128-bit result).
///
/// The key is random for each run, so nobody can prepare ids whose hashes meet. An id that is 32 hexadecimal digits, with
/// or without dashes and braces, is hashed as that number; any other as its exact bytes, trimmed of white space.
package struct IDHasher: Sendable {
    private let key0: UInt64
    private let key1: UInt64

    /// Makes a hasher from the run's 128 random bits.
    package init(key0: UInt64, key1: UInt64) {
        self.key0 = key0
        self.key1 = key1
    }

    /// The hash of one id; nil when nothing is left after trimming.
    package func hash(_ id: Span<UInt8>) -> IDHash? {
        unsafe id.withUnsafeBufferPointer { buffer in
            // SAFETY: the pointer is used within the closure only.
            guard let base = buffer.baseAddress else { return nil }
            return unsafe hash(base, buffer.count)
        }
    }

    /// The hash of any bytes as they are; nil when there are none.
    package func hashOfBytes(_ bytes: Span<UInt8>) -> IDHash? {
        unsafe bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress, buffer.count > 0 else { return nil }
            var state = SipState(key0, key1)
            // SAFETY: the buffer's own bytes.
            unsafe state.absorb(base, buffer.count)
            return state.finish(tag: 0x42)
        }
    }

    @inline(__always)
    func hash(_ base: UnsafePointer<UInt8>, _ count: Int) -> IDHash? {
        var (start, end) = (0, count)
        // SAFETY: both indices stay within `count`.
        while start < end, Byte.isSpace(unsafe base[start]) { start &+= 1 }
        while end > start, Byte.isSpace(unsafe base[end &- 1]) { end &-= 1 }
        guard end > start else { return nil }
        if let number = unsafe GUIDText.number(base + start, end &- start) {
            var state = SipState(key0, key1)
            state.absorb(number.0)
            state.absorb(number.1)
            return state.finish(tag: 0x47)
        }
        var state = SipState(key0, key1)
        unsafe state.absorb(base + start, end &- start)
        return state.finish(tag: 0x53)
    }

    /// The hash of an id made of several parts; nil when every part is empty.
    package func hash(parts: [IDHash?]) -> IDHash? {
        guard parts.contains(where: { $0 != nil }) else { return nil }
        var state = SipState(key0, key1)
        for part in parts {
            state.absorb(part?.low ?? 0)
            state.absorb(part?.high ?? 0)
        }
        return state.finish(tag: 0x43)
    }
}

/// The state of one SipHash-1-3 computation over whole words.
private struct SipState {
    private var v0, v1, v2, v3: UInt64
    private var length: UInt64 = 0

    @inline(__always)
    init(_ key0: UInt64, _ key1: UInt64) {
        v0 = 0x736F_6D65_7073_6575 ^ key0
        v1 = 0x646F_7261_6E64_6F6D ^ key1 ^ 0xEE
        v2 = 0x6C79_6765_6E65_7261 ^ key0
        v3 = 0x7465_6462_7974_6573 ^ key1
    }

    @inline(__always)
    private mutating func round() {
        v0 = v0 &+ v1
        v1 = v1 &<< 13 | v1 &>> 51
        v1 ^= v0
        v0 = v0 &<< 32 | v0 &>> 32
        v2 = v2 &+ v3
        v3 = v3 &<< 16 | v3 &>> 48
        v3 ^= v2
        v0 = v0 &+ v3
        v3 = v3 &<< 21 | v3 &>> 43
        v3 ^= v0
        v2 = v2 &+ v1
        v1 = v1 &<< 17 | v1 &>> 47
        v1 ^= v2
        v2 = v2 &<< 32 | v2 &>> 32
    }

    @inline(__always)
    mutating func absorb(_ word: UInt64) {
        v3 ^= word
        round()
        v0 ^= word
        length &+= 8
    }

    @inline(__always)
    mutating func absorb(_ base: UnsafePointer<UInt8>, _ count: Int) {
        let raw = unsafe UnsafeRawPointer(base)
        var offset = 0
        // SAFETY: each load ends at or before `count`.
        while offset &+ 8 <= count {
            absorb(unsafe raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            offset &+= 8
        }
        var last: UInt64 = 0
        while offset < count {
            last = last &<< 8 | UInt64(unsafe base[offset])
            offset &+= 1
        }
        absorb(last)
        length = UInt64(truncatingIfNeeded: count)
    }

    @inline(__always)
    mutating func finish(tag: UInt64) -> IDHash {
        absorb(length &<< 8 | tag)
        v2 ^= 0xEE
        for _ in 0..<3 { round() }
        let low = v0 ^ v1 ^ v2 ^ v3
        v1 ^= 0xDD
        for _ in 0..<3 { round() }
        return IDHash(low: low, high: v0 ^ v1 ^ v2 ^ v3)
    }
}
