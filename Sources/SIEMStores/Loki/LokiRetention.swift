import AuditModel
import Transport

/// How far back Loki is looked through where no window is given.
enum LokiRetention {
    /// A year up to a day from now, by the clock of the service, in stretches that a query may cover.
    static func windows(_ client: LokiClient, _ asking: any ServiceAsking) async throws(TransportFailure)
        -> [TimeWindow]
    {
        let answer = try await asking.askJSON(client.call("/loki/api/v1/labels", nil))
        guard let now = answer.reply.values(of: "date").first.flatMap({ HTTPDate.nanoseconds($0) }) else {
            throw AnswerFailure.cut("no date in the answer", host: client.host)
        }
        let end = now + 86_400_000_000_000
        return LokiStore.parts(TimeWindow(from: end - LokiStore.longestLookup, to: end))
    }
}
