import AuditModel
import Auditing
import ExportReaders
import Synchronization
import TestKit

@testable import SiemgapCommands

/// A command run inside the test: canned work, streams that keep what is written, a clock that is set by hand.
final class CapturedRun: Sendable {
    private struct State {
        var output = ""
        var errors = ""
        var uptime: Int64 = 0
        var request: AuditRequest?
    }

    private let state = Mutex(State())

    var output: String { state.withLock(\.output) }
    var errors: String { state.withLock(\.errors) }
    /// What the last audit was asked to do.
    var request: AuditRequest? { state.withLock(\.request) }

    /// Moves the clock on, in milliseconds.
    func advance(milliseconds: Int64) { state.withLock { $0.uptime += milliseconds * 1_000_000 } }

    /// Surroundings whose streams end up here.
    func runContext(
        onTerminal: Bool = false, environment: [String: String] = ["LANG": "C"], outputIsClosed: Bool = false
    ) -> RunContext {
        let output = OutputStream(isTerminal: onTerminal, columns: onTerminal ? 80 : nil) { text in
            if outputIsClosed { throw ClosedStream() }
            self.state.withLock { $0.output += text }
        }
        let errors = OutputStream(isTerminal: onTerminal, columns: onTerminal ? 80 : nil) { text in
            self.state.withLock { $0.errors += text }
        }
        return RunContext(
            now: { 1_794_902_531_500_000_000 }, uptime: { self.state.withLock(\.uptime) },
            randomBytes: { [UInt8](repeating: 7, count: $0) }, environment: environment, standardOutput: output,
            standardError: errors, cancelFlag: CancelFlag())
    }

    /// Runs a command line; `audit` stands for the audit's work.
    func run(
        _ arguments: [String], in context: RunContext? = nil,
        audit: @escaping @Sendable () throws -> AuditReport = { CannedReports.complete },
        inspect: [ExportInspection] = []
    ) async -> Int32 {
        let context = CommandContext(
            run: context ?? runContext(),
            audit: { order, _, progress in
                self.state.withLock { $0.request = order.request }
                progress(ProgressReport(stage: .readingSIEM, bytesDone: 1, bytesKnown: 2, records: 3))
                return AuditOutcome(report: try audit(), folder: "reports/run")
            }, inspect: { _, _ in inspect }, pull: { _, _, _ in throw CancellationError() })
        return await EntryPoint.run(arguments, in: context)
    }
}
