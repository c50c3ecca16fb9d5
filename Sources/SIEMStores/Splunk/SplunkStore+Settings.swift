import AuditModel
import Pulling
import Settings
import Transport

extension SplunkStore {
    /// How a user and a password are shown.
    private enum Login: String, CaseIterable {
        /// A session key, asked for once.
        case session
        /// HTTP Basic with each request.
        case basic
    }

    /// Makes the store `splunk`.
    static func make(_ named: NamedSIEM, _ making: StoreMaking) throws(SettingsFault) -> MadeStore {
        let map = try named.map()
        var setup = SplunkSetup(base: try base(map), search: try search(map), wait: making.outside.wait)
        setup.asksWhole = making.asksWhole
        setup.asksTexts = making.asksTexts
        setup.app = try map.text("app")
        setup.way = try map.choice("way", SplunkSetup.Way.self) ?? setup.way
        setup.ids = try fields("id", map)
        setup.time = try fields("time", map).first
        setup.widening = try map.duration("widen") ?? setup.widening
        setup.reach = try map.duration("reach")
        setup.asksIndexTime = try map.flag("index_time") ?? setup.asksIndexTime
        setup.timeout = try map.duration("timeout") ?? setup.timeout
        setup.cap = try map.integer("cap") ?? setup.cap
        setup.pageSize = try map.integer("page_size") ?? setup.pageSize
        setup.rate = try StoreLimits.read(map, usual: setup.rate)
        guard setup.cap >= 2 else { throw map.fault("cap", "at least 2 is wanted", fix: "write cap: 50000") }
        guard (1...SplunkSetup.mostPageSize).contains(setup.pageSize) else {
            throw map.fault("page_size", "1 to 50000 is wanted", fix: "write page_size: 50000")
        }
        guard setup.timeout > 0 else { throw map.fault("timeout", "it is not 0", fix: "write timeout: 10m") }
        let auth = try auth(map, setup, named, making.outside)
        try map.finish()
        return MadeStore(
            store: SplunkStore(setup, name: named.name),
            client: ClientRecipe(
                auth: auth, hosts: [setup.base], rate: setup.rate, throttle: ThrottleRules(), errors: errors),
            settings: record(setup))
    }

    /// What statuses mean: 404 is a path from another version, 503 a server with too many searches
    /// (help.splunk.com, "REST API Reference Manual", "HTTP status codes").
    static var errors: ErrorRules {
        var rules = ErrorRules()
        rules.codePaths = ["messages.0.code"]
        rules.messagePaths = ["messages.0.text"]
        rules.statuses = [404: .fail(.rejected), 503: .fail(.throttled)]
        return rules
    }

    /// The JSON schema of the settings.
    static var schema: JSONValue {
        func choice(_ values: [String], _ words: String) -> JSONValue {
            ["enum": .array(values.map { .string($0) }), "description": .string(words)]
        }
        func text(_ words: String) -> JSONValue { ConfigurationSchema.described("string", words) }
        return ConfigurationSchema.closed(
            [
                .init("url", text("The management address, https://splunk.example:8089")),
                .init("search", text("What every search filters by, such as index=o365; no pipe")),
                .init("token", ConfigurationSchema.secret), .init("user", text("Instead of a token")),
                .init("password", ConfigurationSchema.secret),
                .init("login", choice(Login.allCases.map(\.rawValue), "How user and password are shown")),
                .init("app", text("The app in which searches run")),
                .init("way", choice(SplunkSetup.Way.allCases.map(\.rawValue), "One streamed answer, or a job's pages")),
                .init("id", ConfigurationSchema.texts), .init("time", text("A field instead of _time")),
                .init("widen", ConfigurationSchema.duration), .init("reach", ConfigurationSchema.duration),
                .init("index_time", ConfigurationSchema.described("boolean", "Look by index time as well")),
                .init("timeout", ConfigurationSchema.duration),
                .init("cap", ["type": .string("integer"), "minimum": .integer(2)]),
                .init("page_size", ["type": .string("integer"), "minimum": .integer(1), "maximum": .integer(50_000)]),
                .init("limits", StoreLimits.schema),
            ], required: ["url", "search"])
    }

