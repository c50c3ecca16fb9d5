package import AuditModel
import ByteScan
package import Pulling
package import Transport

/// IBM QRadar, asked by Ariel searches; an event's id stands in its payload only.
package struct QRadarStore: SIEMStore {
    let client: ArielClient
    let asksWhole: Bool
    package let traits: SourceTraits
    package let lookup: LookupTraits

    package func readiness(_ asking: any ServiceAsking) async -> [ScopeReadiness] { [ScopeReadiness(scope: nil)] }

    package func count(
        of question: SliceQuestion, _ asking: any ServiceAsking
    ) async throws(TransportFailure) -> Int? {
        try await client.count(question.window, asking)
    }

    package func pages(
        of question: SliceQuestion, from cursor: String?, _ asking: any ServiceAsking
    ) -> any SourcePages {
        ArielPages(
            client, window: question.window, wanted: nil, pageSize: question.pageSize, asksWhole: asksWhole, asking)
    }

    package func pages(
        ofIDs ids: [[String]], in window: TimeWindow?, _ asking: any ServiceAsking
    ) -> any SourcePages {
        ArielPages(
            client, window: window, wanted: WantedIDs(ids), pageSize: traits.pageSizes[0], asksWhole: asksWhole,
            asking)
    }

    package func examination(_ asking: any ServiceAsking) async throws(TransportFailure) -> StoreExamination {
        let answer = try await asking.askJSON(client.call("GET", "/api/system/about"))
        var examination = StoreExamination()
        examination.product = answer.body["external_version"]?.text.map { "QRadar " + $0 }
        return examination
    }
}
