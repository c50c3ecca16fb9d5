import AuditModel

/// Tables of a Log Analytics workspace, as the portal exports them.
struct LogAnalyticsForm: ExportForm {
    /// The table a source's events are kept in.
    enum Table {
        case officeActivity, signInLogs, auditLogs
        /// A custom table, whose text columns end in `_s`.
        case custom

        /// Nil for a source whose events have no single id that a column could hold.
        init?(source: String) {
            switch source {
            case "o365-management": self = .officeActivity
            case "graph-sign-ins": self = .signInLogs
            case "graph-directory-audits": self = .auditLogs
            case "google-workspace-reports": return nil
            default: self = .custom
            }
        }
    }

    private static let workspace = "7b1d0000-0000-4000-8000-0000000000aa"

    let table: Table
    let digits: Int
    /// Whether some day of the export is above 12, so that the American form can be read without a doubt; a browser set
    /// to ISO 8601 wrote it otherwise.
    let isAmerican: Bool

    func beginning(count: Int) -> String {
        let columns =
            switch table {
            case .officeActivity:
                "\"TimeGenerated [UTC]\",OfficeId,SourceRecordId,RecordType,Operation,OfficeWorkload,UserId,ClientIP,"
                    + "ResultStatus,Type"
            case .signInLogs:
                "\"TimeGenerated [UTC]\",\"CreatedDateTime [UTC]\",Id,OperationName,Category,ResultType,"
                    + "UserPrincipalName,IPAddress,DeviceDetail,Type"
            case .auditLogs:
                "\"TimeGenerated [UTC]\",\"ActivityDateTime [UTC]\",Id,OperationName,Category,Result,InitiatedBy,Type"
            case .custom: "\"TimeGenerated [UTC]\",\"OriginalTime [UTC]\",EventId_s,Operation_s,UserId_s,Type"
            }
        return "TenantId," + columns + "\n"
    }

    func text(of record: SIEMRecord, isLast: Bool) -> String {
        CSVLine.text([Self.workspace] + cells(record)) + "\n"
    }

    private func cells(_ record: SIEMRecord) -> [String] {
        let (event, received, id) = (time(record.time), time(record.received), record.id ?? "")
        switch table {
        case .officeActivity:
            return [
                event, id, id, "SharePointFileOperation", record.operation, record.type, record.user, record.address,
                record.succeeded ? "Succeeded" : "Failed", "OfficeActivity",
            ]
        case .signInLogs:
            return [
                received, event, id, "Sign-in activity", record.type, record.succeeded ? "0" : "50126", record.user,
                record.address, #"{"operatingSystem":"Linux","browser":"Firefox 140"}"#, "SigninLogs",
            ]
        case .auditLogs:
            let initiator: JSONValue = ["user": ["userPrincipalName": .string(record.user)]]
            return [
                received, event, id, record.operation, record.type, record.succeeded ? "success" : "failure",
                initiator.text(), "AuditLogs",
            ]
        case .custom: return [received, event, id, record.operation, record.user, "AuditEvents_CL"]
        }
    }

    private func time(_ nanoseconds: Int64) -> String {
        isAmerican
            ? TimeForm.monthFirst(nanoseconds, digits: digits) : TimeForm.iso(nanoseconds, digits: digits)
    }
}
