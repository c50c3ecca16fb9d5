import AuditModel
import ByteScan
import Synchronization

/// Plays the HTTP Event Collector of the simulated Splunk.
///
/// Codes and forms: help.splunk.com, "Troubleshoot HTTP Event Collector", "Format events for HTTP Event Collector",
/// "About HTTP Event Collector Indexer Acknowledgment".
final class SplunkCollector: EventReceiver {
    let context: StoreContext
    /// Acknowledgements that nobody was told of, by channel.
    private let acks = Mutex<(next: Int, open: [String: Set<Int>])>((0, [:]))

    init(_ context: StoreContext) { self.context = context }

    /// The token, a GUID of this index alone.
    private var token: String {
        let seed = SeededGenerator.hash(seed: 11, "collector/" + context.name)
        var bytes: [UInt8] = []
        bytes.appendGUID((seed, SeededGenerator.mix(seed)))
        return String(decoding: bytes, as: UTF8.self)
    }

    func delivery(at address: String) -> (settings: String, environment: [ServiceConfiguration.Key]) {
        (
            "{type: hec, url: \(address), token: {env: SPLUNK_HEC_TOKEN}, index: \(context.name), ack: true}",
            [.init("SPLUNK_HEC_TOKEN", token)]
        )
    }

    func answer(_ request: SimulatorRequest) -> SimulatorResponse? {
        let parts = request.path.split(separator: "/").map(String.init)
        guard parts.count >= 2, parts[0] == "services", parts[1] == "collector" else { return nil }
        switch Array(parts.dropFirst(2)) {
        case ["health"], ["health", "1.0"]:
            return faults.value(.blocked) == nil
                ? Self.said(200, 17, "HEC is healthy") : Self.said(503, 18, "HEC is unhealthy, queues are full")
        case ["ack"]: return refusal(request) ?? acknowledgements(request)
        case [], ["event"], ["event", "1.0"]: return taken(request, isRaw: false)
        case ["raw"], ["raw", "1.0"]: return taken(request, isRaw: true)
        default:
            return .json(
                404, ["text": .string("The requested URL was not found on this server."), "code": .integer(404)])
        }
    }

    // MARK: Who asks

    private func refusal(_ request: SimulatorRequest) -> SimulatorResponse? {
        guard let header = request.header("authorization") else { return Self.said(401, 2, "Token is required") }
        guard header.hasPrefix("Splunk ") else { return Self.said(401, 3, "Invalid authorization") }
        return header == "Splunk " + token ? nil : Self.said(403, 4, "Invalid token")
    }

    private static func said(
        _ status: Int, _ code: Int, _ text: String, _ more: [JSONValue.Member] = []
    ) -> SimulatorResponse {
        .json(status, .object([.init("text", .string(text)), .init("code", .integer(code))] + more))
    }

    // MARK: Events

    private func taken(_ request: SimulatorRequest, isRaw: Bool) -> SimulatorResponse {
        if let refusal = refusal(request) { return refusal }
        let busy = Self.said(503, 9, "Server is busy")
        if let trouble = trouble(request, busy: busy, denied: Self.said(403, 4, "Invalid token")) { return trouble }
        let channel = request.header("x-splunk-request-channel") ?? request.parameter("channel")
        guard let channel else { return Self.said(400, 10, "Data channel is missing") }
        guard GUIDForm.digits(channel) != nil else { return Self.said(400, 11, "Invalid data channel") }
        guard let request = request.unpacked else { return Self.said(400, 6, "Invalid data format") }
        guard !request.body.isEmpty else { return Self.said(400, 5, "No data") }
        let reading = isRaw ? raw(request) : events(request.body)
        keep(reading.documents, losing: faults.strike(.lost))
        if let refusal = reading.refusal { return refusal }
        let id = acks.withLock { acks in
            let id = acks.next
            acks.next += 1
            acks.open[channel, default: []].insert(id)
            return id
        }
        return closing(Self.said(200, 0, "Success", [.init("ackId", .integer(id))]))
    }

