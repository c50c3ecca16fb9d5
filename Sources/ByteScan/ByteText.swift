/// Bytes as the key of a dictionary: hashed as one piece, where an array is hashed byte by byte.
package struct ByteText: Hashable, Sendable {
    package let bytes: [UInt8]

    /// Takes the bytes as they are.
    package init(_ bytes: [UInt8]) { self.bytes = bytes }

    package func hash(into hasher: inout Hasher) {
        // SAFETY: the hasher reads the array's own bytes during the call.
        unsafe bytes.withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
    }
}
