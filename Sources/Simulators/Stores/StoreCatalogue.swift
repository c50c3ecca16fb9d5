/// A SIEM the simulator can play.
package struct StoreEntry: Sendable {
    /// The configuration type, such as `elasticsearch`, which is the scenario's `siem.kind` too.
    package let kind: String
    /// The file in which it gives all it has.
    package let export: ExportKind
    /// Whether it takes nothing but what a client's key has signed.
    package let needsKey: Bool
    /// Makes the service for one shelf.
    package let make: @Sendable (StoreContext) -> any SimulatedService
    /// Makes those who take events for it, asked before it; the first is the one that clients are told of.
    package let receivers: @Sendable (StoreContext) -> [any EventReceiver]

    /// Describes a SIEM.
    package init(
        _ kind: String, export: ExportKind, needsKey: Bool = false,
        receivers: @escaping @Sendable (StoreContext) -> [any EventReceiver] = { _ in [] },
        make: @escaping @Sendable (StoreContext) -> any SimulatedService
    ) {
        self.receivers = receivers
        self.kind = kind
        self.export = export
        self.needsKey = needsKey
        self.make = make
    }
}

/// Every SIEM the simulator can play; one line each.
package enum StoreCatalogue {
    package static let entries: [StoreEntry] = [
        StoreEntry("elasticsearch", export: .elasticsearch, receivers: { [ElasticBulk(.elasticsearch, $0)] }) {
            ElasticService(.elasticsearch, $0)
        },
        StoreEntry("opensearch", export: .elasticsearch, receivers: { [ElasticBulk(.openSearch, $0)] }) {
            ElasticService(.openSearch, $0)
        },
        StoreEntry("splunk", export: .splunkJSON, receivers: { [SplunkCollector($0)] }) { SplunkService($0) },
        StoreEntry(
            "azure-monitor", export: .logAnalyticsCSV,
            receivers: { [LogsIngestion(context: $0), DataCollector(context: $0)] }
        ) { WorkspaceService($0) },
        StoreEntry("loki", export: .ndjson, receivers: { [LokiPush(context: $0)] }) { LokiService($0) },
        StoreEntry("victorialogs", export: .ndjson, receivers: { [VictoriaLogsInsert(context: $0)] }) {
            VictoriaLogsService(context: $0)
        },
        StoreEntry("qradar", export: .ndjson) { QRadarService($0) },
        StoreEntry("sumo", export: .ndjson, receivers: { [SumoReceiver(context: $0)] }) { SumoService($0) },
        StoreEntry("secops", export: .ndjson, needsKey: true) { SecOpsService(context: $0) },
        StoreEntry("otlp", export: .ndjson, receivers: { [LogsReceiver(context: $0)] }) { DeadStore(context: $0) },
        StoreEntry("http", export: .ndjson, receivers: { [LinesReceiver(context: $0)] }) { DeadStore(context: $0) },
    ]

    /// The entry of a kind; nil for kinds that are files only.
    package static func entry(_ kind: String) -> StoreEntry? { entries.first { $0.kind == kind } }
}

/// What a simulated SIEM is made from.
package struct StoreContext: Sendable {
    package let shelf: StoreShelf
    package let board: QueryFaultBoard
    package let mint: TokenMint
    package let clock: SimulatorClock
    /// Whose ids and secrets log in.
    package let client: SimulatorClient
    /// The faults of those who take events.
    package var deliveryBoard = DeliveryFaultBoard([])

    /// The name of the configuration's entry, which tells the SIEM's data of one source from that of another.
    package var name: String { Self.name(of: shelf.source) }

    /// The name of the entry for the SIEM that holds a source's events.
    package static func name(of source: String) -> String { "siem-\(source)" }

    /// The instant before which a document must have been taken to be seen.
    package var visibleUntil: Int64 {
        guard let seconds = board.value(.lateIndex) else { return clock.now }
        return clock.now - Int64(seconds * 1e9)
    }
}
