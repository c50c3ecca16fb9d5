import AuditModel
import Pulling
import Settings
import Transport

extension HTTPDelivery {
    /// What a target's client is made of.
    struct Recipe {
        var auth = AuthStyle.none
        /// Base URLs; nothing else is asked.
        var hosts: [String]
        var errors = ErrorRules()
        var throttle = ThrottleRules()
        var packs = true
    }

    /// Requests under way at once: one connection's round trips leave a target idle.
    private static let inFlight = 8

    /// Makes the delivery to a target.
    ///
    /// Its client sends a request once and no more, but for answers that ask to slow down.
    init(_ target: any HTTPTarget, _ recipe: Recipe, _ making: DeliveryMaking) {
        var policy = RetryPolicy()
        for trouble in RetryPolicy.Trouble.allCases where trouble != .throttle { policy.mostAttempts[trouble] = 1 }
        let client = ClientRecipe(
            auth: recipe.auth, hosts: recipe.hosts,
            rate: RateLimit(requests: nil, perSeconds: 1, inFlight: Self.inFlight), throttle: recipe.throttle,
            errors: recipe.errors)
        self.init(
            target: target, asking: making.client(client, policy), packs: recipe.packs, marks: making.marks,
            pausing: DeliveryPausing(making), redaction: recipe.auth.redaction)
    }
}

/// What the settings of HTTP targets have in common.
enum HTTPSettings {
    /// Whether bodies are packed.
    static func packs(_ map: SettingsMap, usual: Bool = true) throws(SettingsFault) -> Bool {
        try map.flag("gzip") ?? usual
    }

    /// The credential that a key refers to; nil without the key.
    static func secret(
        _ map: SettingsMap, _ key: String, _ making: DeliveryMaking
    ) throws(SettingsFault) -> Secret? {
        guard let reference = try map.secret(key) else { return nil }
        return try making.outside.resolve(reference, "\(map.path).\(key)")
    }

    /// The credential that the entry must refer to.
    static func requiredSecret(
        _ map: SettingsMap, _ key: String, _ making: DeliveryMaking
    ) throws(SettingsFault) -> Secret {
        guard let secret = try secret(map, key, making) else {
            throw map.fault(nil, "\(key) is missing", fix: "write \(key): {env: NAME}")
        }
        return secret
    }

    /// A bearer token, a user with a password, or nothing.
    static func login(_ map: SettingsMap, _ making: DeliveryMaking) throws(SettingsFault) -> AuthStyle {
        let token = try secret(map, "token", making)
        let (user, password) = (try map.text("username"), try secret(map, "password", making))
        if let token { return .header(name: "Authorization", prefix: "Bearer ", token) }
        guard let user else { return .none }
        guard let password else {
            throw map.fault(nil, "password is missing", fix: "write password: {env: NAME}")
        }
        return .basic(user: user, password)
    }

    /// Texts of a mapping, such as labels; the value of each is one text.
    static func texts(
        _ map: SettingsMap, _ key: String, isName: (String) -> Bool
    ) throws(SettingsFault) -> [(name: String, value: String)]? {
        guard let own = try map.map(key) else { return nil }
        var texts: [(name: String, value: String)] = []
        for entry in own.entries() {
            guard isName(entry.key), let value = try own.text(entry.key), !value.isEmpty else {
                throw own.fault(entry.key, "a name and a text are wanted", fix: "write \(key): {job: siemgap}")
            }
            texts.append((entry.key, value))
        }
        return texts
    }

    /// Members of the schemas.
    static let gzip = JSONValue.Member("gzip", ConfigurationSchema.described("boolean", "Pack request bodies."))
    static let url = TextStoreSchema.text("url", "The target's address.")
    static let token = JSONValue.Member("token", ConfigurationSchema.secret)

    /// A member that takes one of some words.
    static func choice(_ name: String, _ words: [String], _ about: String) -> JSONValue.Member {
        .init(name, ["enum": .array(words.map { .string($0) }), "description": .string(about)])
    }

    /// A member that maps names to texts.
    static func names(_ name: String, _ about: String) -> JSONValue.Member {
        .init(
            name,
            [
                "type": .string("object"), "description": .string(about),
                "additionalProperties": ["type": .string("string")],
            ])
    }
}
