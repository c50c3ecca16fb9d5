import ByteScan
import Diagnosis

/// What one look at a record's bytes tells: its size without white space, and its shape.
struct RecordLook {
    /// Bytes of the record as JSON without white space between tokens.
    let size: Int
    let shape: RecordShape

    /// What each trait of the bytes is called among shapes.
    private static let shapes: [(RecordOutline.Traits, RecordShape)] = [
        (.deep, .deep), (.nonASCII, .nonASCII), (.lineBreak, .lineBreak), (.objectArray, .objectArray),
        (.nullValue, .nullValue), (.innerJSON, .innerJSON),
    ]

    /// Looks at a record that is a JSON object, or at any text, whose quotes then count as those of strings.
    init(_ record: Span<UInt8>) {
        let outline = RecordOutline(record)
        size = outline.size
        shape = Self.shapes.reduce(into: []) { shape, pair in
            if outline.traits.contains(pair.0) { shape.insert(pair.1) }
        }
    }

    /// Whether the text holds an escaped line feed or carriage return.
    static func hasLineBreak(_ record: Span<UInt8>) -> Bool { RecordOutline(record).traits.contains(.lineBreak) }
}

extension RecordShape {
    /// What an address's text tells: whether it is IPv6, has a port, or is empty.
    static func ofAddress(_ text: Span<UInt8>) -> RecordShape {
        if text.isEmpty { return .addressEmpty }
        let colons = text.indices.count { text[$0] == UInt8(ascii: ":") }
        if colons > 1 {
            return text[0] == UInt8(ascii: "[") && text[text.count - 1] != UInt8(ascii: "]")
                ? [.addressV6, .addressPort] : .addressV6
        }
        return colons == 1 ? .addressPort : []
    }
}
