import AuditModel
import ByteScan
import Foundation
import Synchronization

/// Takes documents for a simulated data stream by `_bulk`.
///
/// Sources: "Bulk API", "Data streams", "Failure store" of the Elasticsearch reference. An id is refused only within the
/// backing index that is written to.
final class ElasticBulk: EventReceiver {
    let context: StoreContext
    private let product: ElasticProduct
    private let state = Mutex(State())

    private struct State: Sendable {
        /// Ids of the backing index that is written to.
        var ids: Set<String> = []
        var requests = 0
        var backing = 7
    }

    private static let missingNewline = "The bulk request must be terminated by a newline [\\n]"

    init(_ product: ElasticProduct, _ context: StoreContext) {
        self.product = product
        self.context = context
    }

    private var index: String { "logs-\(context.shelf.source)-default" }

    func delivery(at address: String) -> (settings: String, environment: [ServiceConfiguration.Key]) {
        switch product {
        case .elasticsearch:
            (
                "{type: bulk, url: \(address), index: \(index), api_key: {env: \(product.variable)}}",
                [.init(product.variable, encodedKey)]
            )
        case .openSearch:
            (
                "{type: bulk, url: \(address), index: \(index), username: \(ElasticProduct.user), "
                    + "password: {env: \(product.variable)}}", [.init(product.variable, context.client.secret)]
            )
        }
    }

    private var encodedKey: String {
        Data("\(ElasticProduct.user):\(context.client.secret)".utf8).base64EncodedString()
    }

    func answer(_ request: SimulatorRequest) -> SimulatorResponse? {
        let parts = request.path.split(separator: "/").map(String.init)
        if parts == ["_data_stream", index], request.method == "GET" { return refusal(request) ?? stream }
        guard parts.last == "_bulk", parts.count <= 2, request.method == "POST" || request.method == "PUT" else {
            return nil
        }
        if parts.count == 2, parts[0] != index { return others(parts[0]) }
        if let refusal = refusal(request) { return refusal }
        let busy = Self.json(
            429, ElasticError(429, "es_rejected_execution_exception", "rejected execution of coordinating operation"))
        if let trouble = trouble(request, busy: busy, denied: denied) { return trouble }
        guard let request = request.unpacked else { return Self.json(400, ElasticError.parsing("not in GZIP format")) }
        return taken(request, named: parts.count == 2)
    }

    /// Another simulated stream answers for itself; what nobody has is made by no template.
    private func others(_ name: String) -> SimulatorResponse? {
        let known = ServiceCatalogue.entries.map { "logs-\($0.source)-default" }
        return known.contains(name) ? nil : Self.json(404, .missingIndex(name))
    }

    private var stream: SimulatorResponse {
        let backing = state.withLock { $0.backing }
        let indices = (7...backing).map { number -> JSONValue in ["index_name": .string(name(number))] }
        return .json(
            200,
            [
                "data_streams": .array([
                    [
                        "name": .string(index), "timestamp_field": ["name": .string("@timestamp")],
                        "indices": .array(indices), "generation": .integer(backing), "status": .string("GREEN"),
                    ]
                ])
            ])
    }

    private func name(_ backing: Int) -> String { ".ds-\(index)-00000\(backing)" }

    private static func json(_ status: Int, _ error: ElasticError) -> SimulatorResponse { .json(status, error.body) }

    private var denied: SimulatorResponse {
        Self.json(401, ElasticError(401, "security_exception", "unable to authenticate with provided credentials"))
    }

    private func refusal(_ request: SimulatorRequest) -> SimulatorResponse? {
        let isKnown =
            product == .elasticsearch && request.credential("ApiKey ") == encodedKey
            || request.credential("Basic ") == encodedKey || request.credential("Bearer ") == context.client.secret
        return isKnown ? nil : denied
    }

    // MARK: Documents

    /// One document of a request.
    private struct Entry {
        var id: String
        var operation: String
        var index: String?
        var content: ArraySlice<UInt8>
    }

