import Pulling
import Transport

/// How long a search job of a SIEM is waited for.
struct JobPatience: Sendable {
    /// Waits for a number of seconds, or throws `CancellationError`.
    let wait: @Sendable (Double) async throws -> Void
    let host: String

    /// Seconds between looks at a job, the last again and again.
    private static let pauses: [Double] = [0.5, 1, 2, 3, 5]
    /// Seconds after which a job is given up.
    private static let longest: Double = 1800

    /// Waits before the job is looked at for the time of that number, from 0.
    func pause(_ look: Int) async throws(TransportFailure) {
        let waited = Self.pauses.prefix(look).reduce(0, +) + Double(max(0, look - Self.pauses.count)) * 5
        guard waited < Self.longest else {
            throw AnswerFailure.job("not done after \(Int(waited)) s", host: host)
        }
        do {
            try await wait(Self.pauses[min(look, Self.pauses.count - 1)])
        } catch {
            throw AnswerFailure.cancelled(host: host)
        }
    }
}
