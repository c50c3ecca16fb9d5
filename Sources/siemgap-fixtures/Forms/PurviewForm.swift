import AuditModel

/// The unified audit log as the Purview portal and `Search-UnifiedAuditLog` give it.
enum PurviewForm {
    private static func auditData(_ record: PlantedRecord) -> String { RawForm.text(record, OfficeAudit.self) }

    /// The portal's CSV: byte order mark, CRLF, a space after every time.
    static func current(_ records: [PlantedRecord], cellLimit: Int = .max) -> String {
        var csv = CSVText(lineEnd: "\r\n")
        csv.line(
            "\u{FEFF}RecordId,CreationDate,RecordType,Operation,UserId,AuditData,AssociatedAdminUnits,AssociatedAdminUnitsNames"
        )
        for record in records {
            csv.row([
                record.id ?? "", record.time.map { TimeText.iso($0, digits: 7) + " " } ?? "", "6",
                record.event.operation, record.event.user, String(auditData(record).unicodeScalars.prefix(cellLimit)),
                "", "",
            ])
        }
        return csv.text
    }

    /// The portal's CSV of some years ago: four columns and times in the American form.
    static func old(_ records: [PlantedRecord]) -> String {
        var csv = CSVText(lineEnd: "\r\n")
        csv.row(["CreationDate", "UserIds", "Operations", "AuditData"])
        for record in records {
            csv.row([
                record.time.map { TimeText.monthFirst($0, joint: " ") } ?? "", record.event.user,
                record.event.operation, auditData(record),
            ])
        }
        return csv.text
    }

    /// `Search-UnifiedAuditLog | Export-Csv`: a `#TYPE` line, every cell between quotes.
    static func searchCSV(_ records: [PlantedRecord], total: Int) -> String {
        var csv = CSVText(lineEnd: "\r\n", quoting: .always)
        csv.line("\u{FEFF}#TYPE Deserialized.Microsoft.Exchange.Data.ApplicationLogic.UnifiedAuditLogEvent")
        csv.row(searchColumns)
        for (index, record) in records.enumerated() {
            csv.row(searchCells(record, index: index, total: total) { TimeText.monthFirst($0, joint: " ") })
        }
        return csv.text
    }

    /// The same after a European Excel: UTF-16, a `sep=` line, semicolons, dotted dates.
    static func resaved(_ records: [PlantedRecord]) -> [UInt8] {
        var csv = CSVText(separator: ";", lineEnd: "\r\n")
        csv.line("\u{FEFF}sep=;")
        csv.row(searchColumns)
        for (index, record) in records.enumerated() {
            csv.row(searchCells(record, index: index, total: records.count, time: TimeText.dotted))
        }
        return csv.text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
    }

    /// `Search-UnifiedAuditLog | ConvertTo-Json` of Windows PowerShell: wrapper objects with `AuditData` as text.
    static func searchJSON(_ records: [PlantedRecord]) -> String {
        let wrappers = records.enumerated().map { index, record -> JSONValue in
            [
                "RecordType": "SharePointFileOperation",
                "CreationDate": record.time.map { .string("/Date(\(TimeText.milliseconds($0)))/") } ?? .null,
                "UserIds": .string(record.event.user), "Operations": .string(record.event.operation),
                "AuditData": .string(auditData(record)), "ResultIndex": .integer(index + 1),
                "ResultCount": .integer(records.count), "Identity": .text(record.id), "IsValid": true,
                "ObjectState": "Unchanged",
            ]
        }
        return JSONValue.array(wrappers).text(pretty: true) + "\n"
    }

    private static let searchColumns = [
        "RecordType", "CreationDate", "UserIds", "Operations", "AuditData", "ResultIndex", "ResultCount", "Identity",
        "IsValid", "ObjectState",
    ]

    private static func searchCells(
        _ record: PlantedRecord, index: Int, total: Int, time: (Int64) -> String
    ) -> [String] {
        [
            "SharePointFileOperation", record.time.map(time) ?? "", record.event.user, record.event.operation,
            auditData(record), String(index + 1), String(total), record.id ?? "", "True", "Unchanged",
        ]
    }
}
