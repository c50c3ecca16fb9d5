import AuditModel
import ByteScan
import Pulling
import Transport

/// IBM QRadar, asked by Ariel searches; an event's id stands in its payload only.
struct QRadarStore: TextStore {
    let client: ArielClient
    let asksWhole: Bool
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
        ArielPages(
            client, window: window, wanted: wanted, pageSize: pageSize, asksWhole: asksWhole, asking)
    }

    func examination(_ asking: any ServiceAsking) async throws(TransportFailure) -> StoreExamination {
        let answer = try await asking.askJSON(client.call("GET", "/api/system/about"))
        var examination = StoreExamination()
        examination.product = answer.body["external_version"]?.text.map { "QRadar " + $0 }
        return examination
    }
}
