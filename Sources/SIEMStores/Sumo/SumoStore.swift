import AuditModel
import Pulling
import Transport

/// Sumo Logic, asked by search jobs; an event's id stands in its raw text only.
struct SumoStore: TextStore {
    let client: SumoClient
    let traits: SourceTraits
    let lookup: LookupTraits

    func pages(
        of window: TimeWindow?, wanted: WantedIDs?, pageSize: Int, _ asking: any ServiceAsking
    ) -> any SourcePages {
        SumoPages(client, window: window, wanted: wanted, pageSize: pageSize, asking)
    }

    func examination(_ asking: any ServiceAsking) async throws(TransportFailure) -> StoreExamination {
        let job = try await client.start(from: 0, to: 1, wanted: nil, asking)
        await client.free(job, asking)
        var examination = StoreExamination()
        examination.product = "Sumo Logic"
        return examination
    }
}
