package import AuditModel
package import Pulling
package import Settings

/// The SIEMs that can be asked, by type; one line each.
package enum StoreRegistry {
    /// Makes a store from its settings.
    typealias Maker = @Sendable (NamedSIEM, StoreMaking) throws(SettingsFault) -> MadeStore

    /// Types, makers, and the schemas of their settings.
    static let stores: [(type: String, make: Maker, schema: JSONValue)] = [
        ("elasticsearch", ElasticStore.elasticsearch, ElasticSettings.schema),
        ("opensearch", ElasticStore.openSearch, ElasticSettings.schema),
        ("splunk", SplunkStore.make, SplunkStore.schema),
        (AzureMonitorStore.type, AzureMonitorStore.make, AzureMonitorStore.schema),
        ("loki", LokiStore.make, LokiStore.schema),
        ("victorialogs", VictoriaLogsStore.make, VictoriaLogsStore.schema),
        ("qradar", QRadarStore.make, QRadarStore.schema),
        ("sumo", SumoStore.make, SumoStore.schema),
        ("secops", SecOpsStore.make, SecOpsStore.schema),
    ]

    /// All types, sorted.
    package static var types: [String] { stores.map(\.type).sorted() }

    /// Makes a configured store.
    ///
    /// - Throws: ``SettingsFault`` with line and column for settings, without for a credential that cannot be fetched.
    package static func store(_ named: NamedSIEM, making: StoreMaking) throws(SettingsFault) -> MadeStore {
        guard let own = stores.first(where: { $0.type == named.type }) else {
            throw SettingsFault(
                .init(
                    "siems.\(named.name): \"\(named.type)\" is no type of SIEM", at: named.mark,
                    means: "types: \((types + ["file", "none"]).joined(separator: " "))", fix: "use one of them"))
        }
        return try own.make(named, making)
    }

    /// Checks the settings of a configured SIEM without fetching credentials.
    package static func check(_ named: NamedSIEM) throws(SettingsFault) {
        guard named.canBeAsked else { return }
        let secrets = SourceMaking(resolve: { _, _ in Secret("") }, wait: { _ in })
        _ = try store(named, making: StoreMaking(secrets, asksWhole: false))
    }

    /// The JSON schema of each type's settings, `type` and `deliver` left out.
    package static var schemas: [String: JSONValue] {
        Dictionary(uniqueKeysWithValues: stores.map { ($0.type, $0.schema) })
    }
}

/// What making a store takes from outside.
package struct StoreMaking: Sendable {
    /// Credentials and waiting.
    package let outside: SourceMaking
    /// Whether whole events are asked for, not only ids, times and lengths.
    package let asksWhole: Bool
    /// Whether the events' texts are asked for beside ids, times and lengths, from SIEMs that keep them.
    package let asksTexts: Bool

    /// Gathers it.
    package init(_ outside: SourceMaking, asksWhole: Bool, asksTexts: Bool = false) {
        self.outside = outside
        self.asksWhole = asksWhole
        self.asksTexts = asksTexts
    }
}

/// A store and what its client is made of.
package struct MadeStore: Sendable {
    package let store: any SIEMStore
    package let client: ClientRecipe
    /// What was asked with, for the recording: names and texts, no credentials.
    package let settings: JSONValue

    /// Puts them together.
    package init(store: any SIEMStore, client: ClientRecipe, settings: JSONValue = .object([])) {
        self.store = store
        self.client = client
        self.settings = settings
    }
}
