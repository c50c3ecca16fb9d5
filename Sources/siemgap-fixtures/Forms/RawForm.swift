import AuditModel

/// The service's own JSON, as files of it look.
enum RawForm {
    /// One record; a cut one ends after 10,000 bytes if it is that long, else after two thirds of its bytes.
    static func text(_ record: PlantedRecord, _ service: any AuditService.Type) -> String {
        let text = service.record(record).text()
        guard record.isCut else { return text }
        let count = text.utf8.count
        return String(decoding: Array(text.utf8.prefix(count > 10_000 ? 10_000 : count * 2 / 3)), as: UTF8.self)
    }

    /// One record as its service gave it, whatever time the SIEM noted beside it.
    static func original(_ record: PlantedRecord, _ service: any AuditService.Type) -> String {
        var original = record
        original.time = record.time == nil ? nil : record.event.time
        return text(original, service)
    }

    /// One record a line.
    static func lines(_ records: [PlantedRecord], _ service: any AuditService.Type) -> String {
        records.map { text($0, service) + "\n" }.joined()
    }

    /// The answers of Microsoft Graph, one page a file.
    static func graphPages(
        _ records: [PlantedRecord], _ service: any AuditService.Type, path: String, size: Int
    ) -> [FixtureFile] {
        let pages = stride(from: 0, to: records.count, by: size).map { records[$0..<min($0 + size, records.count)] }
        return pages.enumerated().map { index, page in
            let address = "https://graph.microsoft.com/v1.0/auditLogs/\(path)"
            let next: JSONValue =
                index + 1 < pages.count ? ["@odata.nextLink": .string(address + "?$skiptoken=page\(index + 2)")] : [:]
            let body = JSONValue.object([
                .init("@odata.context", .string("https://graph.microsoft.com/v1.0/$metadata#auditLogs/\(path)"))
            ])
            .merging(next).merging(["value": .array(page.map(service.record))])
            return FixtureFile("authority/page-\(index + 1).json", text: body.text())
        }
    }

    /// A JSON array.
    static func array(_ records: [PlantedRecord], _ service: any AuditService.Type) -> String {
        JSONValue.array(records.map(service.record)).text() + "\n"
    }

    /// Lines as a syslog relay writes them: RFC 5424 and RFC 3164 headers before the JSON text.
    static func syslogLines(_ records: [PlantedRecord], _ service: any AuditService.Type) -> String {
        records.enumerated().map { index, record in
            let relayed = record.event.time + 90 * Instants.second
            let header =
                index % 2 == 0
                ? "<134>1 \(TimeText.iso(relayed, digits: 3)) collector01 o365 - - [meta sequenceId=\"\(index)\"] "
                : "<134>\(TimeText.syslog(relayed)) collector01 o365: "
            return header + text(record, service) + "\n"
        }.joined()
    }
}
