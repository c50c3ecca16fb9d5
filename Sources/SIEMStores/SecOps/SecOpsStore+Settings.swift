import AuditModel
import ByteScan
import Pulling
import Settings
import Transport

extension SecOpsStore {
    private static let scope = "https://www.googleapis.com/auth/cloud-platform"
    private static let grantType = "urn:ietf:params:oauth:grant-type:jwt-bearer"
    private static let usualIDs = ["metadata.productLogId"]
    /// Any event: a UDM query must not be empty.
    private static let anyEvent = "metadata.event_type != \"\""

    /// Makes the store `secops`.
    static func make(_ named: NamedSIEM, _ making: StoreMaking) throws(SettingsFault) -> MadeStore {
        let map = try named.map()
        // 360 searches an hour on the page of service limits; newer pages say more.
        let usual = RateLimit(requests: 6, perSeconds: 60, inFlight: 1)
        let settings = try TextStoreSettings(map, named, usual: usual, making)
        let instance = try TextStoreSettings.required(
            map, "instance", example: "projects/PROJECT/locations/us/instances/ID")
        let query = try map.text("query") ?? anyEvent
        let auth = try grant(map, settings, making)
        try map.finish()
        let ids = settings.id.isEmpty ? usualIDs : settings.id
        let client = SecOpsClient(
            url: settings.url, host: settings.host, instance: instance, query: query,
            text: EventText(id: ids, time: settings.time), asksWhole: making.asksWhole)
        var traits = settings.traits("secops", pageSizes: [SecOpsClient.mostEvents], making)
        traits.shortest = 1_000_000
        traits.resultCap = SecOpsClient.mostEvents
        var throttle = ThrottleRules()
        throttle.codes = ["RESOURCE_EXHAUSTED"]
        var errors = ErrorRules()
        errors.codePaths = ["error.status"]
        errors.classes = [
            "UNAUTHENTICATED": .renew, "PERMISSION_DENIED": .fail(.forbidden), "DEADLINE_EXCEEDED": .fail(.shrink),
            "INVALID_ARGUMENT": .fail(.rejected),
        ]
        return MadeStore(
            store: SecOpsStore(client: client, traits: traits, lookup: LookupTraits(most: 50)),
            client: ClientRecipe(
                auth: auth, hosts: [settings.url], rate: settings.limits, throttle: throttle, errors: errors),
            settings: ["instance": .string(instance), "query": .string(query)])
    }

    /// A service account's token: from its key file, or from its mail address and private key; or a token as it is.
    private static func grant(
        _ map: SettingsMap, _ settings: TextStoreSettings, _ making: StoreMaking
    ) throws(SettingsFault) -> AuthStyle {
        let (file, key) = (
            try settings.secret(map, "credentials", making), try settings.secret(map, "private_key", making)
        )
        let (mail, token) = (try map.text("client_email"), try settings.secret(map, "token", making))
        let url = map.has("token_url") ? try TextStoreSettings.address(map, "token_url") : nil
        let tokenURL = url ?? "https://oauth2.googleapis.com/token"
        _ = map.node("token_url")
        if let token { return .header(name: "Authorization", prefix: "Bearer ", token) }
        if let file {
            // Checking an entry fetches no credentials.
            let tree = try? JSONTree(parsing: Array(file.revealed().utf8))
            guard let tree, let own = tree["client_email"]?.text, let pem = tree["private_key"]?.text else {
                if file.revealed().isEmpty { return .none }
                throw map.fault(
                    "credentials", "that is no key file of a service account", fix: "put the whole file there")
            }
            return style(Secret(pem), mail: own, keyID: tree["private_key_id"]?.text, url: tokenURL)
        }
        guard let key, let mail else {
            throw map.fault(nil, "credentials are missing", fix: "write credentials: {file: key.json}")
        }
        return style(key, mail: mail, keyID: nil, url: tokenURL)
    }

    private static func style(_ key: Secret, mail: String, keyID: String?, url: String) -> AuthStyle {
        var assertion = TokenGrant.Assertion(algorithm: .rs256, key: key, issuer: mail, subject: mail)
        assertion.keyID = keyID
        assertion.lifeSeconds = 3600
        assertion.claims = [.init("scope", scope)]
        return .token(
            TokenGrant(
                url: url, fields: [.init("grant_type", grantType)],
                proof: .assertion(assertion, field: "assertion", also: [])))
    }

    /// The JSON schema of its settings.
    static var schema: JSONValue {
        TextStoreSchema.entry(
            [
                TextStoreSchema.text("instance", "projects/PROJECT/locations/LOCATION/instances/ID"),
                TextStoreSchema.text("query", "UDM query of the events."),
                .init("credentials", ConfigurationSchema.secret),
                TextStoreSchema.text("client_email", "The service account's mail address, without a key file."),
                .init("private_key", ConfigurationSchema.secret), .init("token", ConfigurationSchema.secret),
                TextStoreSchema.text("token_url", "Where tokens are asked for."),
            ], required: ["instance"])
    }
}
