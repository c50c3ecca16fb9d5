import Foundation

extension EventHabits {
    private static let shortest = 256.0

    /// Adds what the habits put into a record to its JSON, which ends with the brace of an object.
    ///
    /// - Parameter bits: 128 bits that belong to the record's event.
    func addTexts(bits: (UInt64, UInt64), to record: inout [UInt8]) {
        let drawn = [1, 2, 3].map { SeededGenerator.share(SeededGenerator.mix(bits.0 ^ bits.1 &+ $0)) }
        let (isLong, hasLines) = (drawn[0] < longShare, drawn[1] < multiline)
        guard isLong || hasLines, record.last == UInt8(ascii: "}") else { return }
        record.removeLast()
        record.append(#","Details":{"Text":""#)
        if hasLines { record.append(#"first line\nsecond line"#) }
        if isLong {
            let length = Self.shortest * pow(max(1, Double(longest) / Self.shortest), drawn[2])
            record.append(contentsOf: repeatElement(UInt8(ascii: "x"), count: Int(length)))
        }
        record.append(#""}}"#)
    }
}
