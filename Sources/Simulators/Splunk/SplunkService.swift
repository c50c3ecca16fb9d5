import AuditModel
import ByteScan
import Foundation

/// Plays the management port of a Splunk that holds one source's documents in an index of their own.
struct SplunkService: ContextHolding {
    let context: StoreContext
    let run: SplunkRun
    let jobs: SplunkJobs

    static let user = "siemgap"
    static let version = "9.4.1"

    init(_ context: StoreContext) {
        self.context = context
        // The zone was checked when the shelf was filled.
        let zone = context.shelf.siem.zone == "UTC" ? nil : try? ZoneDatabase().zone(named: context.shelf.siem.zone)
        run = SplunkRun(
            place: SplunkPlace(shelf: context.shelf, index: context.name, zone: zone, clock: context.clock),
            board: context.board)
        jobs = SplunkJobs(shelf: context.name)
    }

    var openContexts: Int { jobs.count }

    /// Answers and, as splunkd does, says that the connection stays: the vendor's client closes it before it reads the
    /// body else.
    func answer(_ request: SimulatorRequest) -> SimulatorResponse? {
        var response = response(to: request)
        response?.headers.append(("Connection", "Keep-Alive"))
        return response
    }

    private func response(to request: SimulatorRequest) -> SimulatorResponse? {
        guard let path = Self.resource(request.path) else { return nil }
        let asked = SplunkRequest(request, path: path)
        if path == "auth/login" { return login(asked) }
        guard context.board.value(.denied) == nil, isKnown(request) else {
            return asked.refusal(401, "WARN", "call not properly authenticated")
        }
        if let answer = about(asked) { return answer }
        guard let rest = Self.searchPath(path) else { return nil }
        if rest.isNew, context.board.value(.older) != nil { return asked.refusal(404, "ERROR", "Not Found") }
        return search(asked, rest.path, isNew: rest.isNew)
    }

    func configuration(at address: String) -> ServiceConfiguration? {
        var keys: [ServiceConfiguration.Key] = [
            .init("type", "splunk"), .init("url", address), .init("token", "{env: SPLUNK_TOKEN}"),
            .init("search", "index=\(context.name)"),
        ]
        if context.shelf.source == "google-workspace-reports" {
            keys.append(.init("id", "[id.time, id.uniqueQualifier, id.applicationName, id.customerId]"))
        }
        return ServiceConfiguration(
            name: context.name, keys: keys, environment: [.init("SPLUNK_TOKEN", context.client.secret)])
    }

    // MARK: Paths

    /// What lies behind `/services` or `/servicesNS/owner/app`.
    private static func resource(_ path: String) -> String? {
        let parts = path.split(separator: "/")
        switch parts.first {
        case "services": return parts.dropFirst().joined(separator: "/")
        case "servicesNS" where parts.count > 3: return parts.dropFirst(3).joined(separator: "/")
        case _: return nil
        }
    }

    /// What lies behind `search/jobs`, and whether it is named as of version 9.
    private static func searchPath(_ path: String) -> (path: [String], isNew: Bool)? {
        let parts = path.split(separator: "/").map(String.init)
        if parts.starts(with: ["search", "v2", "jobs"]) { return (Array(parts.dropFirst(3)), true) }
        return parts.starts(with: ["search", "jobs"]) ? (Array(parts.dropFirst(2)), false) : nil
    }

    // MARK: Who asks

    private func isKnown(_ request: SimulatorRequest) -> Bool {
        if let token = request.credential("Bearer ") { return token == context.client.secret }
        if let key = request.credential("Splunk ") {
            if case .valid = context.mint.check(key, audiences: ["splunk"], now: context.clock.wall()) { return true }
            return false
        }
        let expected = Data("\(Self.user):\(context.client.secret)".utf8).base64EncodedString()
        return request.credential("Basic ") == expected
    }

    private func login(_ asked: SplunkRequest) -> SimulatorResponse {
        guard context.board.value(.denied) == nil, asked.fields["username"] == Self.user,
            asked.fields["password"] == context.client.secret
        else { return asked.refusal(401, "WARN", "Login failed") }
        let end = Int(context.clock.wall() / 1_000_000_000) + 3600
        let key = context.mint.token(["aud": .string("splunk"), "exp": .integer(end)])
        return SplunkText.response(200, [("sessionKey", key)], asJSON: asked.isJSON)
    }

    /// What the server says of itself, of the user and of the role.
    private func about(_ asked: SplunkRequest) -> SimulatorResponse? {
        let content: JSONValue
        switch asked.path {
        case "server/info":
            content = [
                "version": .string(Self.version), "serverName": .string("simulator"),
                "product_type": .string("enterprise"), "isFree": .bool(false), "isTrial": .bool(false),
            ]
        case "authentication/current-context":
            content = [
                "username": .string(Self.user), "roles": .array([.string("auditor")]),
                "capabilities": .array([.string("search")]), "tz": .string(context.shelf.siem.zone),
            ]
        case "authorization/roles/auditor":
            content = [
                "srchFilter": .string("*"), "srchIndexesAllowed": .array([.string("*")]), "srchTimeWin": .integer(-1),
                "srchTimeEarliest": .integer(-1), "srchDiskQuota": .integer(10_000), "srchJobsQuota": .integer(50),
            ]
        case "apps/local":
            content = ["label": .string("Search & Reporting"), "version": .string(Self.version)]
        default: return nil
        }
        let name = asked.path == "apps/local" ? "search" : asked.path.split(separator: "/").last.map(String.init) ?? ""
        return SplunkText.entry(name, path: "/services/" + asked.path, content, asJSON: asked.isJSON)
    }
}

/// A request with the fields of its query and its form in one place.
struct SplunkRequest {
    let method: String
    /// Behind `/services`.
    let path: String
    let fields: [String: String]

    init(_ request: SimulatorRequest, path: String) {
        method = request.method
        self.path = path
        let pairs = request.query + (request.method == "POST" ? request.form : [])
        fields = Dictionary(pairs.map { ($0.name, $0.value) }) { first, _ in first }
    }

    var isJSON: Bool { fields["output_mode"] == "json" }

    /// An answer that says why there is none.
    func refusal(_ status: Int, _ type: String, _ text: String) -> SimulatorResponse {
        SplunkText.messages(status, type, text, asJSON: isJSON)
    }
}
