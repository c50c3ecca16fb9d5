/// Turns UTF-16 into UTF-8, piece by piece, without the byte-order mark; a lone surrogate becomes U+FFFD.
final class UTF16Decoder {
    private let isLittleEndian: Bool
    private var pendingByte: UInt8?
    private var highSurrogate: UInt32?
    private var isAtStart = true

    init(isLittleEndian: Bool) { self.isLittleEndian = isLittleEndian }

    /// Decodes bytes that continue those before; with `isLast` what is incomplete becomes U+FFFD.
    func decode(_ bytes: Span<UInt8>, into output: BlockBuffer, isLast: Bool) {
        var encoded: [UInt8] = []
        encoded.reserveCapacity(bytes.count * 3 / 2 + 6)
        for index in bytes.indices {
            let byte = bytes[index]
            guard let first = pendingByte else {
                pendingByte = byte
                continue
            }
            pendingByte = nil
            let unit = isLittleEndian ? UInt32(byte) << 8 | UInt32(first) : UInt32(first) << 8 | UInt32(byte)
            take(unit, &encoded)
        }
        if isLast, highSurrogate != nil || pendingByte != nil {
            (highSurrogate, pendingByte) = (nil, nil)
            Self.encode(0xFFFD, &encoded)
        }
        output.append(encoded.span)
    }

    private func take(_ unit: UInt32, _ output: inout [UInt8]) {
        let isMark = isAtStart && unit == 0xFEFF
        isAtStart = false
        if isMark { return }
        if let high = highSurrogate {
            highSurrogate = nil
            if unit & 0xFC00 == 0xDC00 {
                Self.encode(0x10000 + (high & 0x3FF) << 10 + unit & 0x3FF, &output)
                return
            }
            Self.encode(0xFFFD, &output)
        }
        if unit & 0xFC00 == 0xD800 {
            highSurrogate = unit
        } else {
            Self.encode(unit & 0xFC00 == 0xDC00 ? 0xFFFD : unit, &output)
        }
    }

    private static func encode(_ value: UInt32, _ output: inout [UInt8]) {
        if value < 0x80 {
            output.append(UInt8(truncatingIfNeeded: value))
        } else if value < 0x800 {
            output.append(UInt8(truncatingIfNeeded: 0xC0 | value >> 6))
            output.append(UInt8(truncatingIfNeeded: 0x80 | value & 0x3F))
        } else if value < 0x10000 {
            output.append(UInt8(truncatingIfNeeded: 0xE0 | value >> 12))
            output.append(UInt8(truncatingIfNeeded: 0x80 | value >> 6 & 0x3F))
            output.append(UInt8(truncatingIfNeeded: 0x80 | value & 0x3F))
        } else {
            output.append(UInt8(truncatingIfNeeded: 0xF0 | value >> 18))
            output.append(UInt8(truncatingIfNeeded: 0x80 | value >> 12 & 0x3F))
            output.append(UInt8(truncatingIfNeeded: 0x80 | value >> 6 & 0x3F))
            output.append(UInt8(truncatingIfNeeded: 0x80 | value & 0x3F))
        }
    }
}
