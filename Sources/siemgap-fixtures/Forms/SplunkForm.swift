import AuditModel

/// What Splunk gives of Management Activity events.
enum SplunkForm {
    /// The results table: CRLF rows, line feeds inside cells, `_raw` cut at 10,000 bytes with its extracted fields empty.
    static func csv(_ records: [PlantedRecord], hoursFromUTC: Int = 0) -> String {
        var csv = CSVText(lineEnd: "\r\n")
        csv.line("\"_time\",Id,Operation,Workload,UserId,\"tag::eventtype\",\"_indextime\",\"_cd\",\"_raw\"")
        for (index, record) in records.enumerated() {
            let extracted = !record.isCut
            csv.row([
                time(record, hoursFromUTC: hoursFromUTC), extracted ? record.id ?? "" : "",
                extracted ? record.event.operation : "", extracted ? record.event.scope : "",
                extracted ? record.event.user : "", "audit\noffice", indexTime(record), "1:\(57_652 + index * 812)",
                RawForm.original(record, OfficeAudit.self),
            ])
        }
        return csv.text
    }

    /// The export endpoint's lines: previews that do not count, a message, blank lines, and a last row with a result.
    static func exportLines(_ records: [PlantedRecord], failure: String? = nil) -> String {
        var lines = records.prefix(6).enumerated().map { exportLine($0.offset, $0.element, isPreview: true) }
        lines += ["", message("INFO", "Your search is running on 2 of 2 peers.")]
        lines += records.enumerated().map { index, record in
            exportLine(index, record, isLast: failure == nil && index == records.count - 1)
        }
        if let failure { lines.append(message("FATAL", failure)) }
        return lines.map { $0 + "\n" }.joined()
    }

    /// The results endpoint's one object, all of whose values are strings or arrays of strings.
    static func results(_ records: [PlantedRecord]) -> String {
        let fields = ["_time", "_indextime", "_cd", "_raw", "sourcetype", "tag"]
        let body: JSONValue = [
            "preview": false, "init_offset": 0, "messages": [["type": "INFO", "text": "Results are complete."]],
            "fields": .array(fields.map { ["name": .string($0)] }),
            "results": .array(
                records.enumerated().map { index, record in
                    let zoned = record.time.map { TimeText.iso($0, digits: 3, zone: "+00:00") }
                    return result(record, time: zoned, number: index).merging(["tag": ["audit", "office"]])
                }), "highlighted": [:],
        ]
        return body.text()
    }

    private static func exportLine(
        _ index: Int, _ record: PlantedRecord, isPreview: Bool = false, isLast: Bool = false
    ) -> String {
        let time = record.time.map { TimeText.iso($0, digits: 3, zone: " GMT", joint: " ") }
        let line = JSONValue.object([.init("preview", .bool(isPreview)), .init("offset", .integer(index))])
        return line.merging(isLast ? ["lastrow": true] : [:])
            .merging(["result": result(record, time: time, number: index)]).text()
    }

    private static func message(_ type: String, _ text: String) -> String {
        JSONValue.object([.init("messages", [["type": .string(type), "text": .string(text)]])]).text()
    }

    private static func result(_ record: PlantedRecord, time: String?, number: Int) -> JSONValue {
        JSONValue.object(time.map { [.init("_time", .string($0))] } ?? []).merging([
            "_indextime": .string(indexTime(record)), "_cd": .string("1:\(57_652 + number * 812)"),
            "_raw": .string(RawForm.original(record, OfficeAudit.self)),
            "sourcetype": "o365:management:activity", "host": "forwarder01",
        ])
    }

    private static func time(_ record: PlantedRecord, hoursFromUTC: Int) -> String {
        guard let time = record.time else { return "" }
        let zone = (hoursFromUTC < 0 ? "-" : "+") + InstantText.padded(abs(hoursFromUTC), 2) + ":00"
        return TimeText.iso(time + Int64(hoursFromUTC) * Instants.hour, digits: 3, zone: zone)
    }

    private static func indexTime(_ record: PlantedRecord) -> String {
        String(record.event.time / Instants.second + 421 + Int64(record.event.number % 60))
    }
}
