import AuditModel
import ByteScan

/// An HTTP source of the simulated Sumo Logic collector.
///
/// Facts: SumoLogic/sumologic-documentation, "HTTP Logs and Metrics Source", "Timestamps, Time Zones, Time Ranges, and Date
/// Formats": the time is read from the message, and one older than 30 days becomes the time of the receipt.
struct SumoReceiver: EventReceiver {
    let context: StoreContext

    private static let root = "/receiver/v1/http/"
    private static let oldest: Int64 = 30 * 86_400_000_000_000
    private static let timeNames = ["CreationTime", "createdDateTime", "activityDateTime", "published", "eventTime"]

    private var token: String {
        "U" + String(SeededGenerator.hash(seed: 13, "receiver/" + context.name), radix: 36) + "=="
    }

    func delivery(at address: String) -> (settings: String, environment: [ServiceConfiguration.Key]) {
        (
            "{type: sumo, url: \(address)/receiver/v1/http, token: {env: SUMO_RECEIVER_TOKEN}, category: \(context.name)}",
            [.init("SUMO_RECEIVER_TOKEN", token)]
        )
    }

    func answer(_ request: SimulatorRequest) -> SimulatorResponse? {
        guard request.path.hasPrefix(Self.root) else { return nil }
        let denied = SimulatorResponse(status: 401)
        let shown = request.path.dropFirst(Self.root.count)
        guard shown == token else {
            let others = ServiceCatalogue.entries.map { StoreContext.name(of: $0.source) }
            let isOthers = others.contains { name in
                shown == "U" + String(SeededGenerator.hash(seed: 13, "receiver/" + name), radix: 36) + "=="
            }
            return isOthers ? nil : denied
        }
        if let trouble = trouble(request, busy: SimulatorResponse(status: 429), denied: denied) { return trouble }
        guard let unpacked = request.unpacked else { return SimulatorResponse(status: 400) }
        let fields = (request.header("x-sumo-fields") ?? "").split(separator: ",").compactMap { pair in
            let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
            return parts.count == 2 ? (name: parts[0], value: parts[1]) : nil
        }
        let now = context.clock.now
        let documents = lines(unpacked.body).map { line -> DeliveredDocument in
            let time = Self.time(line) ?? now
            return DeliveredDocument(
                Array(line), time: time < now - Self.oldest ? now : time, received: now, fields: fields)
        }
        keep(documents, losing: faults.strike(.lost))
        return closing(SimulatorResponse(status: 200))
    }

    private static func time(_ line: ArraySlice<UInt8>) -> Int64? {
        guard let tree = try? JSONTree(parsing: Array(line)) else { return nil }
        let text = timeNames.lazy.compactMap { tree[$0]?.text }.first
        return text.flatMap { RequestTime.rfc3339($0) ?? RequestTime.rfc3339($0 + "Z") }
    }
}
