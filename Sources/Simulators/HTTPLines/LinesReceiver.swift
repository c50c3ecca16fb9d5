import AuditModel
import ByteScan

/// An HTTP service that takes JSON records, as Logstash's `http` input does: lines, or an array.
///
/// Facts: "Http input plugin" of the Logstash reference.
struct LinesReceiver: EventReceiver {
    let context: StoreContext

    func delivery(at address: String) -> (settings: String, environment: [ServiceConfiguration.Key]) {
        (
            "{type: http, url: \(address)/ingest, username: \(context.client.id), "
                + "password: {env: SIMULATOR_CLIENT_SECRET}}", context.basicSecret
        )
    }

    func answer(_ request: SimulatorRequest) -> SimulatorResponse? {
        guard request.path == "/ingest", request.method == "POST" else { return nil }
        let denied = SimulatorResponse.text(401, "")
        guard context.isLoggedIn(request) else { return denied }
        if let trouble = trouble(request, busy: .text(429, "busy"), denied: denied) { return trouble }
        guard let unpacked = request.unpacked else { return .text(400, "failed to decompress body") }
        guard let records = records(unpacked) else { return .text(400, "failed to parse body") }
        if records.contains(where: { faults.hits(.refused, $0) }) { return .text(400, "failed to parse body") }
        let now = context.clock.now
        let fields = [("siemgap.plan", "x-siemgap-plan"), ("siemgap.sent", "x-siemgap-sent")].compactMap {
            name, header in
            request.header(header).map { (name: name, value: $0) }
        }
        keep(
            records.map { DeliveredDocument($0, time: now, received: now, fields: fields) },
            losing: faults.strike(.lost))
        return closing(.text(200, "ok"))
    }

    /// The elements of an array, byte for byte.
    private func elements(of body: [UInt8]) -> [[UInt8]]? {
        guard (try? JSONTree(parsing: body))?.elements != nil else { return nil }
        var (elements, place) = ([[UInt8]](), 1)
        while place < body.count, let next = try? JSONTree.next(in: body, from: place) {
            elements.append(Array(body[place..<next.end]))
            place = next.end + 1
        }
        return elements
    }

    private func records(_ request: SimulatorRequest) -> [[UInt8]]? {
        if request.header("content-type") == "application/json" {
            return elements(of: request.body)
        }
        let records = lines(request.body).map { Array($0) }
        return records.allSatisfy { (try? JSONTree(parsing: $0)) != nil } ? records : nil
    }
}
