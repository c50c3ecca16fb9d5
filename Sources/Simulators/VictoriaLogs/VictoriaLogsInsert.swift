import AuditModel
import ByteScan

/// VictoriaLogs' JSON stream endpoint, behind the proxy of the simulated VictoriaLogs.
///
/// Facts: docs.victoriametrics.com/victorialogs, "Data ingestion". What is too old, too new or no JSON is dropped without a
/// word.
struct VictoriaLogsInsert: EventReceiver {
    let context: StoreContext

    private static let oldest: Int64 = 7 * 86_400_000_000_000
    private static let newest: Int64 = 2 * 86_400_000_000_000
    private static let mostLineBytes = 256 << 10

    func delivery(at address: String) -> (settings: String, environment: [ServiceConfiguration.Key]) {
        (
            "{type: victorialogs, url: \(address), account: 7, project: 2, fields: {source: \(context.name)}, "
                + "username: \(context.client.id), password: {env: SIMULATOR_CLIENT_SECRET}}", context.basicSecret
        )
    }

    func answer(_ request: SimulatorRequest) -> SimulatorResponse? {
        if request.path == "/flags" { return .text(200, "-futureRetention=\"2d\"\n-retentionPeriod=\"7d\"\n") }
        guard request.path == "/insert/jsonline", request.method == "POST" else { return nil }
        let denied = SimulatorResponse.text(401, "missing or wrong credentials")
        guard context.isLoggedIn(request) else { return denied }
        guard let unpacked = request.unpacked else { return .text(400, "cannot read gzip data") }
        let rows = lines(unpacked.body).compactMap { $0.count > Self.mostLineBytes ? nil : document($0) }
        // Another shelf's rows are another receiver's to take.
        if let source = rows.first?.field("source"), source.hasPrefix("siem-"), source != context.name { return nil }
        var busy = SimulatorResponse.text(429, "too many concurrent insert requests")
        busy.headers.append((name: "Retry-After", value: "1"))
        if let trouble = trouble(request, busy: busy, denied: denied) { return trouble }
        let now = context.clock.now
        let kept = rows.filter { $0.time >= now - Self.oldest && $0.time <= now + Self.newest }
        keep(kept, losing: faults.strike(.lost))
        return closing(SimulatorResponse(status: 200))
    }

    private func document(_ line: ArraySlice<UInt8>) -> DeliveredDocument? {
        guard let row = try? JSONTree(parsing: Array(line)), let members = row.members,
            case .string(let text)? = row["_msg"], !faults.hits(.refused, text)
        else { return nil }
        let now = context.clock.now
        let fields = members.compactMap { member -> (name: String, value: String)? in
            let name = String(decoding: member.name, as: UTF8.self)
            guard !["_msg", "_time"].contains(name), let value = member.value.scalarBytes else { return nil }
            return (name, String(decoding: value, as: UTF8.self))
        }
        return DeliveredDocument(
            text, time: row["_time"]?.text.flatMap(RequestTime.rfc3339) ?? now, received: now, fields: fields)
    }
}
