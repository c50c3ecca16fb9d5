/// Gzip members (RFC 1952) whose bytes depend on nothing but the content: no name, no time, no library version.
enum GzipFile {
    /// One whole member.
    static func member(_ content: [UInt8]) -> [UInt8] {
        var deflate = DeflateBlocks()
        deflate.append(content, isLast: true)
        return header + deflate.finished() + trailer(content)
    }

    /// A member of which only the part up to the end of `content` was written: nothing says how it went on.
    static func cutMember(_ content: [UInt8]) -> [UInt8] {
        var deflate = DeflateBlocks()
        deflate.append(content, isLast: false)
        deflate.alignToByte()
        return header + deflate.finished()
    }

    private static let header: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]

    private static func trailer(_ content: [UInt8]) -> [UInt8] {
        [crc32(content), UInt32(truncatingIfNeeded: content.count)].flatMap { value in
            (0..<4).map { UInt8(truncatingIfNeeded: value >> UInt32($0 * 8)) }
        }
    }

    private static func crc32(_ bytes: [UInt8]) -> UInt32 {
        let table: [UInt32] = (0..<256).map { index in
            (0..<8).reduce(UInt32(index)) { value, _ in
                let half = value >> 1
                return value & 1 == 1 ? 0xEDB8_8320 ^ half : half
            }
        }
        var sum = UInt32.max
        for byte in bytes { sum = table[Int(UInt8(truncatingIfNeeded: sum) ^ byte)] ^ (sum >> 8) }
        return ~sum
    }
}
