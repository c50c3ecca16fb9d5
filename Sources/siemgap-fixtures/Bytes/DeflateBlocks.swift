/// Deflate (RFC 1951) with the fixed Huffman code and the nearest earlier match: small enough, and the same everywhere.
struct DeflateBlocks {
    private var output: [UInt8] = []
    private var pending: UInt64 = 0
    private var pendingBits = 0

    /// Appends one block that holds all of `bytes`.
    mutating func append(_ bytes: [UInt8], isLast: Bool) {
        put(isLast ? 1 : 0, bits: 1)
        put(1, bits: 2)
        var latest: [UInt32: Int] = [:]
        var position = 0
        while position < bytes.count {
            let match = Self.match(in: bytes, at: position, latest: latest)
            let step = match?.length ?? 1
            if let match { put(match) } else { putSymbol(Int(bytes[position])) }
            for index in position..<position + step where index + 2 < bytes.count {
                latest[Self.triple(bytes, index)] = index
            }
            position += step
        }
        putSymbol(256)
    }

    /// Appends an empty stored block, so that the next bit begins a byte.
    mutating func alignToByte() {
        put(0, bits: 3)
        if pendingBits % 8 != 0 { put(0, bits: 8 - pendingBits % 8) }
        put(0xFFFF_0000, bits: 32)
    }

    /// All bytes, the last one filled up with zero bits.
    consuming func finished() -> [UInt8] {
        if pendingBits > 0 { put(0, bits: 8 - pendingBits) }
        return output
    }

    private struct Match {
        let length: Int
        let distance: Int
    }

    private static func triple(_ bytes: [UInt8], _ index: Int) -> UInt32 {
        UInt32(bytes[index]) << 16 | UInt32(bytes[index + 1]) << 8 | UInt32(bytes[index + 2])
    }

    private static func match(in bytes: [UInt8], at position: Int, latest: [UInt32: Int]) -> Match? {
        guard position + 2 < bytes.count, let start = latest[triple(bytes, position)], position - start <= 32_768 else {
            return nil
        }
        var length = 3
        while length < 258, position + length < bytes.count, bytes[start + length] == bytes[position + length] {
            length += 1
        }
        return Match(length: length, distance: position - start)
    }

    private mutating func put(_ match: Match) {
        let length = Self.step(match.length, bases: Self.lengthBases)
        putSymbol(257 + length)
        put(match.length - Self.lengthBases[length], bits: length == 28 ? 0 : max(0, length / 4 - 1))
        let distance = Self.step(match.distance, bases: Self.distanceBases)
        put(Self.reversed(distance, bits: 5), bits: 5)
        put(match.distance - Self.distanceBases[distance], bits: max(0, distance / 2 - 1))
    }

    private mutating func putSymbol(_ symbol: Int) {
        switch symbol {
        case ..<144: put(Self.reversed(0x30 + symbol, bits: 8), bits: 8)
        case ..<256: put(Self.reversed(0x190 + symbol - 144, bits: 9), bits: 9)
        case ..<280: put(Self.reversed(symbol - 256, bits: 7), bits: 7)
        default: put(Self.reversed(0xC0 + symbol - 280, bits: 8), bits: 8)
        }
    }

    private mutating func put(_ value: Int, bits: Int) {
        pending |= UInt64(value) << UInt64(pendingBits)
        pendingBits += bits
        while pendingBits >= 8 {
            output.append(UInt8(truncatingIfNeeded: pending))
            pending >>= 8
            pendingBits -= 8
        }
    }

    private static func step(_ value: Int, bases: [Int]) -> Int { (bases.firstIndex { $0 > value } ?? bases.count) - 1 }

    private static func reversed(_ value: Int, bits: Int) -> Int {
        (0..<bits).reduce(0) { result, bit in (result << 1) | ((value >> bit) & 1) }
    }

    private static let lengthBases = [
        3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227,
        258,
    ]
    private static let distanceBases = [
        1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097,
        6145,
        8193, 12289, 16385, 24577,
    ]
}
