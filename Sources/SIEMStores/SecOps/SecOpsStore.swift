import AuditModel
import ByteScan
import Pulling
import Recordings
import Transport

/// Google SecOps, asked by UDM searches; the vendor's id of an event is `metadata.productLogId`.
///
/// Facts: docs.cloud.google.com/chronicle, "instances.udmSearch" and "Service limits".
struct SecOpsStore: TextStore {
    let client: SecOpsClient
    let traits: SourceTraits
    let lookup: LookupTraits

    func pages(
        of window: TimeWindow?, wanted: WantedIDs?, pageSize: Int, _ asking: any ServiceAsking
    ) -> any SourcePages {
        SecOpsPages(client, window: window, wanted: wanted, asking)
    }

    func examination(_ asking: any ServiceAsking) async throws(TransportFailure) -> StoreExamination {
        _ = try await client.search(TimeWindow(from: 0, to: 1_000_000_000), wanted: nil, asking)
        var examination = StoreExamination()
        examination.product = "Google SecOps"
        return examination
    }
}

/// The one page of a question: an answer that leaves events out is a failure that halves the stretch.
actor SecOpsPages: SourcePages {
    private let client: SecOpsClient
    private let window: TimeWindow?
    private let wanted: WantedIDs?
    private let asking: any ServiceAsking
    private var isOver = false

    /// All time that an answer can speak of: the years 1970 to 2099.
    private static let allTime = TimeWindow(from: 0, to: 4_102_444_800_000_000_000)

    init(_ client: SecOpsClient, window: TimeWindow?, wanted: WantedIDs?, _ asking: any ServiceAsking) {
        self.client = client
        self.window = window
        self.wanted = wanted
        self.asking = asking
    }

    func next() async throws(TransportFailure) -> SourcePage? {
        if let wanted, wanted.tellingParts.isEmpty { return nil }
        guard !isOver else { return nil }
        isOver = true
        let answer = try await client.search(window ?? Self.allTime, wanted: wanted, asking)
        if answer.leavesOut { throw AnswerFailure.tooLarge("moreDataAvailable", host: client.host) }
        var lines = EventLines()
        for row in answer.events {
            let event = client.event(row)
            if let wanted, !wanted.contains(event.id) { continue }
            if client.asksWhole { lines.append(row) } else { lines.append(event) }
        }
        return lines.count == 0 ? nil : lines.page
    }
}
