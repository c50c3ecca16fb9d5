import AuditModel
import Pulling
import Settings
import Transport

extension QRadarStore {
    /// The most rows of a page; an answer is in memory as a whole.
    private static let pageRows = 10_000
    private static let day: Int64 = 86_400_000_000_000

    /// Makes the store `qradar`.
    static func make(_ named: NamedSIEM, _ making: StoreMaking) throws(SettingsFault) -> MadeStore {
        let map = try named.map()
        let settings = try TextStoreSettings(
            map, named, usual: RateLimit(requests: nil, perSeconds: 1, inFlight: 2), making)
        let condition = try map.text("query")
        let version = try map.text("version") ?? "12.0"
        let pageSizes = try TextStoreSettings.pageSizes(map, most: pageRows)
        guard let token = try settings.secret(map, "token", making) else {
            throw map.fault(nil, "token is missing", fix: "write token: {env: QRADAR_TOKEN}")
        }
        try map.finish()
        let query = ArielQuery(
            condition: condition, lead: max(settings.widen, day), asksWhole: making.asksWhole)
        let client = ArielClient(
            url: settings.url, host: settings.host, version: version, query: query, text: settings.eventText,
            patience: JobPatience(wait: making.outside.wait, host: settings.host))
        var traits = settings.traits("qradar", pageSizes: pageSizes, making)
        traits.countsExactly = true
        traits.resultCap = ArielQuery.mostRows
        traits.shortest = 60_000_000_000
        return MadeStore(
            store: QRadarStore(
                client: client, asksWhole: making.asksWhole, traits: traits,
                lookup: LookupTraits(most: 20, reach: 30 * day)),
            client: ClientRecipe(
                auth: .header(name: "SEC", prefix: "", token), hosts: [settings.url], rate: settings.limits,
                throttle: ThrottleRules(), errors: errors),
            settings: .object(condition.map { [.init("query", .string($0))] } ?? []))
    }

    /// The codes of the Ariel endpoints: 1003, the results are not there yet; 1004, the search cannot be changed now;
    /// 1010, unavailable; 1002, no such search; 2000, invalid AQL.
    private static var errors: ErrorRules {
        var errors = ErrorRules()
        errors.codePaths = ["code"]
        errors.messagePaths = ["message", "description"]
        errors.classes = [
            "1003": .retry, "1004": .retry, "1010": .retry, "1002": .fail(.restart), "2000": .fail(.rejected),
        ]
        errors.statuses = [401: .fail(.unauthorized), 404: .fail(.restart), 409: .retry, 422: .fail(.rejected)]
        return errors
    }

    /// The JSON schema of its settings.
    static var schema: JSONValue {
        TextStoreSchema.entry(
            [
                .init("token", ConfigurationSchema.secret),
                TextStoreSchema.text("query", "AQL condition of the events."),
                TextStoreSchema.text("version", "Version of the API."), TextStoreSchema.pageSize,
            ], required: ["token"])
    }
}
