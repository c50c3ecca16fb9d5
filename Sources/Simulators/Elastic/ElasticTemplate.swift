import AuditModel

/// The source of a data stream's documents with holes for what differs, so that a page of thousands is written without a
/// value for each.
struct ElasticTemplate: Sendable {
    private enum Piece: Sendable {
        case bytes([UInt8])
        case time, received, id, operation, outcome, type, user, address
    }

    private var pieces: [Piece] = []
    private let digits: Int

    /// Takes the shown part of some document of the stream; nil for one whose fields are read from the event's text.
    init?(_ shown: JSONValue, _ form: ElasticForm) {
        guard let idField = form.idField else { return nil }
        digits = form.digits
        add(shown, at: "", idField)
    }

    private mutating func add(_ value: JSONValue, at path: String, _ idField: String) {
        guard case .object(let members) = value else {
            pieces.append(Self.hole(path, idField) ?? .bytes(Array(value.text().utf8)))
            return
        }
        for (place, member) in members.enumerated() {
            let name = (place == 0 ? "{" : ",") + JSONValue.string(member.name).text() + ":"
            pieces.append(.bytes(Array(name.utf8)))
            add(member.value, at: path.isEmpty ? member.name : path + "." + member.name, idField)
        }
        pieces.append(.bytes(Array((members.isEmpty ? "{}" : "}").utf8)))
    }

    private static func hole(_ path: String, _ idField: String) -> Piece? {
        switch path {
        case idField: return .id
        case "@timestamp": return .time
        case "event.ingested": return .received
        case "event.action": return .operation
        case "event.outcome": return .outcome
        case "event.provider", "azure.signinlogs.category", "azure.auditlogs.category": return .type
        case "user.id": return .user
        case "source.ip": return .address
        default: return path.hasSuffix(".created_at") || path.hasSuffix(".activity_datetime") ? .time : nil
        }
    }

    /// Adds the source of a document.
    func append(_ document: StoredDocument, id: String?, in tenant: Tenant, to bytes: inout [UInt8]) {
        let record = tenant.records[document.index]
        for piece in pieces {
            switch piece {
            case .bytes(let own): bytes += own
            case .time: append(document.time, digits, to: &bytes)
            case .received: append(document.received, 9, to: &bytes)
            case .id: if let id { bytes.append(json: id) } else { bytes.append("null") }
            case .operation: bytes.append(json: tenant.operation(of: record))
            case .outcome: bytes.append(json: record.succeeded ? "success" : "failure")
            case .type: bytes.append(json: tenant.type(of: record))
            case .user: bytes.append(json: String(decoding: tenant.cast.users[Int(record.user)], as: UTF8.self))
            case .address:
                bytes.append(json: String(decoding: tenant.cast.addresses[Int(record.address)], as: UTF8.self))
            }
        }
    }

    private func append(_ instant: Int64, _ digits: Int, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        bytes.append(instant: instant, digits: digits)
        bytes.append("Z\"")
    }
}
