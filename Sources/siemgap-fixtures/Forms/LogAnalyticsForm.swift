import AuditModel

/// Tables of a Log Analytics workspace, as the portal's CSV and the query API give them.
enum LogAnalyticsForm {
    /// The browser's way to write a time.
    enum Locale {
        case american, european

        /// With milliseconds; newer browsers put a narrow no-break space before AM and PM.
        func text(_ nanoseconds: Int64) -> String {
            switch self {
            case .american: TimeText.monthFirst(nanoseconds, digits: 3, space: "\u{202F}")
            case .european: TimeText.dayFirst(nanoseconds)
            }
        }
    }

    private static let workspace = "7b1d0000-0000-4000-8000-0000000000aa"

    /// `OfficeActivity`, which has no `Id` column.
    static func office(_ records: [PlantedRecord], _ locale: Locale) -> String {
        var csv = CSVText()
        csv.line(
            "TenantId,\"TimeGenerated [UTC]\",OfficeId,SourceRecordId,RecordType,Operation,OfficeWorkload,UserId,ClientIP,"
                + "ResultStatus,OfficeObjectId,Type")
        for record in records {
            let event = record.event
            csv.row([
                workspace, record.time.map(locale.text) ?? "", record.id ?? "", record.id ?? "",
                "SharePointFileOperation", event.operation, event.scope, event.user, event.address,
                OfficeAudit.succeeded(record) ? "Succeeded" : "Failed", "https://contoso.example/a, \"b\"",
                "OfficeActivity",
            ])
        }
        return csv.text
    }

    /// `SigninLogs` and its siblings: `TimeGenerated` is when the record came, `CreatedDateTime` when it happened.
    static func signIns(_ records: [PlantedRecord], table: String, _ locale: Locale) -> String {
        var csv = CSVText()
        csv.line(
            "TenantId,\"TimeGenerated [UTC]\",\"CreatedDateTime [UTC]\",Id,OperationName,Category,ResultType,CorrelationId,"
                + "UserPrincipalName,IPAddress,DeviceDetail,Type")
        for record in records { csv.row(signInCells(record, table: table, time: locale.text)) }
        return csv.text
    }

    /// The query API's answer for `SigninLogs`.
    static func signInTables(_ records: [PlantedRecord]) -> String {
        let columns: [(String, String)] = [
            ("TenantId", "string"), ("TimeGenerated", "datetime"), ("CreatedDateTime", "datetime"), ("Id", "string"),
            ("OperationName", "string"), ("Category", "string"), ("ResultType", "string"), ("CorrelationId", "string"),
            ("UserPrincipalName", "string"), ("IPAddress", "string"), ("DeviceDetail", "dynamic"), ("Type", "string"),
        ]
        let rows = records.map { record in
            JSONValue.array(
                signInCells(record, table: "SigninLogs") { TimeText.iso($0, digits: 7) }.map { cell in
                    cell.isEmpty ? .null : .string(cell)
                })
        }
        let body: JSONValue = [
            "tables": [
                [
                    "name": "PrimaryResult",
                    "columns": .array(columns.map { ["name": .string($0.0), "type": .string($0.1)] }),
                    "rows": .array(rows),
                ]
            ]
        ]
        return body.text()
    }

    /// `AuditLogs`, with JSON in cells.
    static func directoryAudits(_ records: [PlantedRecord], _ locale: Locale) -> String {
        var csv = CSVText()
        csv.line(
            "TenantId,\"TimeGenerated [UTC]\",\"ActivityDateTime [UTC]\",Id,OperationName,Category,CorrelationId,Result,"
                + "InitiatedBy,TargetResources,Type")
        for record in records {
            let event = record.event
            let initiator: JSONValue = ["user": ["userPrincipalName": .string(event.user)]]
            let targets: JSONValue = [["id": .string(DirectoryAudits.target(event)), "displayName": "Bob, \"Ops\""]]
            csv.row([
                workspace, locale.text(arrival(record)), record.time.map(locale.text) ?? "", record.id ?? "",
                event.operation, event.scope, DirectoryAudits.correlation(event), DirectoryAudits.result(record),
                initiator.text(), targets.text(), "AuditLogs",
            ])
        }
        return csv.text
    }

    private static func arrival(_ record: PlantedRecord) -> Int64 {
        record.event.time + Int64(record.event.number % 11 + 2) * Instants.minute
    }

    private static func signInCells(_ record: PlantedRecord, table: String, time: (Int64) -> String) -> [String] {
        let event = record.event
        let device: JSONValue = ["deviceId": "", "operatingSystem": "Linux", "browser": "Firefox 140"]
        return [
            workspace, time(arrival(record)), record.time.map(time) ?? "", record.id ?? "", "Sign-in activity", table,
            SignIns.succeeded(record) ? "0" : "50126", SignIns.correlation(event),
            SignIns.isUser(event) ? event.user : "", event.address, device.text(), table,
        ]
    }
}
