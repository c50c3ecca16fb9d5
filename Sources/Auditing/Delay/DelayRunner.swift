package import AuditModel
import ByteScan
package import Drift
import EventSources
import ExportReaders

/// Measures delays in recordings and files, as `drift` does.
package struct DelayRunner: Sendable {
    private let context: RunContext

    /// - Parameter context: all that the run takes from outside.
    package init(context: RunContext) { self.context = context }

    /// What to measure.
    package struct Order: Hashable, Sendable {
        /// Recordings, or files whose records say when they became available.
        package var specs: [String]
        /// What to call it.
        package var name: String
        package var question: DelayQuestion
        /// Where audits find how long events take to become final.
        package var state: StateFolder

        /// Describes a measurement.
        package init(specs: [String], name: String, question: DelayQuestion, state: StateFolder) {
            self.specs = specs
            self.name = name
            self.question = question
            self.state = state
        }
    }

    /// Measures, plays ways of collecting on what was seen, and keeps for audits how long events take to become final.
    ///
    /// - Throws: an `Explained` error when there is no answer, or `CancellationError`.
    package func run(_ order: Order, progress: @escaping ProgressSink) throws -> DelayReport {
        var request = AuditRequest()
        request.authority.specs = order.specs
        let spool = InputSpool(
            folder: RunSettings(memory: request.memoryBytes, context: context).spillFolder,
            cancel: context.cancelFlag)
        let comparison = Comparison(
            request: request, context: context, spool: spool, hasher: IDHasher(key0: 0, key1: 0),
            started: context.now(), progress: progress)
        let side = try comparison.prepareAuthority()
        guard !side.examined.isEmpty else { throw Self.empty(order.name, leftOut: 0) }
        progress(ProgressReport(stage: .readingAuthority, bytesDone: 0, bytesKnown: nil, records: 0))
        let pass = DelayPass(prepared: side, settings: comparison.settings, window: nil, cancel: context.cancelFlag)
        guard let measurement = try pass.measurement() else { throw Self.unstamped(order.name) }
        guard !measurement.delays.isEmpty else { throw Self.empty(order.name, leftOut: measurement.leftOut) }
        var question = order.question
        question.clockSeconds = max(question.clockSeconds, abs(measurement.clockOffset ?? 0).rounded(.up))
        var report = DelayAnalysis(measurement, question).report
        report.policies = PolicyTable.rows(
            measurement, lookback: report.recommended?.lookbackSeconds, every: question.pollSeconds)
        do {
            report.settling = try SettledHorizons(state: order.state).keep(report, of: side).map {
                DelayReport.Settling(source: $0.name, seconds: $0.seconds)
            }
        } catch let failure as any Explained {
            report.remarks.append("audits do not take the settled time from here: \(failure.problem.what)")
        }
        return report
    }

    /// Refuses to pull a source whose events do not say when they became available.
    package static func checkStamps(type: String, name: String) throws {
        guard !SourceRegistry.typesStatingAvailability.contains(type) else { return }
        throw unstamped(name)
    }

    private static func unstamped(_ name: String) -> AuditFault {
        .input(
            "E-NO-AVAILABILITY", "nothing in \(name) says when its events became available",
            means: "of the sources these say so: " + SourceRegistry.typesStatingAvailability.joined(separator: " "),
            fix: "measure the others with siemgap collect, which keeps when it first saw each event")
    }

    private static func empty(_ name: String, leftOut: Int) -> AuditFault {
        .input(
            "E-NO-DELAYS", "no event of \(name) has a known delay",
            means: leftOut > 0
                ? "all \(leftOut) happened before the source was watched, so that only late ones are known"
                : "it holds no event with a time",
            fix: "pull a longer window, and measure again")
    }
}
