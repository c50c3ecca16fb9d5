import AuditModel

/// How much of each value's events is missing, where that differs from the rest or is most of the loss.
struct BreakdownTable {
    private static let mostRows = 200
    /// Rows of a field that are shown although chance may have made them.
    private static let mostPlain = 10
    /// The share of false findings, at most, among rows that are shown for their rate.
    private static let falseShare = 0.05

    /// A value with its counts; the rate's leave out events of named gaps.
    private struct Draft {
        let field: String
        let value: String
        let authority: Int
        let missing: Int
        let split: RateSplit
        let chance: Double
    }

    /// By field in the order of the columns, then by missing events, then by value.
    let rows: [BreakdownRow]

    /// Counts values.
    init(_ file: CaseFile, gaps: Set<Int>) {
        let scattered = (0..<file.missing.count).filter { !gaps.contains($0) }
        let drafts = file.fields.map { Self.drafts($0, file, scattered: scattered) }
        let adjusted = BenjaminiHochberg.adjusted(drafts.flatMap { $0.map(\.chance) })
        var next = 0
        var shown: [[Draft]] = []
        for field in drafts {
            let significant = field.indices.filter { adjusted[next + $0] <= Self.falseShare }
            next += field.count
            let order = field.indices.sorted { Self.key(field[$0]) < Self.key(field[$1]) }
            let kept = Set(significant).union(order.prefix(Self.mostPlain))
            shown.append(order.filter { kept.contains($0) }.map { field[$0] })
        }
        let share = Self.mostRows / max(1, shown.count)
        rows = shown.flatMap { $0.prefix(share) }.map { draft in
            let ratio = draft.split.rateOutside > 0 ? draft.split.rateInside / draft.split.rateOutside : nil
            return BreakdownRow(
                field: draft.field, value: draft.value, authority: draft.authority, missing: draft.missing,
                riskRatio: ratio)
        }
    }

    private static func key(_ draft: Draft) -> (Int, String) { (-draft.missing, draft.value) }

    /// The values of a field of which something is missing.
    private static func drafts(_ field: FieldTally, _ file: CaseFile, scattered: [Int]) -> [Draft] {
        let counts = field.counts(of: Array(0..<file.missing.count))
        let rest = field.counts(of: scattered)
        return counts.indices.filter { counts[$0] > 0 }.map { code in
            let present = Int((Double(field.presentCounts[code]) * file.presentWeight).rounded())
            let split = file.split(facts: rest[code], of: scattered.count, presentFacts: field.presentCounts[code])
            let chance = FisherExact.atLeast(
                rest[code], of: rest[code] + field.presentCounts[code], hits: scattered.count,
                total: scattered.count + file.present.count)
            return Draft(
                field: field.name, value: code == 0 ? "" : field.values[code],
                authority: present + file.events(counts[code]), missing: file.events(counts[code]), split: split,
                chance: chance)
        }
    }
}
