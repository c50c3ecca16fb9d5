import AuditModel
import ByteScan
import Pulling
import Recordings
import Transport

/// A Splunk that is asked through the search endpoints of its management port.
///
/// A slice is a stretch of `_time`, counted before its rows are asked for; count and rows leave out what was indexed
/// since the run began, so that both speak of the same events. Events that lie under a wrong `_time`, or were indexed
/// since, are found by id: over all of `_time` unless the setting `reach` bounds it, without a bound on the index time.
/// Events under a wrong `_time` that were indexed when those of the window should have been are found without their ids.
struct SplunkStore: SIEMStore {
    let setup: SplunkSetup
    /// The configuration's name of it, for messages.
    let name: String
    private let memory = SplunkMemory()

    private static let day: Int64 = 86_400_000_000_000
    /// Ids in one search.
    private static let mostIDs = 200

    init(_ setup: SplunkSetup, name: String) {
        self.setup = setup
        self.name = name
    }

    var traits: SourceTraits {
        let facts = memory.facts
        let paths =
            setup.asksWhole
            ? RecordingDescription.Paths(id: [], time: nil, zone: nil, available: nil)
            : StoredEvent.paths(idParts: max(setup.ids.count, 1))
        var traits = SourceTraits(
            type: "splunk", hosts: [setup.host], paths: paths, axis: .event,
            longest: min(Self.day, facts.longest ?? Self.day), settle: Self.day, scopes: [nil],
            pageSizes: setup.way == .job ? [setup.pageSize, max(1, setup.pageSize / 2)] : [], rate: setup.rate)
        traits.side = .siem
        traits.widening = setup.widening
        traits.oldest = facts.oldest
        traits.resultCap = setup.cap
        traits.countsExactly = true
        // Roles that bound how much of _time a search may span make less of one over all of it, without a word.
        traits.asksArrivals = setup.asksIndexTime && facts.longest == nil
        traits.parallel = setup.rate.inFlight
        return traits
    }

    var lookup: LookupTraits { LookupTraits(most: Self.mostIDs, reach: setup.reach) }

    // MARK: Before

    /// Learns the server's time and the roles' limits; a credential that cannot search is refused here.
    func readiness(_ asking: any ServiceAsking) async -> [ScopeReadiness] {
        let client = client(asking)
        var readiness: [ScopeReadiness] = []
        do throws(TransportFailure) {
            let account = try await SplunkAccount.read(client)
            memory.note { facts in
                facts.longest = account.longest.map { $0 * 1_000_000_000 }
                facts.oldest = account.oldest.map { $0 * 1_000_000_000 }
            }
            let problems = account.problems(name: name, search: setup.search)
            let isRefused = !account.refusedIndexes(in: setup.search).isEmpty
            readiness += problems.map { ScopeReadiness(scope: nil, problem: $0) }
            if isRefused, let problem = problems.first(where: { $0.means?.hasPrefix("srchIndexesAllowed") ?? false }) {
                readiness.insert(
                    ScopeReadiness(scope: nil, refusal: .refused, reason: "denied", problem: problem), at: 0)
            }
        } catch {
            if let refusal = Self.refusal(error) { return [refusal] }
        }
        do throws(TransportFailure) {
            let now = try await serverTime(client)
            memory.note { $0.indexedBefore = now.map { $0 + 1 } }
        } catch {
            if let refusal = Self.refusal(error) { readiness.insert(refusal, at: 0) }
        }
        return readiness.isEmpty ? [ScopeReadiness(scope: nil)] : readiness
    }

    /// What ends all slices; a server that is only busy or slow may answer later.
    private static func refusal(_ failure: TransportFailure) -> ScopeReadiness? {
        switch failure.kind {
        case .unauthorized, .forbidden, .foreignHost, .clock:
            ScopeReadiness(scope: nil, refusal: .refused, reason: "denied", problem: failure.problem)
        case .throttled, .timeout, .shrink, .restart, .gone, .retention, .notSubscribed, .cutAnswer, .unreachable,
            .tooLarge, .rejected, .cancelled:
            nil
        }
    }

    /// Whole seconds since the Unix epoch on the server's clock, by which it dates what it indexes.
    private func serverTime(_ client: SplunkClient) async throws(TransportFailure) -> Int64? {
        let moment = SplunkClient.Bounds(window: TimeWindow(from: 0, to: 1_000_000_000), isSteady: false)
        let rows = try await client.table(SplunkQuery.now, moment)
        return SplunkRow.text(rows.first?["siemgap_now"]).flatMap { Double($0) }.flatMap {
            Int64(exactly: $0.rounded())
        }
    }

    func examination(_ asking: any ServiceAsking) async throws(TransportFailure) -> StoreExamination {
        let client = client(asking)
        var examination = StoreExamination()
        let account = try await SplunkAccount.read(client)
        examination.user = account.user
        examination.problems = account.problems(name: name, search: setup.search)
        let info = try await client.resource("server/info")
        let content = (try? JSONTree(parsing: info.body))?["entry"]?.elements?.first?["content"]
        examination.product = SplunkRow.text(content?["version"]).map { "Splunk " + $0 }
        return examination
    }

    // MARK: Slices

    func count(of question: SliceQuestion, _ asking: any ServiceAsking) async throws(TransportFailure) -> Int? {
        let rows = try await client(asking).table(
            query.count(outside: question.outside), bounds(of: question))
        guard let count = SplunkRow.text(rows.last?["count"]).flatMap({ Int($0) }) else {
            throw SplunkFailure.search("stats count gave no count", .tooLarge, host: setup.host)
        }
        return count
    }

    func pages(of question: SliceQuestion, from cursor: String?, _ asking: any ServiceAsking) -> any SourcePages {
        pages(
            query.rows(outside: question.outside), bounds(of: question), pageSize: question.pageSize, wanted: nil,
            asking)
    }

    private func bounds(of question: SliceQuestion) -> SplunkClient.Bounds {
        guard let outside = question.outside else {
            return SplunkClient.Bounds(window: question.window, isSteady: true)
        }
        return SplunkClient.Bounds(
            window: setup.reach.map { outside.widened(by: $0) }, isSteady: true, indexed: question.window)
    }

    func pages(ofIDs ids: [[String]], in window: TimeWindow?, _ asking: any ServiceAsking) -> any SourcePages {
        pages(
            query.rows(ofIDs: ids), SplunkClient.Bounds(window: window, isSteady: false), pageSize: setup.pageSize,
            wanted: WantedIDs(ids), asking)
    }

    private func pages(
        _ search: String, _ bounds: SplunkClient.Bounds, pageSize: Int, wanted: WantedIDs?, _ asking: any ServiceAsking
    ) -> any SourcePages {
        let lines = SplunkLines(row: SplunkRow(query: query), wanted: wanted)
        switch setup.way {
        case .export: return SplunkExportPages(client(asking), search, bounds, lines)
        case .job:
            return SplunkJobPages(
                client(asking), search, bounds, lines, pageSize: pageSize > 0 ? pageSize : setup.pageSize)
        }
    }

    private var query: SplunkQuery { SplunkQuery(setup: setup) }

    private func client(_ asking: any ServiceAsking) -> SplunkClient {
        SplunkClient(setup: setup, memory: memory, asking: asking)
    }
}
