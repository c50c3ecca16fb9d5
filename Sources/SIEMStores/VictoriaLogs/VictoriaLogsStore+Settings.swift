import AuditModel
import Pulling
import Settings
import Transport

extension VictoriaLogsStore {
    /// Rows that are taken from one answer: an answer is in memory as a whole.
    private static let mostRows = 100_000
    private static let pageSizes = [5000, 3500]

    /// Makes the store `victorialogs`.
    static func make(_ named: NamedSIEM, _ making: StoreMaking) throws(SettingsFault) -> MadeStore {
        let map = try named.map()
        let usual = RateLimit(requests: nil, perSeconds: 1, inFlight: 4)
        let settings = try TextStoreSettings(map, named, usual: usual, making)
        let query = try map.text("query") ?? "*"
        let (account, project) = (try map.integer("account"), try map.integer("project"))
        let login = try settings.login(map, making)
        try map.finish()
        let tenant = [("AccountID", account), ("ProjectID", project)].compactMap { name, number in
            number.map { HTTPCall.Header(name, String($0)) }
        }
        let fields = settings.id.isEmpty ? EventText.candidates : settings.id
        let client = VictoriaLogsClient(
            url: settings.url, host: settings.host, query: LogsQuery(query), tenant: tenant, text: settings.eventText,
            idFields: fields.filter { !$0.contains(":") }, asksWhole: making.asksWhole)
        var traits = settings.traits("victorialogs", pageSizes: pageSizes, making)
        traits.countsExactly = true
        traits.resultCap = mostRows
        var errors = ErrorRules()
        // Its refusals are plain text, which the store reads itself.
        errors.statuses = [400: .tolerate, 404: .fail(.rejected), 422: .tolerate, 500: .retry]
        return MadeStore(
            store: VictoriaLogsStore(client: client, traits: traits, lookup: LookupTraits(most: 200)),
            client: ClientRecipe(
                auth: login, hosts: [settings.url], rate: settings.limits, throttle: ThrottleRules(), errors: errors),
            settings: .object(
                [.init("query", .string(query))] + tenant.map { .init($0.name, .string($0.value)) }))
    }

    /// The JSON schema of its settings.
    static var schema: JSONValue {
        TextStoreSchema.entry(
            TextStoreSchema.login + [
                TextStoreSchema.text("query", "LogsQL condition of the rows."),
                TextStoreSchema.integer("account", "What AccountID says."),
                TextStoreSchema.integer("project", "What ProjectID says."),
            ], required: [])
    }
}
