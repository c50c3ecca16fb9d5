/// Room for one decoded text at a time.
@safe final class ByteScratch {
    private var bytes: UnsafeMutablePointer<UInt8>
    private var capacity = 1024

    init() { unsafe bytes = .allocate(capacity: 1024) }

    deinit { unsafe bytes.deallocate() }

    /// Room for at least `count` bytes; what was there is lost.
    func reserve(_ count: Int) -> UnsafeMutablePointer<UInt8> {
        if capacity < count {
            unsafe bytes.deallocate()
            capacity = max(count, capacity * 2)
            unsafe bytes = .allocate(capacity: capacity)
        }
        return unsafe bytes
    }

    /// A value's text with JSON escapes decoded; valid until the next call.
    @inline(__always)
    func text(of value: FieldValue) -> UnsafeBufferPointer<UInt8> {
        guard value.isEscaped, let base = unsafe value.base else { return unsafe value.bytes }
        let room = unsafe reserve(value.count)
        // SAFETY: decoding never grows the text, and the room is as large as the text.
        let count = unsafe JSONText.decode(base, value.count, into: room)
        return unsafe UnsafeBufferPointer(start: UnsafePointer(room), count: count)
    }
}
