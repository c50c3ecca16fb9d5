import AuditModel
import ByteScan
import Pulling
import Transport

/// VictoriaLogs, asked by LogsQL.
///
/// Facts: docs.victoriametrics.com/victorialogs, "Querying" and "LogsQL".
struct VictoriaLogsStore: TextStore {
    let client: VictoriaLogsClient
    let traits: SourceTraits
    let lookup: LookupTraits

    func count(
        of question: SliceQuestion, _ asking: any ServiceAsking
    ) async throws(TransportFailure) -> Int? {
        try await client.count(question.window, asking)
    }

    func pages(
        of window: TimeWindow?, wanted: WantedIDs?, pageSize: Int, _ asking: any ServiceAsking
    ) -> any SourcePages {
        VictoriaLogsPages(client, window: window, wanted: wanted, pageSize: pageSize, asking)
    }

    func examination(_ asking: any ServiceAsking) async throws(TransportFailure) -> StoreExamination {
        _ = try await client.count(TimeWindow(from: 0, to: 1), asking)
        var examination = StoreExamination()
        examination.product = "VictoriaLogs"
        return examination
    }
}

/// The rows of one question, which come in one answer, in pages.
actor VictoriaLogsPages: SourcePages {
    private let client: VictoriaLogsClient
    private let window: TimeWindow?
    private let wanted: WantedIDs?
    private let pageSize: Int
    private let asking: any ServiceAsking
    /// Rows not given yet; nil before they are asked for.
    private var rows: ArraySlice<JSONTree>?

    init(
        _ client: VictoriaLogsClient, window: TimeWindow?, wanted: WantedIDs?, pageSize: Int,
        _ asking: any ServiceAsking
    ) {
        self.client = client
        self.window = window
        self.wanted = wanted
        self.pageSize = max(pageSize, 1)
        self.asking = asking
    }

    func next() async throws(TransportFailure) -> SourcePage? {
        if let wanted, wanted.tellingParts.isEmpty { return nil }
        if rows == nil {
            rows = try await client.rows(window, and: wanted.map(client.condition), asking)[...]
        }
        guard let left = rows, !left.isEmpty else { return nil }
        rows = left.dropFirst(pageSize)
        var lines = EventLines()
        for row in left.prefix(pageSize) {
            let event = client.event(row)
            if let wanted, !wanted.contains(event.id) { continue }
            if client.asksWhole { lines.append(row) } else { lines.append(event) }
        }
        return lines.page
    }
}
