import AuditModel
import FoundationEssentials
import Pulling
import Settings
import Transport

/// An entry of the configuration for Elasticsearch or OpenSearch.
struct ElasticSettings: Sendable {
    /// Without a slash at its end.
    let url: String
    /// Names or patterns of indexes and data streams, joined by commas.
    let index: String
    /// A query in Lucene's syntax that the events must match as well.
    let query: String?
    let fields: ElasticFields
    let pageSize: Int
    let limits: RateLimit
    /// How far before and after the window is asked, nanoseconds.
    let widening: Int64
    let auth: AuthStyle

    /// `index.max_result_window` of both products, the most hits an answer holds.
    static let mostPerPage = 10_000
    private static let usualWidening: Int64 = 86_400_000_000_000
    private static let usualLimits = RateLimit(requests: nil, perSeconds: 1, inFlight: 4)

    init(_ named: NamedSIEM, _ making: StoreMaking) throws(SettingsFault) {
        let map = try named.map()
        url = try Self.url(map)
        let names = try map.texts("index") ?? []
        guard !names.isEmpty, names.allSatisfy(Self.isIndexName) else {
            throw map.fault(
                "index", "names of indexes or data streams are wanted", fix: "write index: logs-o365.audit-default")
        }
        index = names.joined(separator: ",")
        query = try map.text("query")
        let id = try map.texts("id") ?? []
        guard !id.contains("") else { throw map.fault("id", "a field has no name", fix: "write id: event.id") }
        fields = ElasticFields(id: id, time: try map.text("time"))
        pageSize = try map.integer("page_size") ?? Self.mostPerPage
        guard (2...Self.mostPerPage).contains(pageSize) else {
            throw map.fault(
                "page_size", "pages have 2 to \(Self.mostPerPage) hits", fix: "write page_size: \(Self.mostPerPage)")
        }
        limits = try StoreLimits.read(map, usual: Self.usualLimits)
        widening = try map.duration("widen") ?? Self.usualWidening
        auth = try Self.auth(map, "siems.\(named.name)", making.outside)
        try map.finish()
    }

    /// The cluster's address without a slash at its end.
    static func url(_ map: SettingsMap) throws(SettingsFault) -> String {
        guard let text = try map.text("url"), HTTPAddress(text) != nil else {
            throw map.fault("url", "an address is wanted", fix: "write url: https://siem.example:9200")
        }
        return text.hasSuffix("/") ? String(text.dropLast()) : text
    }

    /// Characters that no name of an index has would change the path that is asked.
    static func isIndexName(_ name: String) -> Bool {
        let forbidden: Set<Character> = ["/", "\\", "?", "\"", "<", ">", "|", " ", ",", "#", "%", "&"]
        return !name.isEmpty && !name.contains(where: forbidden.contains) && name != "." && name != ".."
    }

    // MARK: Credentials

    /// How the entry at a place of the configuration logs in.
    static func auth(
        _ map: SettingsMap, _ place: String, _ outside: SourceMaking
    ) throws(SettingsFault) -> AuthStyle {
        let (key, token) = (try map.secret("api_key"), try map.secret("token"))
        let (user, password) = (try map.text("username"), try map.secret("password"))
        guard [key != nil, token != nil, user != nil].count(where: { $0 }) <= 1 else {
            throw map.fault(nil, "one of api_key, token and username is enough", fix: "remove the others")
        }
        if let key {
            let secret = try outside.resolve(key, "\(place).api_key")
            return .header(name: "Authorization", prefix: "ApiKey ", encoded(secret))
        }
        if let token {
            return .header(
                name: "Authorization", prefix: "Bearer ", try outside.resolve(token, "\(place).token"))
        }
        guard let user else { return .none }
        guard let password else {
            throw map.fault(nil, "password is missing", fix: "write password: {env: NAME}")
        }
        return .basic(user: user, try outside.resolve(password, "\(place).password"))
    }

    /// A key as the header has it: what is created as `encoded`, or its two parts with a colon between them.
    private static func encoded(_ key: Secret) -> Secret {
        let text = key.revealed()
        return text.contains(":") ? Secret(Data(text.utf8).base64EncodedString()) : key
    }

    /// What was asked with, for the recording.
    var record: JSONValue {
        var members: [JSONValue.Member] = [.init("url", .string(url)), .init("index", .string(index))]
        if let query { members.append(.init("query", .string(query))) }
        return .object(members)
    }

    /// The JSON schema of the settings.
    static var schema: JSONValue {
        ConfigurationSchema.closed(
            [
                .init("url", ConfigurationSchema.described("string", "The address of the cluster.")),
                .init("index", ConfigurationSchema.texts),
                .init(
                    "query", ConfigurationSchema.described("string", "Lucene syntax; events must match it as well.")),
                .init("api_key", ConfigurationSchema.secret), .init("token", ConfigurationSchema.secret),
                .init("username", ["type": .string("string")]), .init("password", ConfigurationSchema.secret),
                .init("id", ConfigurationSchema.texts),
                .init("time", ConfigurationSchema.described("string", "The field of the event time.")),
                .init("widen", ConfigurationSchema.duration),
                .init("page_size", ["type": .string("integer"), "minimum": .integer(2)]),
                .init("limits", StoreLimits.schema),
            ], required: ["url", "index"])
    }
}
