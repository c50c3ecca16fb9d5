import Foundation

/// The outcomes of all trials, counted by cause.
struct AccuracyTable: Sendable {
    /// One row.
    struct Row: Hashable, Sendable {
        var runs = 0
        /// Runs with enough missing events.
        var scored = 0
        var right = 0
        var wrong = 0
        var unexplained = 0
        var failed = 0
        var falseCompletes = 0
        var falseMissing = 0
        var overlooked = 0
        /// Missing events, and how many of them were put down to a true cause.
        var attributable = 0
        var attributed = 0
        /// How often each untrue name was given.
        var wrongNames: [String: Int] = [:]

        /// Counts a trial.
        mutating func add(_ outcome: TrialOutcome) {
            runs += 1
            if outcome.saidComplete && (outcome.missing > 0 || outcome.isDoubtful) { falseCompletes += 1 }
            falseMissing += outcome.falseMissing
            overlooked += outcome.overlooked
            let score = TrialScore(outcome)
            switch score {
            case .tooFew: break
            case .failed: failed += 1
            case .right: right += 1
            case .unexplained: unexplained += 1
            case .wrong(let names):
                wrong += 1
                for name in names { wrongNames[name, default: 0] += 1 }
            }
            guard score != .tooFew, score != .failed else { return }
            scored += 1
            attributable += TrialScore.attributable(outcome)
            attributed += TrialScore.attributed(outcome)
        }

        /// Counts another row's trials as well.
        mutating func add(_ other: Row) {
            runs += other.runs
            scored += other.scored
            right += other.right
            wrong += other.wrong
            unexplained += other.unexplained
            failed += other.failed
            falseCompletes += other.falseCompletes
            falseMissing += other.falseMissing
            overlooked += other.overlooked
            attributable += other.attributable
            attributed += other.attributed
            wrongNames.merge(other.wrongNames) { $0 + $1 }
        }
    }

    private(set) var rows: [String: Row] = [:]

    /// Counts trials.
    init(_ outcomes: [TrialOutcome]) {
        for outcome in outcomes { rows[outcome.row, default: Row()].add(outcome) }
    }

    /// The sum of the rows but for that of mixed causes.
    var singles: Row { sum { $0 != CauseLaw.mixed } }

    private func sum(where isWanted: (String) -> Bool) -> Row {
        rows.reduce(into: Row()) { if isWanted($1.key) { $0.add($1.value) } }
    }

    /// A Markdown table: a line a cause, then all single causes, then the mixed ones.
    var text: String {
        var lines = [
            "| cause | runs | scored | right | wrong name | unexplained | false complete | false missing | overlooked | "
                + "failed | attributed |",
            "| --- | --: | --: | --: | --- | --: | --: | --: | --: | --: | --: |",
        ]
        let order = CauseLaw.singleNames + rows.keys.sorted().filter { !CauseLaw.names.contains($0) }
        for name in order { if let row = rows[name] { lines.append(Self.line(name, row)) } }
        lines.append(Self.line("all single", singles))
        if let mixed = rows[CauseLaw.mixed] { lines.append(Self.line(CauseLaw.mixed, mixed)) }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func line(_ name: String, _ row: Row) -> String {
        let names = row.wrongNames.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.key) \($0.value)" }
        let wrong = row.wrong == 0 ? "0" : "\(row.wrong) (\(names.joined(separator: ", ")))"
        let cells = [
            name, "\(row.runs)", "\(row.scored)", share(row.right, of: row.scored), wrong, "\(row.unexplained)",
            "\(row.falseCompletes)", "\(row.falseMissing)", "\(row.overlooked)", "\(row.failed)",
            share(row.attributed, of: row.attributable),
        ]
        return "| " + cells.joined(separator: " | ") + " |"
    }

    /// `38 (95.0 %)`; the number alone where there is nothing to compare it with.
    private static func share(_ count: Int, of whole: Int) -> String {
        guard whole > 0 else { return "\(count)" }
        return "\(count) (\(String(format: "%.1f", 100 * Double(count) / Double(whole))) %)"
    }
}
