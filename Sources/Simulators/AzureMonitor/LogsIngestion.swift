import AuditModel
import ByteScan

/// The Logs Ingestion API of a rule that leads to a table of the simulated workspace.
///
/// Facts: learn.microsoft.com, "Logs Ingestion API in Azure Monitor" and "Azure Monitor service limits". Columns that the
/// stream does not declare are dropped, and values are cut, without a word.
struct LogsIngestion: EventReceiver {
    let context: StoreContext

    static let rule = "dcr-51ed0000000000000000000000005e4d"
    static let stream = "Custom-SiemgapBackfill_CL"
    static let table = "SiemgapBackfill_CL"
    private static let role = "Monitoring Metrics Publisher"
    private static let mostBytes = 1 << 20
    private static let mostValueBytes = 64 << 10
    private static let declared: Set = [
        "TimeGenerated", "OriginalTime", "EventId", "RawData", "SiemgapPlan", "SiemgapSent",
    ]

    func delivery(at address: String) -> (settings: String, environment: [ServiceConfiguration.Key]) {
        (
            "{type: logs-ingestion, url: \(address), rule: \(Self.rule), stream: \(Self.stream), tenant: \(Tenant.id), "
                + "client_id: \(context.client.id), client_secret: {env: SIMULATOR_CLIENT_SECRET}, login_url: \(address), "
                + "resource: \(address)}", context.basicSecret
        )
    }

    func answer(_ request: SimulatorRequest) -> SimulatorResponse? {
        let parts = request.path.split(separator: "/").map(String.init)
        guard parts.count == 4, parts[0] == "dataCollectionRules", parts[2] == "streams" else { return nil }
        let denied = Self.refusal(
            403, "OperationFailed",
            "The authentication token provided does not have access to ingest data for the data collection rule.")
        switch context.mint.check(
            bearerOf: request, audiences: ["https://monitor.azure.com"], now: context.clock.wall())
        {
        case .valid: break
        default: return Self.refusal(401, "InvalidToken", "The token is missing, expired or for another service.")
        }
        guard parts[1] == Self.rule, parts[3] == Self.stream, request.parameter("api-version") != nil else {
            return Self.refusal(
                404, "NotFound", "Data collection rule with immutable Id '\(parts[1])' or its stream not found.")
        }
        var busy = Self.refusal(429, "TooManyRequests", "The rule's limit of requests a minute is reached.")
        busy.headers.append(("Retry-After", "2"))
        if let trouble = trouble(request, busy: busy, denied: denied) { return trouble }
        guard let unpacked = request.unpacked, let rows = (try? JSONTree(parsing: unpacked.body))?.elements else {
            return Self.refusal(400, "InvalidPayload", "The body is no JSON array.")
        }
        guard request.body.count <= Self.mostBytes, unpacked.body.count <= Self.mostBytes else {
            return Self.refusal(413, "ContentLengthLimitExceeded", "Maximum allowed content length is 1048576 bytes.")
        }
        keep(rows.map(document), losing: faults.strike(.lost))
        return closing(SimulatorResponse(status: 204))
    }

    private static func refusal(_ status: Int, _ code: String, _ message: String) -> SimulatorResponse {
        .json(status, ["error": ["code": .string(code), "message": .string(message)]])
    }

    private func document(_ row: JSONTree) -> DeliveredDocument {
        let now = context.clock.now
        var fields: [(name: String, value: String)] = [(WorkspaceTables.tableField, Self.table)]
        for member in row.members ?? [] {
            let name = String(decoding: member.name, as: UTF8.self)
            guard Self.declared.contains(name), name != "TimeGenerated", let value = member.value.scalarBytes else {
                continue
            }
            fields.append((name, String(decoding: value.prefix(Self.mostValueBytes), as: UTF8.self)))
        }
        let text = row["RawData"]?.scalarBytes ?? []
        let time = (row["OriginalTime"] ?? row["TimeGenerated"])?.text.flatMap(RequestTime.rfc3339)
        return DeliveredDocument(
            Array(text.prefix(Self.mostValueBytes)), time: time ?? now, received: now, fields: fields)
    }
}
