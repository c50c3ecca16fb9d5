import AuditModel

/// ECS documents and how Elasticsearch, Kibana and OpenSearch Dashboards give them.
enum ElasticForm {
    /// Makes a document of a record.
    typealias Document = (PlantedRecord) -> JSONValue

    /// A Management Activity event after the ingest pipeline; every third has literal dotted keys.
    static func office(_ record: PlantedRecord) -> JSONValue {
        let event = record.event
        let action = event.operation == "Update user." ? "updated-user" : event.operation
        let fields: [JSONValue.Member] = [
            .init("id", .text(record.id)), .init("action", .string(action)), .init("provider", .string(event.scope)),
            .init("kind", "event"), .init("outcome", OfficeAudit.succeeded(record) ? "success" : "failure"),
            .init("ingested", .string(TimeText.iso(event.time + 7 * Instants.minute, digits: 9))),
        ]
        let nested = JSONValue.object([.init("event", .object(fields))])
        let dotted = JSONValue.object(fields.map { .init("event." + $0.name, $0.value) })
        return timestamp(record).merging(event.number % 3 == 2 ? dotted : nested).merging([
            "o365": ["audit": ["RecordType": "6", "Parameters": ["SubjectContainsWords": "invoice, \"urgent\""]]],
            "user": ["id": .string(event.user)], "source": ["ip": .string(event.address)],
        ])
    }

    /// An Okta event after the ingest pipeline.
    static func okta(_ record: PlantedRecord) -> JSONValue {
        let event = record.event
        return timestamp(record).merging([
            "event": [
                "action": .string(event.operation), "id": .text(record.id), "kind": "event",
                "outcome": OktaLog.succeeded(record) ? "success" : "failure",
            ],
            "okta": [
                "uuid": .text(record.id), "event_type": .string(event.operation), "display_message": "User login",
                "actor": ["alternate_id": .string(event.user), "type": "User"],
            ],
            "client": ["ip": .string(event.address)], "ecs": ["version": "8.11.0"],
        ])
    }

    /// A CloudTrail event after the ingest pipeline.
    static func cloudTrail(_ record: PlantedRecord) -> JSONValue {
        let event = record.event
        return timestamp(record).merging([
            "event": [
                "action": .string(event.operation), "id": .text(record.id), "kind": "event",
                "provider": "signin.amazonaws.com", "outcome": CloudTrail.succeeded(record) ? "success" : "failure",
            ],
            "aws": ["cloudtrail": ["event_version": "1.11", "event_category": "Management", "flattened": [:]]],
            "cloud": ["account": ["id": .string(CloudTrail.account)], "region": .string(event.scope)],
            "source": ["address": .string(event.address)],
        ])
    }

    /// One document a line, nothing around it.
    static func documents(_ records: [PlantedRecord], _ document: Document) -> String {
        records.map { document($0).text() + "\n" }.joined()
    }

    /// What elasticdump writes: one hit a line.
    static func dump(_ records: [PlantedRecord], _ document: Document) -> String {
        records.enumerated().map { hit($0.offset, $0.element, document).text() + "\n" }.joined()
    }

    /// A saved answer of the search endpoint that holds all it found.
    static func searchResponse(_ records: [PlantedRecord], _ document: Document) -> String {
        let body: JSONValue = [
            "took": 12, "timed_out": false,
            "_shards": ["total": 2, "successful": 2, "skipped": 0, "failed": 0],
            "hits": [
                "total": ["value": .integer(records.count), "relation": "eq"], "max_score": nil,
                "hits": .array(records.enumerated().map { hit($0.offset, $0.element, document) }),
            ],
        ]
        return body.text(pretty: false) + "\n"
    }

    /// Discover's CSV: zone-less times, a labelled column, `-` for what is absent.
    static func kibana(_ records: [PlantedRecord]) -> String {
        var csv = CSVText(quoting: .always)
        csv.row(["@timestamp", "event.id", "Workload (event.provider)", "event.action", "user.id", "source.ip", "tags"])
        for record in records {
            let event = record.event
            csv.row([
                record.time.map(TimeText.kibana) ?? "-", record.id ?? "-", event.scope, event.operation, event.user,
                event.address, record.version == 0 ? "forwarded, preserve_original_event" : "forwarded",
            ])
        }
        return csv.text
    }

    /// OpenSearch Dashboards' CSV in a zone ahead of UTC: apostrophes before formula signs, one space for what is absent.
    static func openSearch(_ records: [PlantedRecord], hoursFromUTC: Int64) -> String {
        var csv = CSVText()
        csv.row(["@timestamp", "event.id", "event.provider", "event.action", "user.id", "source.ip", "note"])
        for record in records {
            let event = record.event
            let time = record.time.map {
                TimeText.monthFirst(
                    $0 + hoursFromUTC * Instants.hour, digits: 3, joint: " ", padded: true, halves: ["am", "pm"])
            }
            csv.row([
                time ?? " ", record.id ?? " ", event.scope, event.operation, event.user, event.address,
                record.version == 0 ? [" ", "'=1+1", "'-", "'@home", "it's"][event.number % 5] : "changed",
            ])
        }
        return csv.text
    }

    private static func timestamp(_ record: PlantedRecord) -> JSONValue {
        .object([.init("@timestamp", record.time.map { .string(TimeText.iso($0, digits: 3)) } ?? .null)])
    }

    private static func hit(_ index: Int, _ record: PlantedRecord, _ document: Document) -> JSONValue {
        let id = String(record.event.id.utf8.reduce(UInt64(index)) { $0 &* 1_099_511_628_211 ^ UInt64($1) }, radix: 16)
        return [
            "_index": ".ds-logs-o365.audit-default-2026.11.12-000007", "_id": .string(id), "_score": nil,
            "_source": document(record),
        ]
    }
}