    private func raw(_ request: SimulatorRequest) -> (documents: [DeliveredDocument], refusal: SimulatorResponse?) {
        if let index = request.parameter("index"), index != context.name {
            return ([], Self.said(400, 7, "Incorrect index"))
        }
        let fields = ["source", "sourcetype", "host"].compactMap { name in
            request.parameter(name).map { (name: name, value: $0) }
        }
        let now = context.clock.now
        return (lines(request.body).map { DeliveredDocument(Array($0), time: now, received: now, fields: fields) }, nil)
    }

    /// Objects one after the other; those before one that is not understood are indexed.
    private func events(_ body: [UInt8]) -> (documents: [DeliveredDocument], refusal: SimulatorResponse?) {
        var (documents, place) = ([DeliveredDocument](), 0)
        func refused(_ code: Int, _ text: String) -> SimulatorResponse {
            Self.said(400, code, text, [.init("invalid-event-number", .integer(documents.count))])
        }
        while true {
            let next: (value: JSONTree, end: Int)?
            do { next = try JSONTree.next(in: body, from: place) } catch {
                return (documents, refused(6, "Invalid data format"))
            }
            guard let next else { return (documents, nil) }
            place = next.end
            switch event(next.value) {
            case .success(let document): documents.append(document)
            case .failure(let refusal): return (documents, refused(refusal.code, refusal.text))
            }
        }
    }

    private struct Refusal: Error {
        let code: Int
        let text: String
    }

    private func event(_ envelope: JSONTree) -> Result<DeliveredDocument, Refusal> {
        guard envelope.members != nil else { return .failure(Refusal(code: 6, text: "Invalid data format")) }
        guard let event = envelope["event"] else { return .failure(Refusal(code: 12, text: "Event field is required")) }
        let content = event.text.map { Array($0.utf8) } ?? event.compactBytes
        if content.isEmpty || event == .null {
            return .failure(Refusal(code: 13, text: "Event field cannot be blank"))
        }
        if let index = envelope["index"]?.text, index != context.name {
            return .failure(Refusal(code: 7, text: "Incorrect index"))
        }
        var fields: [(name: String, value: String)] = []
        for member in envelope["fields"]?.members ?? [] {
            guard let value = member.value.scalarBytes else {
                return .failure(Refusal(code: 15, text: "Error in handling indexed fields"))
            }
            fields.append((String(decoding: member.name, as: UTF8.self), String(decoding: value, as: UTF8.self)))
        }
        for name in ["source", "sourcetype", "host"] {
            if let value = envelope[name]?.text { fields.append((name, value)) }
        }
        if faults.hits(.refused, content) { return .failure(Refusal(code: 6, text: "Invalid data format")) }
        let now = context.clock.now
        let time = envelope["time"]?.scalarBytes.flatMap { Self.time(String(decoding: $0, as: UTF8.self)) }
        return .success(DeliveredDocument(content, time: time ?? now, received: now, fields: fields))
    }

    /// Seconds since the epoch with up to nine digits behind the point, without rounding.
    private static func time(_ text: String) -> Int64? {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let seconds = Int64(parts[0]) else { return nil }
        let fraction = parts.count > 1 ? String(parts[1].prefix(9)) : ""
        let padded = fraction + String(repeating: "0", count: 9 - fraction.count)
        return Int64(padded).map { seconds * 1_000_000_000 + $0 }
    }

    // MARK: Acknowledgements

    /// Each acknowledgement is told once.
    private func acknowledgements(_ request: SimulatorRequest) -> SimulatorResponse {
        guard let channel = request.parameter("channel") ?? request.header("x-splunk-request-channel") else {
            return Self.said(400, 10, "Data channel is missing")
        }
        let ids = ((try? JSONTree(parsing: request.body))?["acks"]?.elements ?? []).compactMap(\.integer)
        let never = faults.value(.unacknowledged) != nil
        let rows = acks.withLock { acks in
            ids.map { id in
                JSONValue.Member(String(id), .bool(!never && acks.open[channel]?.remove(id) != nil))
            }
        }
        return .json(200, ["acks": .object(rows)])
    }
}
