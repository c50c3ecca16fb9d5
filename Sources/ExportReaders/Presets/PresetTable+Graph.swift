extension PresetTable {
    /// Microsoft Graph, and the retired Azure AD Graph.
    static let graph: [Preset] = [
        graphSignIns, graphDirectoryAudits, graphRiskDetections, graphIdentityRiskEvents, azureADGraphSignIns,
        azureADGraphAudit,
    ]

    /// Columns of Log Analytics, whose other names differ from Graph's only by capital letters.
    private static let tableColumns: [FieldPath] = [
        "TimeGenerated", "OperationName", "SourceSystem", "ResultDescription",
    ]

    static let graphSignIns = Preset(
        name: "graph-sign-ins", title: "Microsoft Graph sign-ins",
        needs: [
            .has("id"), .has("createdDateTime"),
            .anyOf(["appDisplayName", "userPrincipalName", "servicePrincipalId", "signInEventTypes"]),
            .anyOf(["status", "conditionalAccessStatus", "ipAddress", "clientAppUsed"]),
        ],
        hints: [.has("correlationId"), .has("isInteractive"), .has("riskState")],
        rejects: [.has("auditData"), .has("riskEventType"), .has("CreationTime"), .anyOf(tableColumns)],
        ids: ["id"], times: [.utc("createdDateTime")],
        scope: ScopeField("signInEventTypes", ["signInEventTypes.0"]),
        columns: [
            .type: ["signInEventTypes.0"], .user: ["userPrincipalName", "servicePrincipalName"],
            .app: ["appDisplayName"], .address: ["ipAddress"], .result: ["status.errorCode"],
            .scope: ["signInEventTypes.0"],
        ], cutKeys: ["id"])

    static let graphDirectoryAudits = Preset(
        name: "graph-directory-audits", title: "Microsoft Graph directory audits",
        needs: [.has("id"), .has("activityDateTime"), .has("activityDisplayName")],
        hints: [.has("loggedByService"), .has("initiatedBy"), .has("targetResources"), .has("category")],
        rejects: [.has("riskEventType"), .has("detectedDateTime"), .anyOf(tableColumns)],
        ids: ["id"], times: [.utc("activityDateTime")], scope: ScopeField("category", ["category"]),
        columns: [
            .operation: ["activityDisplayName"], .type: ["category"],
            .user: ["initiatedBy.user.userPrincipalName", "initiatedBy.app.displayName"], .app: ["loggedByService"],
            .address: ["initiatedBy.user.ipAddress"], .result: ["result"], .scope: ["category"],
        ], cutKeys: ["id"],
        weakMatch: ["activityDateTime", "correlationId", "activityDisplayName", "category", "targetResources.0.id"])

    static let graphRiskDetections = Preset(
        name: "graph-risk-detections", title: "Microsoft Graph risk detections",
        needs: [
            .has("id"), .anyOf(["riskEventType", "riskType"]), .anyOf(["detectedDateTime", "lastUpdatedDateTime"]),
            .has("activityDateTime"),
        ],
        hints: [.has("detectionTimingType"), .has("riskLevel")],
        ids: ["id"], times: [.utc("activityDateTime")], available: ["detectedDateTime"],
        scope: ScopeField("riskEventType", ["riskEventType", "riskType"]),
        columns: [
            .operation: ["riskEventType", "riskType"], .type: ["detectionTimingType"], .user: ["userPrincipalName"],
            .app: ["source"], .address: ["ipAddress"], .result: ["riskState"], .scope: ["riskEventType", "riskType"],
        ], cutKeys: ["id"], settleSeconds: 172_800)

    static let graphIdentityRiskEvents = Preset(
        name: "graph-identity-risk-events", title: "Microsoft Graph identity risk events (ended in 2020)",
        needs: [.has("id"), .has("riskEventDateTime"), .anyOf(["riskEventType", "riskEventStatus"])],
        ids: ["id"], times: [.utc("riskEventDateTime")], available: ["createdDateTime"],
        columns: [.operation: ["riskEventType"], .user: ["userPrincipalName"], .address: ["ipAddress"]],
        cutKeys: ["id"], settleSeconds: 172_800)

    static let azureADGraphSignIns = Preset(
        name: "aad-graph-sign-ins", title: "Azure AD Graph sign-ins (retired)",
        needs: [.has("id"), .anyOf(["signinDateTime", "signinDateTimeInMillis"])],
        hints: [.has("loginStatus"), .has("deviceInformation")],
        ids: ["id"], times: [.utc("signinDateTime"), .utc("signinDateTimeInMillis")],
        columns: [
            .user: ["userPrincipalName"], .app: ["appDisplayName"], .address: ["ipAddress"], .result: ["loginStatus"],
        ], cutKeys: ["id"])

    static let azureADGraphAudit = Preset(
        name: "aad-graph-audit", title: "Azure AD Graph audit events (retired)",
        needs: [.has("id"), .has("activityDate"), .anyOf(["activity", "activityType", "activityStatus"])],
        hints: [.has("actor"), .has("targets")],
        ids: ["id"], times: [.utc("activityDate")], scope: ScopeField("category", ["category"]),
        columns: [
            .operation: ["activity"], .type: ["category"], .user: ["actor.userPrincipalName"],
            .result: ["activityStatus"], .scope: ["category"],
        ], cutKeys: ["id"])
}
