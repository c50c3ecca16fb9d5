import AuditModel
import Pulling
import Transport

/// The waiting of a delivery, and its clock.
struct DeliveryPausing: Sendable {
    private let wait: @Sendable (Double) async throws -> Void
    private let context: TransportContext
    private let policy = RetryPolicy()

    init(_ making: DeliveryMaking) {
        wait = making.outside.wait
        context = making.context
    }

    /// Waits before the next attempt, longer from one to the next; false when the run was told to stop.
    ///
    /// - Parameter attempt: how often it was tried, 1 for the first time.
    func pause(after attempt: Int) async -> Bool {
        let seconds = policy.delay(after: .connection, attempt: min(attempt, 4), jitter: context.jitter())
        return await pause(seconds: max(1, seconds ?? 1))
    }

    /// Waits so many seconds; false when the run was told to stop.
    func pause(seconds: Double) async -> Bool {
        guard !context.cancelFlag.isSet else { return false }
        do {
            try await wait(seconds)
            return !context.cancelFlag.isSet
        } catch {
            // Waiting fails only when it is cancelled.
            return false
        }
    }

    /// Whether a host that was not reached may be reached in a while: trust and names do not mend by themselves.
    func isWorthTrying(_ failure: TransportFailure) -> Bool { failure.problem.code == "E-NETWORK" }

    /// The marks of events that are sent now.
    func marks(_ marks: DeliveryMarks) -> SentMarks {
        marks.plan.map { SentMarks(plan: $0, sent: InstantText.rfc3339(context.now())) }
            ?? SentMarks(plan: "", sent: "")
    }

    /// Nanoseconds since the Unix epoch.
    var now: Int64 { context.now() }

    /// As many unpredictable bytes as asked for.
    func randomBytes(_ count: Int) -> [UInt8] { context.randomBytes(count) }
}
