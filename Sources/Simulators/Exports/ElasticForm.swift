import AuditModel
import ByteScan

/// Documents in the Elastic Common Schema, as search hits.
struct ElasticForm: ExportForm {
    /// What the hits stand in.
    enum Layout {
        /// The answer of the search endpoint, with all that was found.
        case answer
        /// One hit a line, as elasticdump writes.
        case lines
    }

    let layout: Layout
    let source: String
    let digits: Int

    func beginning(count: Int) -> String {
        guard layout == .answer else { return "" }
        return #"{"took":12,"timed_out":false,"_shards":{"total":2,"successful":2,"skipped":0,"failed":0},"#
            + #""hits":{"total":{"value":\#(count),"relation":"eq"},"max_score":null,"hits":["#
    }

    func text(of record: SIEMRecord, isLast: Bool) -> String {
        let hit: JSONValue = [
            "_index": .string(index), "_id": .string(documentID(record)), "_score": .null,
            "_source": document(record),
        ]
        return hit.text() + (layout == .lines ? "\n" : isLast ? "" : ",")
    }

    func ending(count: Int) -> String { layout == .answer ? "]}}\n" : "" }

    /// The backing index of the source's data stream.
    var index: String { ".ds-logs-\(source)-default-000007" }

    /// The field that holds the event's id; nil where an event has none by itself.
    var idField: String? {
        switch source {
        case "graph-sign-ins": "azure.signinlogs.properties.id"
        case "graph-directory-audits": "azure.auditlogs.properties.id"
        case "graph-risk-detections": "azure.identityprotection.properties.id"
        case "google-workspace-reports": nil
        default: "event.id"
        }
    }

    /// The store's own id, a digest of id and position.
    func documentID(_ record: SIEMRecord) -> String { documentID(record.position, record.id ?? record.raw) }

    /// The store's own id of a document whose event has that id.
    func documentID(_ position: Int, _ id: String) -> String {
        String(SeededGenerator.hash(seed: UInt64(position), id), radix: 16)
    }

    /// The document's source.
    func document(_ record: SIEMRecord) -> JSONValue {
        let time = JSONValue.string(TimeForm.iso(record.time, digits: digits))
        var event: [JSONValue.Member] = [
            .init("action", .string(record.operation)), .init("kind", .string("event")),
            .init("outcome", .string(record.succeeded ? "success" : "failure")),
            .init("ingested", .string(TimeForm.iso(record.received, digits: 9))),
        ]
        var own: [JSONValue.Member] = []
        switch source {
        case "graph-sign-ins":
            own = azure("signinlogs", ["id": .text(record.id), "created_at": time], category: record.type)
        case "graph-directory-audits":
            own = azure("auditlogs", ["id": .text(record.id), "activity_datetime": time], category: record.type)
        case "graph-risk-detections":
            own = azure("identityprotection", ["id": .text(record.id), "activity_datetime": time], category: "")
        case "google-workspace-reports":
            event += [.init("id", googleField("uniqueQualifier", record)), .init("provider", .string(record.type))]
            own = [
                .init("organization", ["id": googleField("customerId", record)]),
                .init("google_workspace", ["kind": .string("admin#reports#activity")]),
            ]
        default: event += [.init("id", .text(record.id)), .init("provider", .string(record.type))]
        }
        return .object(
            [.init("@timestamp", time), .init("event", .object(event))] + own + [
                .init("user", ["id": .string(record.user)]), .init("source", ["ip": .string(record.address)]),
                .init("ecs", ["version": .string("8.11.0")]),
            ])
    }

    private func azure(_ log: String, _ properties: JSONValue, category: String) -> [JSONValue.Member] {
        let body = JSONValue.object([.init("category", .string(category)), .init("properties", properties)])
        return [.init("azure", .object([.init(log, body)]))]
    }

    private func googleField(_ name: String, _ record: SIEMRecord) -> JSONValue {
        // A record that is cut or holds no such field has none here either.
        let tree = try? JSONTree(parsing: Array(record.raw.utf8))
        return .text((tree?["id"]?[name]?.scalarBytes).map { String(decoding: $0, as: UTF8.self) })
    }
}
