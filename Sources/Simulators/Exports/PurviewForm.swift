/// The unified audit log as the Purview portal and `Search-UnifiedAuditLog` export it; the event is JSON in a cell.
struct PurviewForm: ExportForm {
    /// Who wrote the file.
    enum Layout { case portal, search }

    let layout: Layout
    /// Those of `CreationTime` inside the event, which counts before the column.
    let digits = 0

    func beginning(count: Int) -> String {
        switch layout {
        case .portal:
            "\u{FEFF}RecordId,CreationDate,RecordType,Operation,UserId,AuditData,AssociatedAdminUnits,"
                + "AssociatedAdminUnitsNames\r\n"
        case .search:
            "\u{FEFF}#TYPE Deserialized.Microsoft.Exchange.Data.ApplicationLogic.UnifiedAuditLogEvent\r\n"
                + CSVLine.text(Self.searchColumns, quotesAll: true) + "\r\n"
        }
    }

    func text(of record: SIEMRecord, isLast: Bool) -> String {
        switch layout {
        case .portal:
            return CSVLine.text([
                record.id ?? "", TimeForm.iso(record.time, digits: 7) + " ", "6", record.operation, record.user,
                record.restamped, "", "",
            ]) + "\r\n"
        case .search:
            let cells = [
                "SharePointFileOperation", TimeForm.monthFirst(record.time, digits: 0, joint: " "), record.user,
                record.operation, record.restamped, String(record.position + 1), "0", record.id ?? "", "True",
                "Unchanged",
            ]
            return CSVLine.text(cells, quotesAll: true) + "\r\n"
        }
    }

    private static let searchColumns = [
        "RecordType", "CreationDate", "UserIds", "Operations", "AuditData", "ResultIndex", "ResultCount", "Identity",
        "IsValid", "ObjectState",
    ]
}
