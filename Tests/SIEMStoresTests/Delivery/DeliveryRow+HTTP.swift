import AuditModel
import Settings
import Simulators
import Testing

@testable import SIEMStores

extension DeliveryRow {
    /// HTTP targets, whose receivers are simulators.
    static let httpRows: [DeliveryRow] = [
        .simulated(
            .hec, "splunk", variant: "acknowledged", timeUnit: 1_000_000,
            troubles: [.busy, .refusing, .silent, .broken, .denied, .narrow]),
        .simulated(
            .hec, "splunk", variant: "raw", settings: { $0.replacing("ack: true", with: "format: raw") },
            hasMarks: false,
            troubles: [.busy, .silent, .broken, .denied, .narrow]),
        .simulated(
            .bulk, "elasticsearch", timeUnit: 1, hasID: true,
            troubles: [.busy, .refusing, .silent, .broken, .denied, .narrow]),
        .simulated(
            .bulk, "elasticsearch", variant: "raw",
            settings: { $0.dropLast() + ", format: raw, id: Id, check: always, gzip: true}" }, timeUnit: 1, hasID: true,
            troubles: [.busy, .refusing]),
        .simulated(
            .bulk, "opensearch", variant: "message",
            settings: { $0.dropLast() + ", format: message, check: never}" }, timeUnit: 1, hasID: true,
            troubles: [.busy, .refusing, .silent, .broken, .denied]),
        .simulated(
            .logsIngestion, "azure-monitor", source: "graph-sign-ins", timeUnit: 1, hasID: true,
            troubles: [.busy, .silent, .broken, .denied, .narrow]),
        .simulated(
            .dataCollector, "azure-monitor", source: "graph-sign-ins", timeUnit: 1, hasMarks: false,
            troubles: [.busy, .silent, .broken, .denied, .narrow]),
        .simulated(.http, "http", troubles: [.busy, .refusing, .silent, .broken, .denied, .narrow]),
        .simulated(
            .http, "http", variant: "array", settings: { $0.dropLast() + ", body: array, gzip: false}" },
            troubles: [.busy, .refusing, .silent]),
        .simulated(
            .sumo, "sumo", timeUnit: 1, troubles: [.busy, .silent, .broken, .denied, .narrow]),
        .simulated(
            .loki, "loki", timeUnit: 1, hasID: true,
            troubles: [.busy, .refusing, .silent, .broken, .denied, .narrow]),
        .simulated(
            .victorialogs, "victorialogs", timeUnit: 1, hasID: true,
            troubles: [.busy, .silent, .broken, .denied, .narrow]),
        .simulated(
            .otlp, "otlp", timeUnit: 1, hasID: true, troubles: [.busy, .refusing, .silent, .broken, .denied, .narrow]),
    ]

    private static func simulated(
        _ kind: NamedSIEM.DeliveryKind, _ siem: String, source: String = "o365-management", variant: String = "",
        settings: @escaping @Sendable (String) -> String = { $0 }, timeUnit: Int64? = nil, hasMarks: Bool = true,
        hasID: Bool = false, troubles: Set<DeliveryTrouble> = []
    ) -> DeliveryRow {
        DeliveryRow(
            kind: kind, variant: variant,
            start: { trouble in
                try await SimulatedReceiver(kind, siem, source, faults: trouble.map { [$0.fault] } ?? [], settings)
            }, timeUnit: timeUnit, hasMarks: hasMarks, hasID: hasID, troubles: troubles)
    }
}

extension DeliveryTrouble {
    /// What a scenario calls it.
    fileprivate var fault: String {
        switch self {
        case .busy: "ingest-busy"
        case .refusing: "ingest-refused"
        case .silent: "ingest-silent"
        case .broken: "ingest-broken"
        case .denied: "ingest-denied"
        case .narrow: "ingest-large=4096"
        }
    }
}

/// Who takes events for a simulated SIEM of an empty tenant.
struct SimulatedReceiver: DeliveryReceiver {
    let settings: String
    let secrets: [String: String]
    let host: SimulatorHost
    let receiver: any EventReceiver

    init(
        _ kind: NamedSIEM.DeliveryKind, _ siem: String, _ source: String, faults: [String],
        _ settings: (String) -> String = { $0 }
    ) async throws {
        var scenario = Scenario(
            name: "test", seed: 11,
            tenant: TenantPlan(
                sources: [source], from: .at(DeliveryScene.now - 24 * DeliveryScene.hour),
                length: 12 * DeliveryScene.hour,
                events: 20, delay: DelayPlan(law: .none), now: 24 * DeliveryScene.hour))
        scenario.siem = SIEMPlan(kind: siem, faults: faults)
        host = try await SimulatorHost.start(scenario, client: SimulatorClient(), wall: { DeliveryScene.now })
        let address = host.address
        receiver = try #require(
            host.router.stores.compactMap { $0 as? any EventReceiver }
                .first { $0.delivery(at: address).settings.contains("type: \(kind.rawValue),") })
        let delivery = receiver.delivery(at: address)
        self.settings = settings(delivery.settings)
        secrets = Dictionary(delivery.environment.map { ($0.name, $0.value) }) { first, _ in first }
    }

    /// What was sent to it.
    var delivered: [DeliveredDocument] { receiver.context.shelf.delivered.all }

    func received(atLeast count: Int) async throws -> [ReceivedEvent] {
        delivered.map { document in
            ReceivedEvent(
                text: document.text, time: document.time, id: document.eventID,
                plan: document.mark(DeliveryMarks.planName), sent: document.mark(DeliveryMarks.sentName))
        }
    }

    func stop() async throws { try await host.stop() }
}
