package import AuditModel
package import Pulling
package import Settings
package import Transport

/// The ways to send events, by type; one line each.
package enum DeliveryRegistry {
    /// Makes a way to send from the member `deliver` of a SIEM.
    typealias Maker = @Sendable (SettingsMap, DeliveryMaking) throws(SettingsFault) -> any EventDelivery

    /// Kinds, makers, and the schemas of their settings.
    static let deliveries: [(kind: NamedSIEM.DeliveryKind, make: Maker, schema: JSONValue)] = [
        (.hec, CollectorTarget.make, CollectorTarget.settingsSchema),
        (.bulk, BulkTarget.make, BulkTarget.settingsSchema),
        (.logsIngestion, IngestionTarget.make, IngestionTarget.settingsSchema),
        (.dataCollector, DataCollectorTarget.make, DataCollectorTarget.settingsSchema),
        (.http, LinesTarget.make, LinesTarget.settingsSchema),
        (.sumo, SumoTarget.make, SumoTarget.settingsSchema),
        (.loki, LokiTarget.make, LokiTarget.settingsSchema),
        (.victorialogs, VictoriaLogsTarget.make, VictoriaLogsTarget.settingsSchema),
        (.otlp, LogsTarget.make, LogsTarget.settingsSchema),
        (.syslog, SyslogDelivery.make, SyslogDelivery.schema),
        (.lines, LinesDelivery.make, LinesDelivery.schema),
        (.file, FileDelivery.make, FileDelivery.schema),
    ]

    /// The JSON schema of each kind's settings, `type` left out.
    package static var schemas: [String: JSONValue] {
        Dictionary(uniqueKeysWithValues: deliveries.map { ($0.kind.rawValue, $0.schema) })
    }

    /// Checks the settings of how events are sent to a SIEM without fetching credentials; nothing is contacted.
    package static func check(_ named: NamedSIEM) throws(SettingsFault) {
        guard named.deliver != nil else { return }
        let outside = SourceMaking(resolve: { _, _ in Secret("") }, wait: { _ in })
        let context = TransportContext(
            now: { 0 }, uptime: { 0 }, wait: { _ in }, jitter: { 0 }, randomBytes: { Array(repeating: 0, count: $0) },
            environment: [:], cancelFlag: CancelFlag(), observe: { _ in })
        let making = DeliveryMaking(
            outside, client: { _, _ in NoService() }, network: TransportSettings(), context: context, marks: .none)
        _ = try delivery(named, making: making)
    }

    /// Makes the way in which events are sent to a SIEM.
    ///
    /// - Throws: ``SettingsFault`` with line and column for settings, without for a credential that cannot be fetched.
    package static func delivery(
        _ named: NamedSIEM, making: DeliveryMaking
    ) throws(SettingsFault) -> any EventDelivery {
        guard let node = named.deliver else {
            throw SettingsFault(
                .init(
                    "siems.\(named.name): nothing says how events are sent there", at: named.mark,
                    fix: "add deliver: {type: …}"))
        }
        let map = try SettingsMap(node, in: "siems.\(named.name).deliver")
        let kind = try map.choice("type", NamedSIEM.DeliveryKind.self)
        guard let own = deliveries.first(where: { $0.kind == kind }) else {
            throw map.fault("type", "this way to send is not known", fix: "use another type")
        }
        return try own.make(map, making)
    }
}

/// Stands where nothing is to be asked.
private struct NoService: ServiceAsking {
    func ask(
        _ call: HTTPCall, expects: @escaping @Sendable (HTTPReply) -> Bool
    ) async throws(TransportFailure) -> HTTPReply {
        throw TransportFailure(
            .cancelled, host: "",
            problem: Problem(.error, "E-INTERRUPTED", "nothing is asked while settings are checked"))
    }

    var record: TransportRecord { get async { TransportRecord() } }
}

/// What making a way to send takes from outside.
package struct DeliveryMaking: Sendable {
    /// Credentials and waiting.
    package let outside: SourceMaking
    /// Makes the client of an HTTP target; requests are repeated only as the policy says.
    package let client: @Sendable (ClientRecipe, RetryPolicy) -> any ServiceAsking
    /// How hosts are reached, for targets that are not HTTP.
    package let network: TransportSettings
    /// Clocks, chance, the cancel flag.
    package let context: TransportContext
    /// What is put beside each event.
    package let marks: DeliveryMarks

    /// Gathers it.
    package init(
        _ outside: SourceMaking, client: @escaping @Sendable (ClientRecipe, RetryPolicy) -> any ServiceAsking,
        network: TransportSettings, context: TransportContext, marks: DeliveryMarks
    ) {
        self.outside = outside
        self.client = client
        self.network = network
        self.context = context
        self.marks = marks
    }
}
