extension PresetTable {
    /// The Unified Audit Log in all its forms.
    ///
    /// The API's times name no zone and mean UTC.
    static let microsoft365: [Preset] = [
        managementActivity, auditDataObjects, searchCSV, purviewCSV, purviewExpandedCSV, purviewGraph,
    ]

    private static let managementColumns: [PresetColumn: [FieldPath]] = [
        .operation: ["Operation"], .type: ["RecordType"], .user: ["UserId"], .app: ["ApplicationId", "AppId"],
        .address: ["ClientIP", "ClientIPAddress", "ActorIpAddress"], .result: ["ResultStatus"], .scope: ["Workload"],
    ]

    /// The columns of an event inside a wrapper, the wrapper's own fields behind them.
    private static func columns(
        under prefix: FieldPath, else others: [PresetColumn: [FieldPath]]
    ) -> [PresetColumn: [FieldPath]] {
        managementColumns.mapValues { $0.map { prefix.appending($0) } }.merging(others) { $0 + $1 }
    }

    static let managementActivity = Preset(
        name: "o365-management", title: "Office 365 Management Activity events",
        needs: [.has("Id"), .has("CreationTime")],
        hints: [
            .has("RecordType"), .has("Workload"), .has("Operation"), .has("OrganizationId"), .has("UserKey"),
        ],
        rejects: [.has("_raw"), .has("AuditData"), .has("TimeGenerated")],
        ids: ["Id"], times: [.utc("CreationTime")], scope: ScopeField("Workload", ["Workload"]),
        columns: managementColumns, cutKeys: ["Id"])

    static let auditDataObjects = Preset(
        name: "ual-wrapper", title: "Search-UnifiedAuditLog objects",
        needs: [.has("AuditData"), .anyOf(["CreationDate", "Identity"]), .anyOf(["RecordType", "Operations"])],
        hints: [.has("Identity"), .has("ResultIndex")], rejects: [.layout([.csv]), .has("_raw")],
        wrappers: ["AuditData:"], ids: ["AuditData:Id", "Identity"],
        times: [.utc("AuditData:CreationTime"), .utc("CreationDate")],
        scope: ScopeField("Workload", ["AuditData:Workload"]),
        columns: columns(
            under: "AuditData:", else: [.operation: ["Operations"], .type: ["RecordType"], .user: ["UserIds"]]),
        caps: [
            RowCap(50_000, "a session of Search-UnifiedAuditLog ends at 50,000 rows"),
            RowCap(5_000, "a page of Search-UnifiedAuditLog ends at 5,000 rows"),
        ], cutKeys: ["Id", "Identity"])

    static let searchCSV = Preset(
        name: "search-unified-auditlog-csv", title: "Search-UnifiedAuditLog saved with Export-Csv",
        needs: [
            .layout([.csv]), .has("AuditData"), .has("CreationDate"),
            .anyOf(["Identity", "ResultIndex", "ResultCount"]),
        ],
        hints: [.has("ObjectState"), .has("IsValid")], rejects: [.has("_raw")],
        wrappers: ["AuditData:"], ids: ["AuditData:Id", "Identity"],
        times: [.utc("AuditData:CreationTime"), .utc("CreationDate")],
        scope: ScopeField("Workload", ["AuditData:Workload"]),
        columns: columns(
            under: "AuditData:", else: [.operation: ["Operations"], .type: ["RecordType"], .user: ["UserIds"]]),
        caps: [
            RowCap(50_000, "a session of Search-UnifiedAuditLog ends at 50,000 rows"),
            RowCap(10_000, "a session of mixed commands of Search-UnifiedAuditLog ends at 10,000 rows"),
            RowCap(5_000, "a page of Search-UnifiedAuditLog ends at 5,000 rows"),
            RowCap(100, "Search-UnifiedAuditLog returns 100 rows unless told otherwise"),
        ], cutKeys: ["Id"], traits: .cellCap)

    static let purviewCSV = Preset(
        name: "purview-csv", title: "Purview audit search, exported as CSV",
        needs: [.layout([.csv]), .has("AuditData"), .has("CreationDate"), .anyOf(["UserId", "UserIds"])],
        hints: [.has("RecordId"), .has("AssociatedAdminUnits"), .has("Operations")],
        rejects: [.has("_raw"), .anyOf(["Identity", "ResultIndex", "ResultCount"])],
        wrappers: ["AuditData:"], ids: ["AuditData:Id", "RecordId"],
        times: [.utc("AuditData:CreationTime"), .utc("CreationDate")],
        scope: ScopeField("Workload", ["AuditData:Workload"]),
        columns: columns(
            under: "AuditData:",
            else: [.operation: ["Operation", "Operations"], .type: ["RecordType"], .user: ["UserId", "UserIds"]]),
        caps: [
            RowCap(50_000, "Purview exports 50,000 rows (Standard)"),
            RowCap(500_000, "Purview exports 500,000 rows a search (Premium)"),
        ], cutKeys: ["Id"], traits: .cellCap)

    static let purviewExpandedCSV = Preset(
        name: "purview-expanded-csv", title: "Purview audit CSV, its AuditData spread over columns by a spreadsheet",
        needs: [.layout([.csv]), .columnBegins(["AuditData."]), .anyOf([#""AuditData.Id""#, "RecordId"])],
        rejects: [.has("AuditData")],
        ids: [#""AuditData.Id""#, "RecordId"],
        times: [.utc(#""AuditData.CreationTime""#), .utc("CreationDate")],
        scope: ScopeField("Workload", [#""AuditData.Workload""#]),
        columns: [
            .operation: [#""AuditData.Operation""#, "Operation", "Operations"],
            .type: [#""AuditData.RecordType""#, "RecordType"], .user: [#""AuditData.UserId""#, "UserId", "UserIds"],
            .address: [#""AuditData.ClientIP""#], .result: [#""AuditData.ResultStatus""#],
            .scope: [#""AuditData.Workload""#],
        ],
        caps: [RowCap(50_000, "Purview exports 50,000 rows (Standard)")], traits: .cellCap)

    static let purviewGraph = Preset(
        name: "purview-audit", title: "records of a Purview audit search through Microsoft Graph",
        needs: [.has("id"), .has("createdDateTime"), .has("auditData")], hints: [.has("auditLogRecordType")],
        wrappers: ["auditData:"], ids: ["auditData:Id", "id"],
        times: [.utc("auditData:CreationTime"), .utc("createdDateTime")],
        scope: ScopeField("Workload", ["auditData:Workload", "service"]),
        columns: columns(
            under: "auditData:",
            else: [
                .operation: ["operation"], .type: ["auditLogRecordType"], .user: ["userPrincipalName", "userId"],
                .address: ["clientIp"], .scope: ["service"],
            ]), cutKeys: ["Id", "id"])
}
