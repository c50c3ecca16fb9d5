import CByteScan

/// Room for the tokens of one JSON record, filled by the vector kernel.
///
/// Memory: about 5.3 bytes for each byte of ``largestRecord``, 1.3 MiB in all, most of it never touched.
@safe final class JSONTokenBuffer {
    /// The longest record, in bytes, that is tokenised here; longer ones are walked byte by byte.
    static let largestRecord = 256 << 10

    /// Whether this machine has the instructions of the kernels.
    static let isAvailable = cbs_available() != 0

    let tokens: UnsafeMutablePointer<UInt8>
    let places: UnsafeMutablePointer<UInt32>
    let scalars: UnsafeMutablePointer<UInt64>
    let escapes: UnsafeMutablePointer<UInt64>

    init() {
        let bytes = Self.largestRecord + 64
        let words = bytes / 64 + 2
        unsafe tokens = .allocate(capacity: bytes)
        unsafe places = .allocate(capacity: bytes)
        unsafe scalars = .allocate(capacity: words)
        unsafe escapes = .allocate(capacity: words)
    }

    deinit {
        unsafe tokens.deallocate()
        unsafe places.deallocate()
        unsafe scalars.deallocate()
        unsafe escapes.deallocate()
    }

    /// Tokenises a record that ends at the first line feed, or after `count` bytes.
    ///
    /// The kernel stops at ``largestRecord``; a record that may be longer must not be given here.
    @inline(__always)
    func fill(_ base: UnsafePointer<UInt8>, _ count: Int, stopAtLineFeed: Bool) -> cbs_json_record {
        // SAFETY: the arrays hold `largestRecord` bytes and the padding that the kernel's header asks for, and `count`
        // is cut to that size; the kernel reads only `count` bytes from `base`.
        let output = unsafe cbs_json_output(
            tokens: tokens, places: places, scalars: scalars, escapes: escapes)
        return unsafe cbs_json_tokens(base, min(count, Self.largestRecord), stopAtLineFeed ? 1 : 0, output)
    }
}
