import AuditModel

/// Answers of QRadar, Sumo Logic and Google SecOps about Management Activity events.
enum OtherSIEMForm {
    /// Ariel results with the event as text in `payload`, the first `coalesced` rows standing for three events each.
    static func qradar(_ records: [PlantedRecord], coalesced: Int = 0) -> String {
        let events = records.enumerated().map { index, record -> JSONValue in
            let event = record.event
            return [
                "starttime": .integer(TimeText.milliseconds(event.time + 4 * Instants.minute)),
                "devicetime": record.time.map { .integer(TimeText.milliseconds($0)) } ?? .null,
                "logsourceid": 112, "qid": 55_500_117, "eventcount": index < coalesced ? 3 : 1,
                "username": .string(event.user), "sourceip": .string(event.address),
                "payload": .string(RawForm.original(record, OfficeAudit.self)),
            ]
        }
        return JSONValue.object([.init("events", .array(events))]).text()
    }

    /// A search job's messages, all of whose values are strings.
    static func sumo(_ records: [PlantedRecord]) -> String {
        let messages = records.enumerated().map { index, record -> JSONValue in
            let time = record.time.map { String(TimeText.milliseconds($0)) } ?? ""
            let receipt = TimeText.milliseconds(record.event.time + 6 * Instants.minute)
            return [
                "map": [
                    "_messageid": .string(String(-9_223_372_036_854_000_000 + index)), "_messagetime": .string(time),
                    "_receipttime": .string(String(receipt)), "_sourcecategory": "o365/audit",
                    "_raw": .string(RawForm.original(record, OfficeAudit.self)),
                ]
            ]
        }
        let body: JSONValue = [
            "fields": [
                ["name": "_messageid", "fieldType": "long", "keyField": false],
                ["name": "_messagetime", "fieldType": "long", "keyField": false],
                ["name": "_raw", "fieldType": "string", "keyField": false],
            ], "messages": .array(messages),
        ]
        return body.text()
    }

    /// A UDM search's answer; `metadata.id` is Google's own.
    static func secOps(_ records: [PlantedRecord]) -> String {
        let events = records.map { record -> JSONValue in
            let event = record.event
            return [
                "udm": [
                    "metadata": [
                        "id": .string("AAAAAE\(InstantText.padded(event.number, 6))AAAAAAAAAAAAAAAAAAAAAAA="),
                        "productLogId": .text(record.id),
                        "eventTimestamp": record.time.map { .string(TimeText.iso($0, digits: 9)) } ?? .null,
                        "ingestedTimestamp": .string(TimeText.iso(event.time + 5 * Instants.minute, digits: 6)),
                        "eventType": "USER_RESOURCE_ACCESS", "vendorName": "Microsoft", "productName": "Office 365",
                        "productEventType": .string(event.operation), "logType": "OFFICE_365",
                    ],
                    "principal": ["user": ["userid": .string(event.user)], "ip": [.string(event.address)]],
                    "securityResult": [["action": [OfficeAudit.succeeded(record) ? "ALLOW" : "BLOCK"]]],
                ]
            ]
        }
        return JSONValue.object([.init("events", .array(events)), .init("moreDataAvailable", false)]).text()
    }
}
