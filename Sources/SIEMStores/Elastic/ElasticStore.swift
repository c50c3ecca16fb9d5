import AuditModel
import ByteScan
import Pulling
import Recordings
import Settings
import Transport

/// Elasticsearch or OpenSearch, asked for what it holds.
///
/// Sources: "Paginate search results", "Search API" and "Open point in time API" of the Elasticsearch reference, "Point in
/// time" of the OpenSearch documentation.
struct ElasticStore: SIEMStore {
    let product: ElasticProduct
    let settings: ElasticSettings
    let traits: SourceTraits
    let hits: ElasticHits
    let way = ElasticWay()
    let host: String
    private let isWhole: Bool
    /// Whether the documents are asked for whole, not only some of their fields.
    private let asksSource: Bool

    /// Ids in one question; each is asked for in several spellings and places, and bodies stay below 4 MiB.
    private static let mostIDs = 500
    /// Ids of several parts take a query each, of which there may be 1,024.
    private static let mostCompositeIDs = 100

    /// Ids from which on it pays to ask which fields there are: each id stands in the question once for each of them.
    private static let manyIDs = 50

    private static let day: Int64 = 86_400_000_000_000

    /// Makes the store of an entry for Elasticsearch.
    static func elasticsearch(_ named: NamedSIEM, _ making: StoreMaking) throws(SettingsFault) -> MadeStore {
        try made(.elasticsearch, named, making)
    }

    /// Makes the store of an entry for OpenSearch.
    static func openSearch(_ named: NamedSIEM, _ making: StoreMaking) throws(SettingsFault) -> MadeStore {
        try made(.openSearch, named, making)
    }

    private static func made(
        _ product: ElasticProduct, _ named: NamedSIEM, _ making: StoreMaking
    ) throws(SettingsFault) -> MadeStore {
        let settings = try ElasticSettings(named, making)
        let store = ElasticStore(product, settings, making)
        let client = ClientRecipe(
            auth: settings.auth, hosts: [settings.url], rate: settings.limits, throttle: ElasticRefusal.throttle,
            errors: ElasticRefusal.rules)
        return MadeStore(store: store, client: client, settings: settings.record)
    }

    private init(_ product: ElasticProduct, _ settings: ElasticSettings, _ making: StoreMaking) {
        self.product = product
        self.settings = settings
        isWhole = making.asksWhole
        asksSource = making.asksWhole || making.asksTexts
        host = HTTPAddress(settings.url)?.name ?? ""
        hits = ElasticHits(settings.fields, isWhole: isWhole, keepsText: making.asksTexts)
        let paths =
            isWhole
            ? RecordingDescription.Paths(id: [], time: nil, zone: nil)
            : StoredEvent.paths(idParts: settings.fields.idParts)
        var traits = SourceTraits(
            type: product.rawValue, hosts: [host], paths: paths, axis: .event, longest: Self.day, settle: Self.day,
            scopes: [nil], pageSizes: [settings.pageSize, max(1, settings.pageSize / 2)], rate: settings.limits)
        traits.side = .siem
        traits.widening = settings.widening
        traits.countsExactly = true
        traits.parallel = settings.limits.inFlight
        self.traits = traits
    }

    var lookup: LookupTraits {
        LookupTraits(most: settings.fields.idParts > 1 ? Self.mostCompositeIDs : Self.mostIDs)
    }

    func pages(of question: SliceQuestion, from cursor: String?, _ asking: any ServiceAsking) -> any SourcePages {
        // A context lives for minutes only, so that there is nothing to go on from.
        ElasticPages(
            self, size: question.pageSize, asking,
            make: { [settings, asksSource] _ in ElasticQuestion(question.window, settings, isWhole: asksSource) })
    }

    func pages(
        ofIDs ids: [[String]], in window: TimeWindow?, _ asking: any ServiceAsking
    ) -> any SourcePages {
        ElasticPages(
            self, size: settings.pageSize, asksFields: ids.count >= Self.manyIDs, asking,
            make: { [settings, asksSource] present in
                ElasticQuestion(ids: ids, in: window, settings, present: present, isWhole: asksSource)
            })
    }

    // MARK: What it says of itself

    func readiness(_ asking: any ServiceAsking) async -> [ScopeReadiness] {
        do throws(TransportFailure) {
            try await probe(asking)
            return [ScopeReadiness(scope: nil)]
        } catch  where error.kind == .unauthorized || error.kind == .forbidden || error.kind == .rejected {
            return [ScopeReadiness(scope: nil, refusal: .refused, reason: "denied", problem: error.problem)]
        } catch {
            // What only failed may succeed when it is asked for events.
            return [ScopeReadiness(scope: nil)]
        }
    }

    /// Counts all documents, which fails where a pattern fits no index that the credential may see.
    private func probe(_ asking: any ServiceAsking) async throws(TransportFailure) {
        let url = settings.url + "/\(settings.index)/_count?allow_no_indices=false"
        _ = try await asking.ask(HTTPCall("GET", url)) { (try? JSONTree(parsing: $0.body))?["count"] != nil }
    }

    func examination(_ asking: any ServiceAsking) async throws(TransportFailure) -> StoreExamination {
        var told = StoreExamination()
        let version = try await tree(HTTPCall("GET", settings.url + "/"), asking)["version"]
        told.product = version?["number"]?.text.map { "\(product.title) \($0)" }
        // Clusters without security have no such path.
        told.user = try? await tree(HTTPCall("GET", settings.url + product.whoPath), asking)[product.whoName]?.text
        try await probe(asking)
        told.problems = await restrictions(asking)
        return told
    }

    /// Patterns that the credential may not read all of: the rest of their indexes is left out without a word.
    ///
    /// OpenSearch does not say; neither product tells of documents that a role hides.
    private func restrictions(_ asking: any ServiceAsking) async -> [Problem] {
        guard product == .elasticsearch else { return [] }
        let names = settings.index.split(separator: ",").map { JSONValue.string(String($0)) }
        let entry: JSONValue = ["names": .array(names), "privileges": .array([.string("read")])]
        let body: JSONValue = ["index": .array([entry])]
        let call = HTTPCall(
            "POST", settings.url + "/_security/user/_has_privileges",
            headers: [.init("Content-Type", "application/json")], body: Array(body.text().utf8))
        // Clusters without security have no such path.
        guard let answer = try? await tree(call, asking), case .object(let rows)? = answer["index"] else { return [] }
        return rows.filter { $0.value["read"] == .bool(false) }.map { row in
            let name = String(decoding: row.name, as: UTF8.self)
            return Problem(
                .warning, "W-SIEM-INDEX", "the credential may not read all of \(name)", place: host,
                means: "indexes that it may not see are left out of answers without a word",
                effect: "events in them would be called missing", fix: "grant the privilege read on \(name)")
        }
    }

    private func tree(_ call: HTTPCall, _ asking: any ServiceAsking) async throws(TransportFailure) -> JSONTree {
        let reply = try await asking.ask(call) { (try? JSONTree(parsing: $0.body)) != nil }
        return (try? JSONTree(parsing: reply.body)) ?? .null
    }
}
