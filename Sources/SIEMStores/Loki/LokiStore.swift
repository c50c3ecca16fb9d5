import AuditModel
import ByteScan
import Pulling
import Transport

/// Grafana Loki, asked by LogQL range queries.
///
/// Facts: grafana.com/docs/loki, "Loki HTTP API" and the limits of "Grafana Loki configuration parameters".
struct LokiStore: TextStore {
    let client: LokiClient
    let traits: SourceTraits
    let lookup: LookupTraits

    /// The longest stretch one query may cover (`max_query_length`, 30d1h unless changed), nanoseconds.
    static let longestQuery: Int64 = 30 * 86_400_000_000_000
    /// How far back it is looked for ids where no window is given, nanoseconds: a year, the retention few go beyond.
    static let longestLookup = 12 * longestQuery

    func count(
        of question: SliceQuestion, _ asking: any ServiceAsking
    ) async throws(TransportFailure) -> Int? {
        try await client.count(question.window, asking)
    }

    func pages(
        of window: TimeWindow?, wanted: WantedIDs?, pageSize: Int, _ asking: any ServiceAsking
    ) -> any SourcePages {
        LokiPages(client, windows: window.map(Self.parts), wanted: wanted, pageSize: pageSize, asking)
    }

    func examination(_ asking: any ServiceAsking) async throws(TransportFailure) -> StoreExamination {
        _ = try await client.count(TimeWindow(from: 0, to: 1_000_000_000), asking)
        var examination = StoreExamination()
        // Gateways often hide what is not for queries; a version that is not known is no fault.
        let answer = try? await asking.askJSON(client.call("/loki/api/v1/status/buildinfo", nil))
        examination.product = "Loki" + (answer?.body["version"]?.text.map { " " + $0 } ?? "")
        return examination
    }

    /// A window in stretches that a query may cover.
    static func parts(_ window: TimeWindow) -> [TimeWindow] {
        var (parts, start): ([TimeWindow], Int64) = ([], window.from)
        while start < window.to {
            let end = window.to - start > longestQuery ? start + longestQuery : window.to
            parts.append(TimeWindow(from: start, to: end))
            start = end
        }
        return parts
    }
}
