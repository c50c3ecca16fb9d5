package import AuditModel
package import Pulling
package import Transport

/// Sumo Logic, asked by search jobs; an event's id stands in its raw text only.
package struct SumoStore: SIEMStore {
    let client: SumoClient
    package let traits: SourceTraits
    package let lookup: LookupTraits

    package func readiness(_ asking: any ServiceAsking) async -> [ScopeReadiness] { [ScopeReadiness(scope: nil)] }

    package func pages(
        of question: SliceQuestion, from cursor: String?, _ asking: any ServiceAsking
    ) -> any SourcePages {
        SumoPages(client, window: question.window, wanted: nil, pageSize: question.pageSize, asking)
    }

    package func pages(
        ofIDs ids: [[String]], in window: TimeWindow?, _ asking: any ServiceAsking
    ) -> any SourcePages {
        SumoPages(client, window: window, wanted: WantedIDs(ids), pageSize: traits.pageSizes[0], asking)
    }

    package func examination(_ asking: any ServiceAsking) async throws(TransportFailure) -> StoreExamination {
        let job = try await client.start(from: 0, to: 1, wanted: nil, asking)
        await client.free(job, asking)
        var examination = StoreExamination()
        examination.product = "Sumo Logic"
        return examination
    }
}
