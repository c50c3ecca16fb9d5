import AuditModel
import ByteScan
import Pulling
import Recordings
import Settings
import Transport

/// What the entries of all SIEMs take that keep an event's text and let it be searched.
struct TextStoreSettings: Sendable {
    /// The address without a slash at its end.
    let url: String
    let host: String
    let widen: Int64
    /// Paths of the id's parts; empty for the usual places.
    let id: [String]
    let time: String?
    let limits: RateLimit
    private let name: String
    private let asksTexts: Bool

    private static let day: Int64 = 86_400_000_000_000

    /// Reads them.
    ///
    /// - Parameter usual: the limits that hold unless the entry names others.
    init(
        _ map: SettingsMap, _ named: NamedSIEM, usual: RateLimit, _ making: StoreMaking
    ) throws(SettingsFault) {
        name = named.name
        asksTexts = making.asksTexts
        url = try Self.address(map, "url")
        host = HTTPAddress(url)?.name ?? ""
        widen = try map.duration("widen") ?? Self.day
        id = try map.texts("id") ?? []
        time = try map.text("time")
        for path in id + [time].compactMap(\.self) where RecordPath.steps(path).isEmpty {
            throw map.fault("id", "\"\(path)\" is no path of a field", fix: "write id: Id, or id: properties.id")
        }
        limits = try StoreLimits.read(map, usual: usual)
    }

    /// A URL without a slash at its end.
    static func address(_ map: SettingsMap, _ key: String) throws(SettingsFault) -> String {
        guard let text = try map.text(key) else {
            throw map.fault(nil, "\(key) is missing", fix: "write \(key): https://siem.example")
        }
        guard HTTPAddress(text) != nil else {
            throw map.fault(key, "that is no address", fix: "write \(key): https://siem.example")
        }
        return text.hasSuffix("/") ? String(text.dropLast()) : text
    }

    /// A text that the entry must have.
    static func required(_ map: SettingsMap, _ key: String, example: String) throws(SettingsFault) -> String {
        guard let text = try map.text(key), !text.isEmpty else {
            throw map.fault(nil, "\(key) is missing", fix: "write \(key): \(example)")
        }
        return text
    }

    /// Rows of a page: the setting `page_size`, within what the SIEM takes; a second pull asks for fewer.
    static func pageSizes(_ map: SettingsMap, most: Int) throws(SettingsFault) -> [Int] {
        guard let size = try map.integer("page_size") else { return [most, most * 7 / 10] }
        guard (2...most).contains(size) else {
            throw map.fault("page_size", "pages have 2 to \(most) rows", fix: "write page_size: \(most)")
        }
        return [size, max(2, size * 7 / 10)]
    }

    /// The credential that a key refers to; nil without the key.
    func secret(_ map: SettingsMap, _ key: String, _ making: StoreMaking) throws(SettingsFault) -> Secret? {
        guard let reference = try map.secret(key) else { return nil }
        return try making.outside.resolve(reference, "siems.\(name).\(key)")
    }

    /// A bearer token, a user with a password, or nothing.
    func login(_ map: SettingsMap, _ making: StoreMaking) throws(SettingsFault) -> AuthStyle {
        let token = try secret(map, "token", making)
        let (user, password) = (try map.text("username"), try secret(map, "password", making))
        if let token { return .header(name: "Authorization", prefix: "Bearer ", token) }
        guard let user else { return .none }
        guard let password else {
            throw map.fault(nil, "password is missing", fix: "write password: {env: NAME}")
        }
        return .basic(user: user, password)
    }

    /// Where the fields of the records lie.
    func paths(_ making: StoreMaking) -> RecordingDescription.Paths {
        making.asksWhole
            ? RecordingDescription.Paths(id: [], time: nil, zone: nil) : StoredEvent.paths(idParts: max(id.count, 1))
    }

    /// What is known of the store; its longest stretch is a day.
    func traits(_ type: String, pageSizes: [Int], _ making: StoreMaking) -> SourceTraits {
        var traits = SourceTraits(
            type: type, hosts: [host], paths: paths(making), axis: .event, longest: Self.day, settle: Self.day,
            scopes: [nil], pageSizes: pageSizes, rate: limits)
        traits.side = .siem
        traits.widening = widen
        traits.shortest = 1_000_000_000
        traits.parallel = limits.inFlight
        return traits
    }

    /// Finds ids and times in texts.
    var eventText: EventText { EventText(id: id, time: time, isKept: asksTexts) }
}

/// Parts of the JSON schemas (draft 2020-12) of such entries.
enum TextStoreSchema {
    /// The members of ``TextStoreSettings/login(_:_:)``.
    static let login: [JSONValue.Member] = [
        .init("token", ConfigurationSchema.secret), text("username", "User of HTTP Basic."),
        .init("password", ConfigurationSchema.secret),
    ]
    /// The member `page_size`.
    static let pageSize = integer("page_size", "Rows of a page.")

    /// A member with a text.
    static func text(_ name: String, _ about: String) -> JSONValue.Member {
        .init(name, ConfigurationSchema.described("string", about))
    }

    /// A member with a whole number.
    static func integer(_ name: String, _ about: String) -> JSONValue.Member {
        .init(name, ConfigurationSchema.described("integer", about))
    }

    /// An entry's schema: the members all have and its own.
    static func entry(_ own: [JSONValue.Member], required: [String]) -> JSONValue {
        let common: [JSONValue.Member] = [
            text("url", "Address, without a path."), .init("widen", ConfigurationSchema.duration),
            .init("id", ConfigurationSchema.texts), text("time", "Path of the time inside an event."),
            .init("limits", StoreLimits.schema),
        ]
        return ConfigurationSchema.closed(common + own, required: ["url"] + required)
    }
}
