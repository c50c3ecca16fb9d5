import AuditModel
import Backfill
import ByteScan
import FileAccess
import Reports

/// What became of the events that an earlier run found missing, and which are missing only now.
///
/// Memory: the ids and times of both runs' missing events.
package struct RunComparison: Sendable {
    /// Missing earlier, and there now, without a plan that sent them: they were late.
    package private(set) var healed: [String] = []
    /// Missing earlier, and there now, after a plan sent them; by the plan's id, which are ascending.
    package private(set) var putBack: [(plan: String, ids: [String])] = []
    package private(set) var stillMissing: [String] = []
    /// Missing now, and looked for and not missing earlier.
    package private(set) var new: [String] = []
    /// Missing earlier, and now outside the window, unknown, not settled, accepted, or not looked for.
    package private(set) var notJudged: [String] = []
    /// Missing now, and not judged earlier: outside that window, unknown or not settled then, or not looked for.
    package private(set) var notJudgedEarlier: [String] = []
    /// How the two runs asked for different events, in words; empty where they asked for the same.
    package private(set) var differences: [String] = []
    /// When the listed events happened, nanoseconds since the Unix epoch; those without a time are left out.
    package private(set) var times: [String: Int64] = [:]

    /// The file of a run that names its findings.
    static let findingsName = "findings.csv"
    /// Kinds of events that the SIEM lacks, whatever became of them.
    static let absentKinds: Set<FindingKind> = [.missing, .accepted, .unknown, .unsettled]

    /// An event that a run found missing or could not judge.
    struct Finding {
        let kind: String
        /// Without the apostrophe that keeps spreadsheets from taking it for a formula.
        let id: String
        let time: Int64?

        var isMissing: Bool { kind == FindingKind.missing.rawValue }
    }

    /// Compares two finished runs by their `findings.csv`; lists keep the order of the run they come from.
    ///
    /// - Parameters:
    ///   - earlier: the earlier run and what it was asked.
    ///   - later: the same of the later one.
    ///   - state: holds the plans that sent events.
    /// - Throws: `AuditFault` when a run has no findings, `FileFailure`, or what reading the plans throws.
    package init(
        earlier: (run: RunSummary, past: PastRun), later: (run: RunSummary, past: PastRun), state: StateFolder
    ) throws {
        let sides = (
            earlier: try RunSides(earlier.run, earlier.past), later: try RunSides(later.run, later.past)
        )
        let (before, after) = (try Self.absent(in: earlier.run), try Self.absent(in: later.run))
        differences =
            sides.later.differences(from: sides.earlier)
            + [sides.later.conditions(from: sides.earlier)].compactMap(\.self)
        for finding in before + after { times[finding.id] = finding.time }
        let there = judge(before.filter(\.isMissing), by: after, sides.later, sides.later.covers(sides.earlier))
        // Run ids show seconds.
        let start = later.past.started?.later(by: 1_000_000_000)
        let plans = try SentEvents.plans(of: Set(there), state: state.path, before: start)
        healed = there.filter { plans[$0] == nil }
        putBack = Set(plans.values).sorted().map { plan in (plan, there.filter { plans[$0] == plan }) }
        judgeNew(after.filter(\.isMissing), before, sides.earlier, asked: sides.earlier.looksForAll(of: sides.later))
    }

    /// What the later run says of the events that were missing earlier.
    ///
    /// - Returns: those that are there now.
    private mutating func judge(
        _ missing: [Finding], by after: [Finding], _ later: RunSides, _ covers: Bool
    ) -> [String] {
        let kinds = Dictionary(after.map { ($0.id, $0.kind) }, uniquingKeysWith: { $1 })
        var there: [String] = []
        for finding in missing {
            switch kinds[finding.id] {
            case FindingKind.missing.rawValue: stillMissing.append(finding.id)
            case nil where covers && later.judges(finding.time): there.append(finding.id)
            default: notJudged.append(finding.id)
            }
        }
        return there
    }

    /// Which of the later run's missing events are new.
    private mutating func judgeNew(_ missing: [Finding], _ before: [Finding], _ earlier: RunSides, asked: Bool) {
        let kinds = Dictionary(before.map { ($0.id, $0.kind) }, uniquingKeysWith: { $1 })
        for finding in missing {
            switch kinds[finding.id].flatMap(FindingKind.init(rawValue:)) {
            case .missing: continue
            case .unknown, .unsettled: notJudgedEarlier.append(finding.id)
            case nil where !asked || !earlier.judges(finding.time): notJudgedEarlier.append(finding.id)
            default: new.append(finding.id)
            }
        }
    }

    /// Absent events of a run; those of other kinds are there.
    static func absent(in run: RunSummary) throws -> [Finding] {
        let place = run.folder + "/" + findingsName
        guard FileKind.of(place) == .file else {
            throw AuditFault.usage(
                "E-RUN", "run \(run.runID) has no \(findingsName)", fix: "name a run whose folder is whole")
        }
        let absent = Set(absentKinds.map(\.rawValue))
        let text = try FileText.read(place, most: 1 << 32)
        let findings: [Finding] = rows(text).compactMap { row in
            let cells = CSVRow.texts(row.span, separator: UInt8(ascii: ",")).prefix(3)
                .map { String(decoding: $0, as: UTF8.self) }
            guard cells.count == 3, absent.contains(cells[0]) else { return nil }
            let time = TimestampReader(zone: .unknown).read(Array(cells[2].utf8).span)?.nanoseconds
            return Finding(kind: cells[0], id: plain(cells[1]), time: time)
        }
        guard !run.isRedacted || !findings.contains(where: { $0.id.hasPrefix(Pseudonyms.mark) }) else {
            throw AuditFault.usage(
                "E-RUN", "the ids of run \(run.runID) are tokens",
                means:
                    "it is redacted, and its events have no id in a field of their own; no other run has these tokens",
                fix: "compare runs without --redact")
        }
        return findings
    }

    /// An id without the apostrophe that keeps spreadsheets from taking it for a formula.
    private static func plain(_ id: String) -> String {
        let second = id.utf8.dropFirst().first
        return id.hasPrefix("'") && second.map("=+-@\t\r".utf8.contains) == true ? String(id.dropFirst()) : id
    }

    /// The rows of a CSV text; quoted cells may hold line ends.
    private static func rows(_ text: [UInt8]) -> [[UInt8]] {
        var rows: [[UInt8]] = []
        var (start, isQuoted) = (0, false)
        for (index, byte) in text.enumerated() {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            guard byte == 0x0A, !isQuoted else { continue }
            rows.append(Array(text[start...index]))
            start = index + 1
        }
        return rows
    }
}
