/// The values of one field among missing and present facts, under one numbering.
struct FieldTally: Sendable {
    let name: String
    /// Values by code; code 0 is "no value".
    let values: [String]
    /// The code of each missing fact.
    let missing: [UInt32]
    /// The code of each present fact.
    let present: [UInt32]
    /// Present facts by code.
    let presentCounts: [Int]

    /// The name of all values beyond the gatherer's bound.
    private static let overflow = "…"

    /// The fields that both kinds of facts have, and the scope if there are several.
    static func all(_ evidence: Evidence) -> [FieldTally] {
        let columns = evidence.missing.fields.filter { $0.codes.count == evidence.missing.count }
        return columns.compactMap { column in
            let other = evidence.present.fields.first { $0.name == column.name }
            guard let other, other.codes.count == evidence.present.count else { return nil }
            return FieldTally(column, other)
        }
    }

    /// Brings two columns of one name under one numbering.
    init(_ missing: FieldColumn, _ present: FieldColumn) {
        name = missing.name
        var values = missing.values
        var numbers = Dictionary(values.enumerated().map { ($1, UInt32($0)) }) { first, _ in first }
        let renumbered = present.values.map { value in
            if let number = numbers[value] { return number }
            numbers[value] = UInt32(values.count)
            values.append(value)
            return UInt32(values.count - 1)
        }
        self.missing = missing.codes
        self.present = present.codes.map { renumbered[Int($0)] }
        var counts = [Int](repeating: 0, count: values.count)
        for code in self.present { counts[Int(code)] += 1 }
        presentCounts = counts
        self.values = values
    }

    /// Whether a code stands for one value.
    func isValue(_ code: Int) -> Bool { code > 0 && values[code] != Self.overflow }

    /// Open facts by code.
    func counts(of open: [Int]) -> [Int] {
        var counts = [Int](repeating: 0, count: values.count)
        for fact in open { counts[Int(missing[fact])] += 1 }
        return counts
    }
}
