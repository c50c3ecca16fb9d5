import AuditModel
import Pulling
import Recordings
import Transport

/// Tables of a Log Analytics workspace, Microsoft Sentinel's among them, by the Azure Monitor Logs query API.
///
/// Limits: learn.microsoft.com, "Azure Monitor service limits", Log Analytics query API.
struct AzureMonitorStore: SIEMStore {
    let traits: SourceTraits
    let desk: WorkspaceDesk
    /// The tables that are asked; empty where the user gave a query.
    let tables: [String]
    let counts = WorkspaceCounts()

    /// A month before and after covers rows whose time was rewritten at ingestion.
    let lookup = LookupTraits(most: 500, reach: 30 * AzureMonitorStore.day)

    private static let second: Int64 = 1_000_000_000
    private static let day = 86_400 * second
    /// 200 requests in 30 s for a user, five queries at once.
    static let usualRate = RateLimit(requests: 200, perSeconds: 30, inFlight: 5)
    /// Rows of an answer, after which it ends with a PartialError; an answer below it may still be too large in bytes.
    static let mostRows = 500_000

    /// - Parameter pageSize: rows that one answer should have at most.
    init(
        desk: WorkspaceDesk, tables: [String], host: String, pageSize: Int, widening: Int64, rate: RateLimit
    ) {
        let query = desk.query
        var traits = SourceTraits(
            type: Self.type, hosts: [host],
            paths: query.asksWhole
                ? RecordingDescription.Paths(id: [], time: nil, zone: nil)
                : StoredEvent.paths(idParts: query.ids.count),
            axis: .event, longest: Self.day, settle: Self.day, scopes: [nil],
            pageSizes: [pageSize, max(1, pageSize / 4 * 3)], rate: rate)
        traits.side = .siem
        traits.widening = widening
        traits.resultCap = Self.mostRows
        traits.countsExactly = true
        // An answer holds a part of a slice, so that narrower ones hardly help.
        traits.shortest = 10 * Self.second
        traits.parallel = rate.inFlight
        (self.traits, self.desk, self.tables) = (traits, desk, tables)
    }

    /// The configuration type.
    static let type = "azure-monitor"

    func readiness(_ asking: any ServiceAsking) async -> [ScopeReadiness] { [ScopeReadiness(scope: nil)] }

    func count(of question: SliceQuestion, _ asking: any ServiceAsking) async throws(TransportFailure) -> Int? {
        let count = try await counted(question, asking)
        counts.keep(count, of: question)
        return count.records
    }

    func pages(of question: SliceQuestion, from cursor: String?, _ asking: any ServiceAsking) -> any SourcePages {
        WorkspacePages(self, question, from: cursor, asking)
    }

    func pages(
        ofIDs ids: [[String]], in window: TimeWindow?, _ asking: any ServiceAsking
    ) -> any SourcePages {
        WorkspaceLookup(self, ids, in: window, asking)
    }

    /// Counts a slice's rows as they are now.
    func counted(
        _ question: SliceQuestion, _ asking: any ServiceAsking
    ) async throws(TransportFailure) -> WorkspaceCounts.Count {
        let text = desk.query.count(in: question.window)
        let answer = try await desk.answer(to: text, in: question.window, asking)
        guard let records = answer.firstText("Records").flatMap({ Int($0) }), records >= 0 else {
            throw desk.lacking("the number of rows")
        }
        guard let until = answer.firstText("Until"), KustoText.isTime(until) else {
            throw desk.lacking("the time it was given")
        }
        return .init(records: records, until: until)
    }

    /// An answer's rows as a page of the recording.
    func page(of answer: WorkspaceAnswer) -> SourcePage {
        desk.query.asksWhole ? answer.wholePage : answer.narrowPage(idParts: desk.query.ids.count)
    }
}
