import AuditModel

/// How often the faults of times were named as they are, by kind.
struct TimeTable: Sendable {
    private struct Row {
        var runs = 0
        var right = 0
        /// What was named instead, and how often.
        var wrong: [String: Int] = [:]
    }

    /// The row of trials whose times are right.
    private static let none = "none"

    private var rows: [String: Row] = [:]

    /// Counts trials that were audited.
    init(_ outcomes: [TrialOutcome]) {
        for outcome in outcomes where outcome.failure == nil { add(outcome) }
    }

    /// A trial is right when it names each planted fault with its seconds and none beside, but that the SIEM writes fewer
    /// digits may be said of any.
    private mutating func add(_ outcome: TrialOutcome) {
        let kind = outcome.plantedTimes.min()?.split(separator: " ").first.map(String.init) ?? Self.none
        let beside = TimeTruth.name(.precision, nil)
        let isRight =
            outcome.namedTimes.subtracting([beside]) == outcome.plantedTimes.subtracting([beside])
            && outcome.namedTimes.isSuperset(of: outcome.plantedTimes)
        rows[kind, default: Row()].runs += 1
        rows[kind, default: Row()].right += isRight ? 1 : 0
        guard !isRight else { return }
        let named = outcome.namedTimes.isEmpty ? Self.none : outcome.namedTimes.sorted().joined(separator: " and ")
        let planted = outcome.plantedTimes.sorted().joined(separator: " and ")
        rows[kind, default: Row()].wrong["\(named) for \(planted.isEmpty ? Self.none : planted)", default: 0] += 1
    }

    /// A Markdown table: a line a kind.
    var text: String {
        var lines = ["| time fault | runs | right | instead |", "| --- | --: | --: | --- |"]
        for (kind, row) in rows.sorted(by: { $0.key < $1.key }) {
            let wrong = row.wrong.sorted { $0.key < $1.key }.map { "\($0.key) (\($0.value))" }
            lines.append("| \(kind) | \(row.runs) | \(row.right) | \(wrong.joined(separator: ", ")) |")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
