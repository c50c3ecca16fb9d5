import Crypto

/// A SHA-256 that grows with the bytes it is given.
///
/// A value without references: it may be moved to a background thread that does the hashing. 32 bytes of state.
package struct FileDigest: Sendable {
    private var hash = SHA256()

    /// The digest of no bytes.
    package init() {}

    /// Takes in more bytes; their division into calls does not matter.
    package mutating func update(_ bytes: Span<UInt8>) {
        // SAFETY: the hash reads the buffer during the call only, and the span keeps the bytes alive that long.
        unsafe bytes.withUnsafeBytes { unsafe hash.update(bufferPointer: $0) }
    }

    /// The digest of all bytes so far as 64 lower-case hexadecimal digits.
    package func hexadecimal() -> String {
        var digits: [UInt8] = []
        digits.reserveCapacity(64)
        for byte in hash.finalize() {
            digits.append(Self.digit(byte >> 4))
            digits.append(Self.digit(byte & 15))
        }
        return String(decoding: digits, as: UTF8.self)
    }

    private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }
}
