import AuditModel
import ByteScan

/// Google SecOps' UDM search over one shelf, which is an instance of its own, and the token endpoint before it.
///
/// Facts: docs.cloud.google.com/chronicle, "instances.udmSearch".
struct SecOpsService: SimulatedService {
    private static let scope = "https://www.googleapis.com/auth/cloud-platform"
    private static let tokenPath = "/secops/token"
    private static let mostEvents = 10_000

    let context: StoreContext

    func answer(_ request: SimulatorRequest) -> SimulatorResponse? {
        if request.path == Self.tokenPath, request.method == "POST" { return token(request) }
        guard request.path == "/v1alpha/\(instance):udmSearch", request.method == "GET" else { return nil }
        if context.board.strike(.throttled) { return Self.fault(429, "RESOURCE_EXHAUSTED", "Quota exceeded.") }
        switch context.mint.check(bearerOf: request, audiences: [], now: context.clock.wall()) {
        case .valid(let claims) where claims["scp"]?.text == Self.scope: break
        case .valid: return Self.fault(403, "PERMISSION_DENIED", "The caller does not have permission.")
        case _: return Self.fault(401, "UNAUTHENTICATED", "Request had invalid authentication credentials.")
        }
        if context.board.value(.denied) != nil {
            return Self.fault(403, "PERMISSION_DENIED", "The caller does not have permission.")
        }
        return search(request)
    }

    func configuration(at address: String) -> ServiceConfiguration? {
        ServiceConfiguration(
            name: context.name,
            keys: [
                .init("type", "secops"), .init("url", address), .init("instance", instance),
                .init("query", "'metadata.log_type = \"\(context.shelf.source)\"'"),
                .init("client_email", "siemgap@simulator.example"),
                .init("private_key", "{env: GOOGLE_PRIVATE_KEY}"), .init("token_url", address + Self.tokenPath),
                StoreContext.limits,
            ], environment: [.init("GOOGLE_PRIVATE_KEY", context.client.certificate?.keyPEM ?? "")])
    }

    private var instance: String { "projects/contoso/locations/us/instances/\(context.name)" }

    private func token(_ request: SimulatorRequest) -> SimulatorResponse {
        let fields = Dictionary(request.form.map { ($0.name, $0.value) }) { first, _ in first }
        let check = AssertionCheck(
            client: context.client, audience: request.address + Self.tokenPath, now: context.clock.wall())
        guard fields["grant_type"] == AssertionLogin.bearerGrant, let assertion = fields["assertion"],
            let claims = check.claims(of: assertion)
        else {
            return .json(400, ["error": .string("invalid_grant"), "error_description": .string("Invalid JWT.")])
        }
        guard claims["scope"]?.text == Self.scope else {
            return .json(400, ["error": .string("invalid_scope"), "error_description": .string("Unknown scope.")])
        }
        let token = context.mint.token([
            "aud": .string(request.address), "exp": .integer(Int(context.clock.wall() / 1_000_000_000) + 3600),
            "scp": .string(Self.scope),
        ])
        return .json(
            200,
            ["access_token": .string(token), "expires_in": .integer(3599), "token_type": .string("Bearer")])
    }

    private func search(_ request: SimulatorRequest) -> SimulatorResponse {
        guard let start = request.parameter("timeRange.startTime").flatMap(RequestTime.rfc3339),
            let end = request.parameter("timeRange.endTime").flatMap(RequestTime.rfc3339), start <= end,
            let condition = SearchCondition(request.parameter("query") ?? "", quotes: ["\""])
        else { return Self.fault(400, "INVALID_ARGUMENT", "generic::invalid_argument: time range or query") }
        let window = TimeWindow(from: start, to: end)
        if let answer = context.gatewayAnswer(window) { return answer }
        var found: [Int] = []
        for number in context.documents(in: window) {
            let record = context.shelf.record(number)
            guard let holds = condition.holds({ Self.holds($0, record, context.shelf.source) }) else {
                return Self.fault(400, "INVALID_ARGUMENT", "generic::invalid_argument: unknown field")
            }
            if holds { found.append(number) }
        }
        let most = context.board.value(.cap).map { Int($0) } ?? Self.mostEvents
        let limit = min(Int(request.parameter("limit") ?? "") ?? most, most)
        // The newest come first.
        let events = found.reversed().prefix(limit).map { event(of: $0) }
        return context.broken(
            .json(
                200, ["events": .array(Array(events)), "moreDataAvailable": .bool(found.count > limit)]))
    }

    private static func holds(_ comparison: String, _ record: SIEMRecord, _ source: String) -> Bool? {
        var scanner = QueryScanner(comparison)
        guard scanner.takes("metadata."), case let field = scanner.takeWord() else { return nil }
        let isEqual = !scanner.takes("!=")
        guard !isEqual || scanner.takes("="), let wanted = scanner.takeText() else { return nil }
        let ignoresCase = scanner.takes("nocase")
        let values = ["log_type": source, "product_log_id": record.id ?? "", "event_type": "GENERIC_EVENT"]
        guard scanner.isAtEnd, let value = values[field] else { return nil }
        let isSame = ignoresCase ? value.lowercased() == wanted.lowercased() : value == wanted
        return isSame == isEqual
    }

    private func event(of number: Int) -> JSONValue {
        let record = context.shelf.record(number)
        let time = { (instant: Int64) in JSONValue.string(TimeForm.iso(instant, digits: 9)) }
        var metadata: [JSONValue.Member] = [
            .init("id", .string("AAAAA" + String(SeededGenerator.hash(seed: UInt64(number), record.raw), radix: 16)))
        ]
        if let id = record.id { metadata.append(.init("productLogId", .string(id))) }
        metadata += [
            .init("eventTimestamp", time(record.time)), .init("collectedTimestamp", time(record.received)),
            .init("ingestedTimestamp", time(record.received)), .init("eventType", .string("GENERIC_EVENT")),
            .init("vendorName", .string("Simulated")), .init("productName", .string(context.shelf.source)),
            .init("productEventType", .string(record.operation)), .init("logType", .string(context.shelf.source)),
        ]
        return [
            "name": .string("\(instance)/events/\(number)"),
            "udm": [
                "metadata": .object(metadata), "principal": ["user": ["userid": .string(record.user)]],
                "target": ["ip": .array([.string(record.address)])],
            ],
        ]
    }

    private static func fault(_ status: Int, _ code: String, _ message: String) -> SimulatorResponse {
        .json(
            status,
            ["error": ["code": .integer(status), "message": .string(message), "status": .string(code)]])
    }
}
