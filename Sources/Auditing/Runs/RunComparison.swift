import AuditModel
import ByteScan
import FileAccess
import Reports

/// What became of the events that an earlier run found missing, and which are missing only now.
///
/// Memory: the ids and times of both runs' missing events.
package struct RunComparison: Sendable {
    /// Missing earlier, and there now: they were late.
    package private(set) var healed: [String] = []
    package private(set) var stillMissing: [String] = []
    /// Missing now, and not earlier.
    package private(set) var new: [String] = []
    /// Missing earlier, and now outside the window, unknown, not settled or accepted.
    package private(set) var notJudged: [String] = []
    /// When the listed events happened, nanoseconds since the Unix epoch; those without a time are left out.
    package private(set) var times: [String: Int64] = [:]

    /// The file of a run that names its findings.
    static let findingsName = "findings.csv"
    /// Kinds of events that the SIEM lacks, whatever became of them.
    static let absentKinds: Set<FindingKind> = [.missing, .accepted, .unknown, .unsettled]

    /// An event that a run found missing or could not judge.
    struct Finding {
        let kind: String
        let id: String
        let time: Int64?
    }

    /// Compares two finished runs by their `findings.csv`; lists keep the order of the run they come from.
    ///
    /// - Throws: `AuditFault` when a run has no findings, or `FileFailure`.
    package init(earlier: RunSummary, later: RunSummary) throws {
        let before = try Self.absent(in: earlier).filter { $0.kind == FindingKind.missing.rawValue }
        let after = try Self.absent(in: later)
        var kinds: [String: String] = [:]
        for finding in after { kinds[finding.id] = finding.kind }
        for finding in before {
            switch kinds[finding.id] {
            case FindingKind.missing.rawValue: stillMissing.append(finding.id)
            case .some: notJudged.append(finding.id)
            case nil:
                if Self.isInside(finding.time, later.window) {
                    healed.append(finding.id)
                } else {
                    notJudged.append(finding.id)
                }
            }
        }
        for finding in before + after { times[finding.id] = finding.time }
        let known = Set(before.map(\.id))
        new = after.filter { $0.kind == FindingKind.missing.rawValue && !known.contains($0.id) }.map(\.id)
    }

    private static func isInside(_ time: Int64?, _ window: TimeWindow?) -> Bool {
        guard let time, let window else { return true }
        return window.contains(time)
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
            return Finding(kind: cells[0], id: cells[1], time: time)
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
