import AuditModel
import ByteScan
import Crypto
import Foundation

/// The HTTP Data Collector API of the simulated workspace.
///
/// Facts: learn.microsoft.com, "HTTP Data Collector API (deprecated)": columns get an ending by their type, and texts that
/// look like GUIDs are written with dashes.
struct DataCollector: EventReceiver {
    let context: StoreContext

    private static let mostBytes = 30 << 20
    private static let mostValueBytes = 32 << 10

    private var workspace: String { WorkspaceTables.workspace(of: context.shelf.source) }
    private var key: String { Data("shared/\(context.name)/\(context.client.secret)".utf8).base64EncodedString() }

    func delivery(at address: String) -> (settings: String, environment: [ServiceConfiguration.Key]) {
        (
            "{type: data-collector, unsupported: true, url: \(address), workspace: \(workspace), "
                + "shared_key: {env: WORKSPACE_SHARED_KEY}, table: SiemgapLegacy}",
            [.init("WORKSPACE_SHARED_KEY", key)]
        )
    }

    func answer(_ request: SimulatorRequest) -> SimulatorResponse? {
        guard request.path == "/api/logs", request.method == "POST" else { return nil }
        let denied = Self.refusal(
            403, "InvalidAuthorization", "An invalid signature was specified in the Authorization header")
        guard isSigned(request) else { return denied }
        if let trouble = trouble(request, busy: Self.refusal(429, "Throttled", "Too many requests"), denied: denied) {
            return trouble
        }
        guard request.parameter("api-version") != nil else { return Self.refusal(400, "MissingApiVersion", "") }
        guard let type = request.header("log-type"), type.wholeMatch(of: /[A-Za-z0-9_]{1,100}/) != nil else {
            return Self.refusal(400, "InvalidLogType", "The specified log type is invalid")
        }
        guard request.body.count <= Self.mostBytes else { return SimulatorResponse(status: 404) }
        guard let tree = try? JSONTree(parsing: request.body) else {
            return Self.refusal(400, "InvalidDataFormat", "Invalid JSON was submitted")
        }
        let rows = tree.elements ?? [tree]
        let timeField = request.header("time-generated-field") ?? ""
        keep(rows.map { document($0, type + "_CL", timeField) }, losing: faults.strike(.lost))
        return closing(SimulatorResponse(status: 200))
    }

    private static func refusal(_ status: Int, _ code: String, _ message: String) -> SimulatorResponse {
        .json(status, ["Error": .string(code), "Message": .string(message)])
    }

    private func isSigned(_ request: SimulatorRequest) -> Bool {
        guard let date = request.header("x-ms-date"), let secret = Data(base64Encoded: key) else { return false }
        let text = "POST\n\(request.body.count)\napplication/json\nx-ms-date:\(date)\n/api/logs"
        let code = HMAC<SHA256>.authenticationCode(for: Data(text.utf8), using: SymmetricKey(data: secret))
        return request.header("authorization") == "SharedKey \(workspace):\(Data(code).base64EncodedString())"
    }

    private func document(_ row: JSONTree, _ table: String, _ timeField: String) -> DeliveredDocument {
        let now = context.clock.now
        var fields: [(name: String, value: String)] = [(WorkspaceTables.tableField, table)]
        for member in row.members ?? [] {
            let name = String(decoding: member.name, as: UTF8.self)
            guard name != "TimeGenerated", let bytes = member.value.scalarBytes else { continue }
            let value = String(decoding: bytes.prefix(Self.mostValueBytes), as: UTF8.self)
            if let digits = GUIDForm.digits(value) {
                fields.append((name + "_g", Self.dashed(digits)))
            } else {
                fields.append((name + (RequestTime.rfc3339(value) == nil ? "_s" : "_t"), value))
            }
        }
        let text = row["RawData"]?.scalarBytes ?? []
        let time = row[timeField]?.text.flatMap(RequestTime.rfc3339)
        return DeliveredDocument(
            Array(text.prefix(Self.mostValueBytes)), time: time ?? now, received: now, fields: fields)
    }

    private static func dashed(_ digits: String) -> String {
        let parts = [8, 4, 4, 4, 12].reduce(into: (rest: digits[...], parts: [Substring]())) { state, count in
            state.parts.append(state.rest.prefix(count))
            state.rest = state.rest.dropFirst(count)
        }
        return parts.parts.joined(separator: "-")
    }
}
