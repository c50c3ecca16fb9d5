import AuditModel
import Pulling
import Settings
import Transport

extension SumoStore {
    /// The most messages of a page, and of a job before it is paused.
    private static let (mostRows, mostMessages) = (10_000, 100_000)
    private static let lookup = LookupTraits(most: 50, reach: 30 * 86_400_000_000_000)

    /// Makes the store `sumo`.
    static func make(_ named: NamedSIEM, _ making: StoreMaking) throws(SettingsFault) -> MadeStore {
        let map = try named.map()
        // Four requests a second for each user, ten at once.
        let settings = try TextStoreSettings(
            map, named, usual: RateLimit(requests: 4, perSeconds: 1, inFlight: 4), making)
        let query = try TextStoreSettings.required(map, "query", example: "_sourceCategory=o365")
        let user = try TextStoreSettings.required(map, "access_id", example: "suABCDEF")
        let deployments = try map.texts("deployments") ?? []
        let pageSizes = try TextStoreSettings.pageSizes(map, most: mostRows)
        for address in deployments where HTTPAddress(address) == nil {
            throw map.fault(
                "deployments", "\"\(address)\" is no address", fix: "write deployments: [https://api.us2.sumologic.com]"
            )
        }
        guard let key = try settings.secret(map, "access_key", making) else {
            throw map.fault(nil, "access_key is missing", fix: "write access_key: {env: SUMO_ACCESS_KEY}")
        }
        try map.finish()
        let client = SumoClient(
            url: settings.url, host: settings.host, query: PipedQuery(query), text: settings.eventText,
            patience: JobPatience(wait: making.outside.wait, host: settings.host), asksWhole: making.asksWhole)
        var traits = settings.traits("sumo", pageSizes: pageSizes, making)
        traits.countsExactly = true
        traits.resultCap = mostMessages
        var errors = ErrorRules()
        // A redirect says where the account lives; a job that nobody looked at for half a minute is gone.
        errors.statuses = [301: .tolerate, 404: .fail(.restart)]
        return MadeStore(
            store: SumoStore(client: client, traits: traits, lookup: lookup),
            client: ClientRecipe(
                auth: .basic(user: user, key), hosts: [settings.url] + deployments, rate: settings.limits,
                throttle: ThrottleRules(), errors: errors),
            settings: ["query": .string(query)])
    }

    /// The JSON schema of its settings.
    static var schema: JSONValue {
        TextStoreSchema.entry(
            [
                TextStoreSchema.text("query", "Search that finds the messages."),
                TextStoreSchema.text("access_id", "The access key's id."),
                .init("access_key", ConfigurationSchema.secret), .init("deployments", ConfigurationSchema.texts),
                TextStoreSchema.pageSize,
            ], required: ["query", "access_id", "access_key"])
    }
}
