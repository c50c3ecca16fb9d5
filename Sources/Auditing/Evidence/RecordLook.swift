import ByteScan
import Diagnosis

/// What one look at a record's bytes tells: its size without white space, and its shape.
struct RecordLook {
    /// Bytes of the record as JSON without white space between tokens.
    private(set) var size = 0
    private(set) var shape: RecordShape = []

    /// Levels of objects and arrays that are not deep.
    private static let usualDepth = 4

    /// Looks at a record that is a JSON object, or at any text, whose quotes then count as those of strings.
    init(_ record: Span<UInt8>) {
        var (index, depth) = (0, 0)
        var opensArray = false
        while index < record.count {
            let byte = record[index]
            switch byte {
            case UInt8(ascii: "\""):
                index = string(record, from: index)
                opensArray = false
                continue
            case UInt8(ascii: " "), 0x09, 0x0A, 0x0D:
                index += 1
                continue
            case UInt8(ascii: "{"):
                if opensArray { shape.insert(.objectArray) }
                depth += 1
            case UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: "n"): shape.insert(.nullValue)
            default: break
            }
            if depth > Self.usualDepth { shape.insert(.deep) }
            opensArray = byte == UInt8(ascii: "[")
            size += 1
            index += 1
        }
    }

    /// Whether the text holds an escaped line feed or carriage return.
    static func hasLineBreak(_ record: Span<UInt8>) -> Bool { RecordLook(record).shape.contains(.lineBreak) }

    /// Looks at the string that begins at `start`; gives the index after it.
    private mutating func string(_ record: Span<UInt8>, from start: Int) -> Int {
        var index = start + 1
        var bits: UInt8 = 0
        while index < record.count {
            let stop = StringText.stop(in: record, from: index)
            bits |= stop.high
            index = stop.place
            guard index < record.count, record[index] == UInt8(ascii: "\\") else { break }
            index = escape(record, at: index, isFirst: index == start + 2, opening: record[start + 1])
        }
        if bits >= 0x80 { shape.insert(.nonASCII) }
        index = min(index + 1, record.count)
        size += index - start
        return index
    }

    /// Looks at the escape at `index`; gives the index after it.
    private mutating func escape(_ record: Span<UInt8>, at index: Int, isFirst: Bool, opening: UInt8) -> Int {
        guard index + 1 < record.count else { return record.count }
        switch record[index + 1] {
        case UInt8(ascii: "n"), UInt8(ascii: "r"): shape.insert(.lineBreak)
        case UInt8(ascii: "\""):
            if isFirst, opening == UInt8(ascii: "{") || opening == UInt8(ascii: "[") { shape.insert(.innerJSON) }
        case UInt8(ascii: "u"): noteCodeUnit(record, at: index + 2)
        default: break
        }
        return index + 2
    }

    /// `000a`, `000d` and everything beyond ASCII.
    private mutating func noteCodeUnit(_ record: Span<UInt8>, at start: Int) {
        guard start + 4 <= record.count else { return }
        let digits = (0..<4).map { record[start + $0] }
        guard let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16) else { return }
        if unit == 0x0A || unit == 0x0D { shape.insert(.lineBreak) }
        if unit >= 0x80 { shape.insert(.nonASCII) }
    }
}

extension RecordShape {
    /// What an address's text tells: whether it is IPv6, has a port, or is empty.
    static func ofAddress(_ text: [UInt8]) -> RecordShape {
        let colons = text.count { $0 == UInt8(ascii: ":") }
        if text.isEmpty { return .addressEmpty }
        if colons > 1 {
            return text.first == UInt8(ascii: "[") && text.last != UInt8(ascii: "]")
                ? [.addressV6, .addressPort] : .addressV6
        }
        return colons == 1 ? .addressPort : []
    }
}
