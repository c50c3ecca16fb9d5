import AuditModel
import ByteScan

/// An OpenTelemetry collector's OTLP/HTTP receiver for logs in JSON.
///
/// Facts: opentelemetry.io, "OTLP Specification", "OTLP/HTTP".
struct LogsReceiver: EventReceiver {
    let context: StoreContext

    func delivery(at address: String) -> (settings: String, environment: [ServiceConfiguration.Key]) {
        ("{type: otlp, url: \(address), token: {env: SIMULATOR_CLIENT_SECRET}}", context.basicSecret)
    }

    func answer(_ request: SimulatorRequest) -> SimulatorResponse? {
        guard request.path == "/v1/logs", request.method == "POST" else { return nil }
        let denied = Self.status(401, 16, "missing or wrong credentials")
        guard request.credential("Bearer ") == context.client.secret else { return denied }
        var busy = Self.status(503, 14, "the queue is full")
        busy.headers.append(("Retry-After", "1"))
        if let trouble = trouble(request, busy: busy, denied: denied) { return trouble }
        guard let unpacked = request.unpacked, let body = try? JSONTree(parsing: unpacked.body),
            let resources = body["resourceLogs"]?.elements
        else { return Self.status(400, 3, "the request is no ExportLogsServiceRequest") }
        var (kept, refused) = ([DeliveredDocument](), 0)
        for resource in resources {
            let records = (resource["scopeLogs"]?.elements ?? []).flatMap { $0["logRecords"]?.elements ?? [] }
            for record in records {
                let document = document(record)
                if faults.hits(.refused, document.content) { refused += 1 } else { kept.append(document) }
            }
        }
        keep(kept, losing: faults.strike(.lost))
        guard refused > 0 else { return closing(.json(200, .object([]))) }
        return closing(
            .json(
                200,
                [
                    "partialSuccess": [
                        "rejectedLogRecords": .string(String(refused)),
                        "errorMessage": .string("some records are invalid"),
                    ]
                ]))
    }

    /// `google.rpc.Status`.
    private static func status(_ status: Int, _ code: Int, _ message: String) -> SimulatorResponse {
        .json(status, ["code": .integer(code), "message": .string(message)])
    }

    private func document(_ record: JSONTree) -> DeliveredDocument {
        let now = context.clock.now
        let fields = (record["attributes"]?.elements ?? []).map { attribute in
            (name: attribute["key"]?.text ?? "", value: attribute["value"]?["stringValue"]?.text ?? "")
        }
        let time = record["timeUnixNano"]?.text.flatMap { Int64($0) }
        return DeliveredDocument(
            record["body"]?["stringValue"]?.scalarBytes ?? [], time: time ?? now, received: now, fields: fields)
    }
}
