import Glibc

/// Bytes of a file on their way to the scanners: grows as needed, and keeps what does not yet make a whole record.
@safe package final class BlockBuffer {
    private var base: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    /// How many bytes it holds.
    package private(set) var count = 0

    /// - Parameter capacity: bytes to hold without growing.
    package init(capacity: Int) {
        self.capacity = max(capacity, 64)
        unsafe base = .allocate(capacity: self.capacity)
    }

    deinit { unsafe base.deallocate() }

    /// Empties the buffer; one that had grown far beyond `limit` bytes shrinks to them.
    package func reset(capacity limit: Int) {
        count = 0
        guard capacity > 4 * limit else { return }
        unsafe base.deallocate()
        capacity = limit
        unsafe base = .allocate(capacity: limit)
    }

    /// Makes room for `more` bytes behind those held.
    package func reserve(_ more: Int) {
        guard count + more > capacity else { return }
        let grown = max(count + more, min(capacity * 2, capacity + 64 << 20))
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: grown)
        // SAFETY: both hold `count` bytes and do not overlap.
        unsafe larger.update(from: base, count: count)
        unsafe base.deallocate()
        unsafe base = larger
        capacity = grown
    }

    /// Replaces the content by bytes `range` of another buffer.
    package func take(_ other: BlockBuffer, _ range: Range<Int>) {
        precondition(range.lowerBound >= 0 && range.upperBound <= other.count && other !== self)
        count = 0
        reserve(range.count)
        // SAFETY: the range lies within the other buffer, and there is room for it.
        unsafe base.update(from: other.base + range.lowerBound, count: range.count)
        count = range.count
    }

    /// Removes bytes from the front.
    package func removeFirst(_ dropped: Int) {
        precondition(dropped >= 0 && dropped <= count)
        // SAFETY: both ends lie within the buffer; memmove allows overlap.
        unsafe memmove(base, base + dropped, count - dropped)
        count -= dropped
    }

    /// Keeps only the first `kept` bytes.
    package func truncate(_ kept: Int) {
        precondition(kept >= 0 && kept <= count)
        count = kept
    }

    /// Adds bytes at the end.
    package func append(_ bytes: Span<UInt8>) {
        reserve(bytes.count)
        unsafe bytes.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return }
            // SAFETY: there is room for all of them.
            unsafe (base + count).update(from: start, count: buffer.count)
        }
        count += bytes.count
    }

    /// A copy of some of the bytes.
    package func bytes(_ range: Range<Int>) -> [UInt8] {
        precondition(range.lowerBound >= 0 && range.upperBound <= count)
        // SAFETY: the range lies within the bytes held, which are copied at once.
        return unsafe Array(UnsafeBufferPointer(start: UnsafePointer(base) + range.lowerBound, count: range.count))
    }

    /// Lends the bytes.
    package func withBytes<Result, Failure: Error>(
        _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        // SAFETY: the span lives within this call only, during which the buffer is not changed by its one owner.
        let buffer = unsafe UnsafeBufferPointer(start: UnsafePointer(base), count: count)
        return try unsafe body(buffer.span)
    }

    /// A copy of some of the bytes.
    package func bytes(in range: Range<Int>) -> [UInt8] {
        precondition(range.lowerBound >= 0 && range.upperBound <= count)
        // SAFETY: the range lies within the bytes held.
        return unsafe Array(UnsafeBufferPointer(start: base + range.lowerBound, count: range.count))
    }

    /// Adds up to `limit` bytes that `fill` writes; `fill` returns how many it wrote.
    func appendUninitialized<Failure: Error>(
        _ limit: Int, _ fill: (UnsafeMutablePointer<UInt8>, Int) throws(Failure) -> Int
    ) throws(Failure) -> Int {
        reserve(limit)
        // SAFETY: there is room for `limit` bytes behind `count`.
        let added = try unsafe fill(base + count, limit)
        precondition(added >= 0 && added <= limit)
        count += added
        return added
    }
}
