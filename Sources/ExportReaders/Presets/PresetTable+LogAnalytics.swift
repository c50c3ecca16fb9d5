extension PresetTable {
    /// Tables of Microsoft Sentinel and Log Analytics: CSV from the portal, answers of the query API, documents of
    /// either.
    ///
    /// Times are UTC; the portal writes the zone behind the column's name.
    static let logAnalytics: [Preset] = [
        sentinelSignIns, sentinelAudit, sentinelOffice, sentinelActivity, sentinelAlerts, sentinelCustom,
    ]

    private static let caps = [
        RowCap(30_000, "the Log Analytics portal ends at 30,000 rows", .csv),
        RowCap(500_000, "the Log Analytics API ends at 500,000 rows", .json),
    ]
    private static let received: [FieldPath] = ["_TimeReceived", "IngestionTime"]

    static let sentinelSignIns = Preset(
        name: "log-analytics-sign-ins", title: "Log Analytics: SigninLogs and the tables beside it",
        needs: [
            .has("Id"),
            .anyOf([
                "AppDisplayName", "ServicePrincipalName", "UniqueTokenIdentifier", "AuthenticationDetails",
                "ConditionalAccessStatus", "AlternateSignInName", "SignInIdentifier", "DeviceDetail",
            ]),
            .anyOf(["CreatedDateTime", "TimeGenerated", "OperationName", "IsInteractive", "ResultType"]),
        ],
        hints: [.has("CreatedDateTime"), .has("AppId"), .has("OriginalRequestId"), .has("UserPrincipalName")],
        rejects: [.has("OfficeId"), .has("EventDataId"), .has("_raw"), .has("AADOperationType")],
        ids: ["Id"], times: [.utc("CreatedDateTime"), .substitute("TimeGenerated")], ingested: received,
        scope: ScopeField("Category", ["Category", "Type"]),
        columns: [
            .operation: ["OperationName"], .type: ["Category"], .user: ["UserPrincipalName", "ServicePrincipalName"],
            .app: ["AppDisplayName"], .address: ["IPAddress"], .result: ["ResultType"], .scope: ["Category", "Type"],
        ], caps: caps, cutKeys: ["Id"], traits: .cellCap)

    static let sentinelAudit = Preset(
        name: "log-analytics-audit", title: "Log Analytics: AuditLogs",
        needs: [
            .has("Id"), .anyOf(["AADOperationType", "ActivityDisplayName", "ActivityDateTime"]),
            .anyOf(["LoggedByService", "Category"]), .anyOf(["OperationName", "Type", "Category"]),
        ],
        hints: [.has("ActivityDateTime"), .has("InitiatedBy"), .has("TargetResources"), .value("Type", ["AuditLogs"])],
        rejects: [.has("EventDataId"), .has("_raw")],
        ids: ["Id"], times: [.utc("ActivityDateTime"), .substitute("TimeGenerated")], ingested: received,
        scope: ScopeField("Category", ["Category"]),
        columns: [
            .operation: ["ActivityDisplayName", "OperationName"], .type: ["Category"],
            .user: ["InitiatedBy:user.userPrincipalName", "InitiatedBy:app.displayName", "Identity"],
            .app: ["LoggedByService"], .address: ["InitiatedBy:user.ipAddress"], .result: ["Result"],
            .scope: ["Category"],
        ], caps: caps, cutKeys: ["Id"],
        weakMatch: ["TimeGenerated", "CorrelationId", "OperationName", "Category"], traits: .cellCap)

    static let sentinelOffice = Preset(
        name: "log-analytics-office", title: "Log Analytics: OfficeActivity",
        needs: [.anyOf(["OfficeId", "SourceRecordId"]), .anyOf(["OfficeWorkload", "RecordType"])],
        hints: [.has("Operation"), .has("OfficeObjectId"), .value("Type", ["OfficeActivity"])],
        rejects: [.has("_raw")],
        ids: ["OfficeId", "SourceRecordId"],
        times: [.utc("TimeGenerated"), .substitute("Start_Time")], ingested: received,
        scope: ScopeField("Workload", ["OfficeWorkload"]),
        columns: [
            .operation: ["Operation"], .type: ["RecordType"], .user: ["UserId"], .app: ["ClientAppId", "AppId"],
            .address: ["ClientIP", "Client_IPAddress"], .result: ["ResultStatus"], .scope: ["OfficeWorkload"],
        ], caps: caps, cutKeys: ["OfficeId", "SourceRecordId"], traits: .cellCap)

    static let sentinelActivity = Preset(
        name: "log-analytics-activity", title: "Log Analytics: AzureActivity",
        needs: [
            .has("EventDataId"), .anyOf(["OperationNameValue", "CategoryValue", "ActivityStatusValue", "Caller"]),
        ],
        hints: [.has("TimeGenerated"), .has("EventSubmissionTimestamp"), .value("Type", ["AzureActivity"])],
        rejects: [.has("_raw")],
        ids: ["EventDataId"], times: [.utc("TimeGenerated")], available: ["EventSubmissionTimestamp"],
        ingested: received, scope: ScopeField("CategoryValue", ["CategoryValue", "Category"]),
        columns: [
            .operation: ["OperationNameValue", "OperationName"], .type: ["CategoryValue", "Category"],
            .user: ["Caller"], .app: ["ResourceProviderValue"], .address: ["CallerIpAddress"],
            .result: ["ActivityStatusValue", "ActivityStatus"], .scope: ["CategoryValue", "Category"],
        ], caps: caps, cutKeys: ["EventDataId"], traits: .cellCap)

    static let sentinelAlerts = Preset(
        name: "log-analytics-alerts", title: "Log Analytics: SecurityAlert",
        needs: [.has("SystemAlertId"), .anyOf(["AlertName", "DisplayName", "AlertSeverity"])],
        hints: [.has("TimeGenerated"), .has("ProviderName")],
        ids: ["SystemAlertId"], times: [.utc("TimeGenerated")], ingested: received,
        scope: ScopeField("ProviderName", ["ProviderName"]),
        columns: [
            .operation: ["AlertName", "DisplayName"], .type: ["AlertType"], .user: ["CompromisedEntity"],
            .app: ["ProductName"], .result: ["Status"], .scope: ["ProviderName"],
        ], caps: caps, cutKeys: ["SystemAlertId"], traits: .cellCap)

    /// A text that looks like a GUID goes to a column ending in `_g`, any other text to one ending in `_s`.
    static let sentinelCustom = Preset(
        name: "log-analytics-custom", title: "Log Analytics: a custom table",
        needs: [
            .has("TimeGenerated"),
            .anyOf([
                "Id_g", "Id_s", "id_g", "id_s", "EventId", "EventId_g", "EventId_s", "uuid_g", "eventID_g", "RawData",
            ]),
        ],
        hints: [.has("OriginalTime"), .has("_ResourceId"), .has("Computer")],
        rejects: [.has("Id"), .has("OfficeId"), .has("SystemAlertId"), .has("EventDataId"), .has("DeviceVendor")],
        ids: [
            "Id_g", "Id_s", "id_g", "id_s", "EventId_g", "EventId_s", "EventId", "uuid_g", "eventID_g", "RawData:Id",
            "RawData:properties.id", "RawData:uuid", "RawData:eventID", "RawData:id",
        ],
        times: [
            .utc("OriginalTime"), .utc("OriginalTime_t"), .utc("CreationTime_t"), .utc("createdDateTime_t"),
            .utc("TimeGenerated"),
        ], ingested: received, columns: [.operation: ["Operation_s", "Operation"], .user: ["UserId_s", "UserId"]],
        caps: caps, traits: .cellCap)
}
