import AuditModel
import Auditing
import FileAccess

/// Audits two files or recordings inside the process, and reads what is listed as missing.
struct PairAudit: Sendable {
    /// What came of it.
    struct Answer: Sendable {
        let report: AuditReport
        /// Ids as `findings.csv` lists them.
        let missing: Set<String>
    }

    private static let largestList = 1 << 30

    let context: RunContext
    /// A folder that is there, for the run and what it spills.
    let folder: String

    /// Runs the audit; its folder is `run` inside the pair's.
    func run(authority: String, siem: String) async throws -> Answer {
        var request = AuditRequest()
        request.authority.specs = [authority]
        request.siem.specs = [siem]
        request.digestsInputs = false
        request.outFolder = folder + "/run"
        var context = context
        context.environment["TMPDIR"] = folder
        context.environment["SIEMGAP_WORKERS"] = "1"
        let order = AuditOrder(request, state: StateFolder(path: folder + "/state"))
        let outcome = try await AuditRunner(context: context).run(order) { _ in }
        return Answer(report: outcome.report, missing: try Self.missing(in: outcome.folder + "/findings.csv"))
    }

    /// Missing events stand first in the file.
    private static func missing(in path: String) throws(FileFailure) -> Set<String> {
        let bytes = try FileText.read(path, most: largestList)
        var ids: Set<String> = []
        let comma = UInt8(ascii: ",")
        for line in bytes.split(separator: UInt8(ascii: "\n")).dropFirst() {
            let cells = line.split(separator: comma, maxSplits: 2, omittingEmptySubsequences: false)
            guard cells.count == 3, cells[0].elementsEqual(FindingKind.missing.rawValue.utf8) else { break }
            ids.insert(String(decoding: cells[1], as: UTF8.self))
        }
        return ids
    }
}

extension TrialOutcome {
    /// Takes what an audit said.
    mutating func take(_ answer: PairAudit.Answer, truth: Set<String>) {
        events = answer.report.authority.events
        saidComplete = answer.report.verdict == .complete
        falseMissing = answer.missing.subtracting(truth).count
        overlooked = truth.subtracting(answer.missing).count
        namedTimes = Set((answer.report.timeFaults ?? []).map { TimeTruth.name($0.kind, $0.seconds) })
        for cause in answer.report.causes { named[cause.code, default: 0] += cause.explains }
    }
}
