extension PresetTable {
    /// What Azure sends through diagnostic settings and event hubs, and its activity log.
    static let azure: [Preset] = [azureDiagnostic, azureActivity, azureActivityPython, azureActivityPortalCSV]

    static let azureDiagnostic = Preset(
        name: "azure-diagnostic", title: "Azure diagnostic records as an event hub carries them",
        needs: [.has("time"), .has("operationName"), .anyOf(["category", "resourceId"])],
        hints: [.has("properties.id"), .has("resultSignature"), .has("tenantId")],
        rejects: [.has("eventVersion"), .has("azure")],
        ids: ["properties.id", "properties.eventDataId", "eventDataId"],
        times: [.utc("properties.createdDateTime"), .utc("properties.activityDateTime"), .utc("time")],
        available: ["properties.detectedDateTime"], scope: ScopeField("category", ["category"]),
        columns: [
            .operation: ["properties.activityDisplayName", "operationName"], .type: ["category"],
            .user: ["properties.userPrincipalName", "properties.initiatedBy.user.userPrincipalName", "identity"],
            .app: ["properties.appDisplayName", "properties.loggedByService"],
            .address: ["properties.ipAddress", "callerIpAddress"],
            .result: ["resultType", "properties.status.errorCode", "properties.result"], .scope: ["category"],
        ], cutKeys: ["id"],
        weakMatch: ["time", "correlationId", "operationName", "resultType", "resourceId"])

    static let azureActivity = Preset(
        name: "azure-activity", title: "Azure activity log from its REST API",
        needs: [.has("eventDataId"), .anyOf(["eventTimestamp", "submissionTimestamp"])],
        hints: [.has("operationName"), .has("caller")],
        ids: ["eventDataId"], times: [.utc("eventTimestamp")], available: ["submissionTimestamp"],
        scope: ScopeField("category", ["category.value", "category"]),
        columns: [
            .operation: ["operationName.value", "operationName"], .type: ["category.value", "category"],
            .user: ["caller"], .app: ["resourceProviderName.value"], .address: ["httpRequest.clientIpAddress"],
            .result: ["status.value", "status"], .scope: ["category.value", "category"],
        ], cutKeys: ["eventDataId"])

    static let azureActivityPython = Preset(
        name: "azure-activity-sdk", title: "Azure activity log in the spelling of the Python SDK",
        needs: [.has("event_data_id"), .anyOf(["event_timestamp", "submission_timestamp"])],
        hints: [.has("operation_name"), .has("caller")],
        ids: ["event_data_id"], times: [.utc("event_timestamp")], available: ["submission_timestamp"],
        scope: ScopeField("category", ["category.value", "category"]),
        columns: [
            .operation: ["operation_name.value", "operation_name"], .type: ["category.value", "category"],
            .user: ["caller"], .app: ["resource_provider_name.value"], .address: ["http_request.client_ip_address"],
            .result: ["status.value", "status"], .scope: ["category.value", "category"],
        ], cutKeys: ["event_data_id"])

    static let azureActivityPortalCSV = Preset(
        name: "azure-activity-csv", title: "Azure portal: activity log as CSV, which has no id column",
        needs: [.layout([.csv]), .has("Correlation id"), .has("Operation name"), .has("Event category"), .has("Time")],
        hints: [.has("Event initiated by"), .has("Subscription")],
        times: [.ask("Time")], scope: ScopeField("category", ["Event category"]),
        columns: [
            .operation: ["Operation name"], .type: ["Event category"], .user: ["Event initiated by"],
            .result: ["Status"], .scope: ["Event category"],
        ],
        caps: [RowCap(250, "the portal exports 250 rows a page")],
        weakMatch: ["Time", "Correlation id", "Operation name", "Status", "Resource"], traits: .cellCap)
}
