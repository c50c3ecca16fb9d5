import AuditModel
import Pulling
import Settings
import Transport

extension LokiStore {
    /// The most entries of an answer (`max_entries_limit_per_query` unless changed).
    private static let mostEntries = 5000
    private static let ids = LookupTraits(most: 50, reach: longestQuery)

    /// Makes the store `loki`.
    static func make(_ named: NamedSIEM, _ making: StoreMaking) throws(SettingsFault) -> MadeStore {
        let map = try named.map()
        let usual = RateLimit(requests: nil, perSeconds: 1, inFlight: 4)
        let settings = try TextStoreSettings(map, named, usual: usual, making)
        let query = try TextStoreSettings.required(map, "query", example: "'{job=\"o365\"}'")
        let tenant = try map.text("tenant")
        let pageSizes = try TextStoreSettings.pageSizes(map, most: mostEntries)
        let login = try settings.login(map, making)
        try map.finish()
        let client = LokiClient(
            url: settings.url, host: settings.host, query: query, tenant: tenant, text: settings.eventText,
            asksWhole: making.asksWhole)
        var traits = settings.traits("loki", pageSizes: pageSizes, making)
        traits.countsExactly = true
        var errors = ErrorRules()
        // Its refusals are plain text, which the store reads itself.
        errors.statuses = [400: .tolerate, 404: .fail(.rejected), 422: .tolerate, 500: .retry]
        return MadeStore(
            store: LokiStore(client: client, traits: traits, lookup: ids),
            client: ClientRecipe(
                auth: login, hosts: [settings.url], rate: settings.limits, throttle: ThrottleRules(), errors: errors),
            settings: .object(
                [.init("query", .string(query))] + (tenant.map { [.init("tenant", .string($0))] } ?? [])))
    }

    /// The JSON schema of its settings.
    static var schema: JSONValue {
        TextStoreSchema.entry(
            TextStoreSchema.login + [
                TextStoreSchema.text("query", "LogQL selector of the streams."),
                TextStoreSchema.text("tenant", "What X-Scope-OrgID says."), TextStoreSchema.pageSize,
            ], required: ["query"])
    }
}