    private func taken(_ request: SimulatorRequest, named: Bool) -> SimulatorResponse {
        guard request.body.last == 0x0A else {
            return Self.json(400, ElasticError(400, "illegal_argument_exception", Self.missingNewline))
        }
        guard let entries = entries(lines(request.body)) else {
            return Self.json(400, ElasticError(400, "illegal_argument_exception", "Malformed action/metadata line"))
        }
        let isBusy = faults.strike(.busyItems)
        let isLosing = faults.strike(.lost)
        var (items, kept, hasErrors) = ([UInt8](), [DeliveredDocument](), false)
        items.reserveCapacity(entries.count * 40)
        let now = context.clock.now
        state.withLock { state in
            if let most = faults.value(.rollover), state.requests == Int(most) {
                state.backing += 1
                state.ids = []
            }
            state.requests += 1
            let backing = name(state.backing)
            for (place, entry) in entries.enumerated() {
                if place > 0 { items.append(UInt8(ascii: ",")) }
                let result = result(of: entry, place, isBusy: isBusy, isNamed: named, &state.ids)
                hasErrors = hasErrors || result.error != nil
                items += result.item(entry.operation)
                guard result.isKept else { continue }
                kept.append(
                    DeliveredDocument(
                        Array(entry.content), time: result.time, received: now, documentID: entry.id,
                        fields: [("_index", backing)], form: .document))
            }
        }
        keep(kept, losing: isLosing)
        var body: [UInt8] = []
        body.reserveCapacity(items.count + 64)
        body.append(text: #"{"errors":\#(hasErrors),"took":7,"items":["#)
        body += items
        body.append("]}")
        return closing(.json(200, bytes: body, headers: [("X-Elastic-Product", "Elasticsearch")]))
    }

    /// What became of one document.
    private struct Result {
        var status = 201
        var error: ElasticError?
        var isDiverted = false
        var time: Int64 = 0

        var isKept: Bool { error == nil && !isDiverted }

        /// Its element of `items`.
        func item(_ operation: String) -> [UInt8] {
            var bytes: [UInt8] = []
            bytes.append(text: #"{"\#(operation)":{"status":\#(status)"#)
            if let error {
                let cause: JSONValue = ["type": .string(error.type), "reason": .string(error.reason)]
                bytes.append(text: #","error":"# + cause.text())
            }
            if isDiverted { bytes.append(#","failure_store":"used""#) }
            bytes.append("}}")
            return bytes
        }
    }

    private func result(
        of entry: Entry, _ place: Int, isBusy: Bool, isNamed: Bool, _ ids: inout Set<String>
    ) -> Result {
        func refused(_ status: Int, _ type: String, _ reason: String) -> Result {
            Result(status: status, error: ElasticError(status, type, reason))
        }
        if !isNamed, entry.index != index {
            return refused(404, "index_not_found_exception", "no such index [\(entry.index ?? "")]")
        }
        guard entry.operation == "create" else {
            return refused(
                400, "illegal_argument_exception",
                "only write ops with an op_type of create are allowed in data streams")
        }
        if faults.value(.blocked) != nil {
            return refused(
                403, "cluster_block_exception", "index [\(index)] blocked by: [FORBIDDEN/8/index write (api)];")
        }
        if isBusy, place.isMultiple(of: 3) {
            return refused(429, "es_rejected_execution_exception", "rejected execution of primary operation")
        }
        guard entry.id.utf8.count <= 512 else {
            return refused(400, "illegal_argument_exception", "id is too long, must be no longer than 512 bytes")
        }
        guard let time = Self.time(entry.content) else {
            return refused(400, "document_parsing_exception", "data stream timestamp field [@timestamp] is missing")
        }
        if faults.hits(.refused, Array(entry.content.suffix(96))) {
            return refused(400, "document_parsing_exception", "[1:40] failed to parse field [n] of type [ip]")
        }
        if faults.hits(.diverted, Array(entry.content.suffix(96))) { return Result(isDiverted: true, time: time) }
        guard ids.insert(entry.id).inserted else {
            return refused(
                409, "version_conflict_engine_exception",
                "[\(entry.id)]: version conflict, document already exists (current version [1])")
        }
        return Result(time: time)
    }

    // MARK: Reading

    private func entries(_ lines: [ArraySlice<UInt8>]) -> [Entry]? {
        var (entries, place) = ([Entry](), 0)
        entries.reserveCapacity(lines.count / 2)
        while place < lines.count {
            guard let action = Self.action(lines[place]) else { return nil }
            place += 1
            if action.operation == "delete" { continue }
            guard place < lines.count else { return nil }
            let id =
                action.id
                ?? "auto-\(SeededGenerator.hash(seed: UInt64(place), String(decoding: lines[place], as: UTF8.self)))"
            entries.append(Entry(id: id, operation: action.operation, index: action.index, content: lines[place]))
            place += 1
        }
        return entries
    }

    private static let plainStart = Array(#"{"create":{"_id":""#.utf8)
    private static let plainEnd = Array(#""}}"#.utf8)

    /// Reads an action line; the common one without taking it apart.
    private static func action(_ line: ArraySlice<UInt8>) -> (operation: String, id: String?, index: String?)? {
        if line.starts(with: plainStart), line.suffix(plainEnd.count).elementsEqual(plainEnd) {
            let id = line.dropFirst(plainStart.count).dropLast(plainEnd.count)
            if !id.contains(where: { $0 == UInt8(ascii: "\\") || $0 == UInt8(ascii: "\"") }) {
                return ("create", String(decoding: id, as: UTF8.self), nil)
            }
        }
        guard let member = (try? JSONTree(parsing: Array(line)))?.members?.first else { return nil }
        return (
            String(decoding: member.name, as: UTF8.self), member.value["_id"]?.text, member.value["_index"]?.text
        )
    }

    private static let timeStart = Array(#"{"@timestamp":""#.utf8)

    /// The time of a document; nil where it has none or is no JSON object.
    private static func time(_ content: ArraySlice<UInt8>) -> Int64? {
        guard content.last == UInt8(ascii: "}") else { return nil }
        if content.starts(with: timeStart) {
            let rest = content.dropFirst(timeStart.count)
            return RequestTime.rfc3339(String(decoding: rest.prefix { $0 != UInt8(ascii: "\"") }, as: UTF8.self))
        }
        let time = (try? JSONTree(parsing: Array(content)))?["@timestamp"]
        return time?.text.flatMap(RequestTime.rfc3339) ?? time?.integer.map { Int64($0) * 1_000_000 }
    }
}
