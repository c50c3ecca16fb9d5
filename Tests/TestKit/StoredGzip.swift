/// A gzip member whose data is stored, not compressed: for tests that need every byte where they put it.
package enum StoredGzip {
    /// One member with these bytes, at most 65,535.
    package static func member(_ bytes: [UInt8]) -> [UInt8] {
        let count = UInt16(bytes.count)
        let head: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF, 1]
        return head + little(UInt32(count) | UInt32(~count) << 16) + bytes + little(checksum(bytes))
            + little(UInt32(bytes.count))
    }

    private static func little(_ value: UInt32) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }

    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var sum: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
        }
        return ~sum
    }
}