    // MARK: Reading

    private static func base(_ map: SettingsMap) throws(SettingsFault) -> String {
        guard var text = try map.text("url") else {
            throw map.fault(nil, "url is missing", fix: "write url: https://splunk.example:8089")
        }
        while text.hasSuffix("/") { text.removeLast() }
        guard let address = HTTPAddress(text), address.query == nil else {
            throw map.fault("url", "it is no http or https address", fix: "write url: https://splunk.example:8089")
        }
        return text
    }

    /// The filter; refuses what would change the rows or the times that are asked for.
    private static func search(_ map: SettingsMap) throws(SettingsFault) -> String {
        guard var text = try map.text("search"), !text.allSatisfy(\.isWhitespace) else {
            throw map.fault(nil, "search is missing", fix: "write search: index=o365")
        }
        if text.lowercased().hasPrefix("search ") { text = String(text.dropFirst(7)) }
        let plain = text.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
            .filter { $0.offset.isMultiple(of: 2) }.map { $0.element.lowercased() }.joined(separator: " ")
        if plain.contains("|") || plain.contains("[") {
            throw map.fault(
                "search", "pipes and subsearches are not taken, since they drop rows without a word",
                fix: "write filters alone, such as search: index=o365 sourcetype=o365:management:activity")
        }
        let times = ["earliest=", "latest=", "_index_earliest=", "_index_latest=", "starttime=", "endtime="]
        if let time = times.first(where: { plain.contains($0) }) {
            throw map.fault(
                "search", "\(time) takes the place of the times that are asked for",
                fix: "leave it out; the window of the audit says it")
        }
        return text
    }

    private static func fields(_ key: String, _ map: SettingsMap) throws(SettingsFault) -> [SplunkField] {
        let texts = key == "time" ? try map.text(key).map { [$0] } ?? [] : try map.texts(key) ?? []
        var fields: [SplunkField] = []
        for text in texts {
            guard let field = SplunkField(path: text) else {
                throw map.fault(key, "a field path is not understood", fix: "write \(key): Id, or properties.id")
            }
            fields.append(field)
        }
        return fields
    }

    private static func auth(
        _ map: SettingsMap, _ setup: SplunkSetup, _ named: NamedSIEM, _ outside: SourceMaking
    ) throws(SettingsFault) -> AuthStyle {
        let place = "siems.\(named.name)."
        let (token, user, password) = (try map.secret("token"), try map.text("user"), try map.secret("password"))
        let login = try map.choice("login", Login.self)
        if let token {
            guard user == nil, password == nil, login == nil else {
                throw map.fault("token", "a token stands beside a user and password", fix: "leave one of them out")
            }
            return .header(name: "Authorization", prefix: "Bearer ", try outside.resolve(token, place + "token"))
        }
        guard let user, let password else {
            throw map.fault(nil, "token is missing, or user and password", fix: "add token: {env: SPLUNK_TOKEN}")
        }
        let secret = try outside.resolve(password, place + "password")
        guard login != .basic else { return .basic(user: user, secret) }
        var grant = TokenGrant(
            url: setup.base + "/services/auth/login?output_mode=json",
            fields: [.init("username", user), .init("output_mode", "json")],
            proof: .field(name: "password", secret))
        grant.prefix = "Splunk "
        return .token(grant)
    }

    /// What tells one query from another, without credentials.
    private static func record(_ setup: SplunkSetup) -> JSONValue {
        [
            "search": .string(setup.search), "app": .text(setup.app), "way": .string(setup.way.rawValue),
            "id": .array(setup.ids.map { .string($0.expression) }), "time": .text(setup.time?.expression),
            "index_time": .bool(setup.asksIndexTime), "whole": .bool(setup.asksWhole),
        ]
    }
}
