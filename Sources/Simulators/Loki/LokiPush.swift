import AuditModel
import ByteScan

/// Loki's push endpoint, behind the gateway of the simulated Loki.
///
/// Facts: grafana.com/docs/loki, "Loki HTTP API"; grafana/loki, `pkg/validation` and `pkg/distributor`, for limits and
/// texts. What is good of a request is stored even where the rest is refused.
struct LokiPush: EventReceiver {
    let context: StoreContext

    /// Names of what stands beside a line and is no label.
    static let metadata: Set = ["event_id", "siemgap_sent"]
    private static let oldest: Int64 = 7 * 86_400_000_000_000
    private static let grace: Int64 = 600_000_000_000
    private static let mostLineBytes = 256 << 10

    func delivery(at address: String) -> (settings: String, environment: [ServiceConfiguration.Key]) {
        (
            "{type: loki, url: \(address), tenant: contoso, labels: {job: \(context.name)}, "
                + "username: \(context.client.id), password: {env: SIMULATOR_CLIENT_SECRET}}", context.basicSecret
        )
    }

    func answer(_ request: SimulatorRequest) -> SimulatorResponse? {
        guard request.path == "/loki/api/v1/push", request.method == "POST" else { return nil }
        let unpacked = request.unpacked
        let body = unpacked.flatMap { try? JSONTree(parsing: $0.body) }
        let streams = body?["streams"]?.elements
        // Another shelf's streams are another receiver's to take.
        if let job = streams?.first?["stream"]?["job"]?.text, job.hasPrefix("siem-"), job != context.name { return nil }
        guard context.isLoggedIn(request), request.header("x-scope-orgid") == "contoso" else { return Self.denied }
        let busy = SimulatorResponse.text(
            429, "ingestion rate limit exceeded for user contoso (limit: 4194304 bytes/sec)")
        if let trouble = trouble(request, busy: busy, denied: Self.denied) { return trouble }
        if faults.value(.blocked) != nil { return .text(260, "ingestion blocked for user contoso") }
        guard let streams else { return .text(400, "couldn't parse push request: unexpected end of JSON input") }
        return taken(streams)
    }

    private static let denied = SimulatorResponse.text(401, "401 Authorization Required")

    private func taken(_ streams: [JSONTree]) -> SimulatorResponse {
        var (kept, refused, total) = ([DeliveredDocument](), [String](), 0)
        for stream in streams {
            let labels = fields(stream["stream"])
            for entry in stream["values"]?.elements ?? [] {
                total += 1
                switch document(entry, labels) {
                case .success(let document): kept.append(document)
                case .failure(let refusal): refused.append(refusal.text)
                }
            }
        }
        keep(kept, losing: faults.strike(.lost))
        guard refused.isEmpty else {
            let shown = refused.prefix(10).joined(separator: "\n")
            return closing(.text(400, "\(shown)\ntotal ignored: \(refused.count) out of \(total)"))
        }
        return closing(SimulatorResponse(status: 204))
    }

    private struct Refusal: Error {
        let text: String
    }

    private func document(
        _ entry: JSONTree, _ labels: [(name: String, value: String)]
    ) -> Result<DeliveredDocument, Refusal> {
        guard let parts = entry.elements, parts.count >= 2, let time = parts[0].text.flatMap({ Int64($0) }),
            case .string(let line) = parts[1]
        else { return .failure(Refusal(text: "entry is no pair of texts")) }
        let now = context.clock.now
        let shown = TimeForm.iso(time, digits: 9)
        if time < now - Self.oldest {
            return .failure(Refusal(text: "entry with timestamp \(shown) ignored, reason: 'timestamp too old'"))
        }
        if time > now + Self.grace {
            return .failure(Refusal(text: "entry with timestamp \(shown) ignored, reason: 'timestamp too new'"))
        }
        if line.count > Self.mostLineBytes {
            return .failure(Refusal(text: "entry with timestamp \(shown) ignored, reason: 'max entry size exceeded'"))
        }
        if faults.hits(.refused, line) {
            return .failure(Refusal(text: "entry with timestamp \(shown) ignored, reason: 'entry too far behind'"))
        }
        let fields = labels + (parts.count > 2 ? fields(parts[2]) : [])
        return .success(DeliveredDocument(line, time: time, received: now, fields: fields))
    }

    private func fields(_ tree: JSONTree?) -> [(name: String, value: String)] {
        (tree?.members ?? []).map { (String(decoding: $0.name, as: UTF8.self), $0.value.text ?? "") }
    }
}
