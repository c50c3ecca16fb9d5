extension PresetTable {
    /// Audit logs of Okta, Google Workspace, GitHub and AWS.
    static let cloud: [Preset] = [okta, googleWorkspace, gitHub, cloudTrail, cloudTrailLookup]

    static let okta = Preset(
        name: "okta-system-log", title: "Okta System Log",
        needs: [.has("uuid"), .has("published"), .has("eventType")],
        hints: [.has("actor"), .has("legacyEventType"), .has("displayMessage")],
        ids: ["uuid"], times: [.utc("published")],
        columns: [
            .operation: ["eventType"], .type: ["severity"], .user: ["actor.alternateId"],
            .app: ["client.userAgent.rawUserAgent"], .address: ["client.ipAddress"], .result: ["outcome.result"],
        ], cutKeys: ["uuid"], settleSeconds: 3_600)

    static let googleWorkspace = Preset(
        name: "google-workspace-reports", title: "Google Workspace activity reports",
        needs: [.has("id.uniqueQualifier"), .has("id.time"), .has("id.applicationName")],
        hints: [.value("kind", ["admin#reports#activity"]), .has("actor"), .has("events")],
        ids: [[.time("id.time"), "id.uniqueQualifier", "id.applicationName", "id.customerId"]],
        times: [.utc("id.time")], scope: ScopeField("applicationName", ["id.applicationName"]),
        columns: [
            .operation: ["events.0.name", "events.name"], .type: ["events.0.type", "events.type"],
            .user: ["actor.email"], .app: ["id.applicationName"], .address: ["ipAddress"],
            .scope: ["id.applicationName"],
        ], cutKeys: ["uniqueQualifier"])

    static let gitHub = Preset(
        name: "github-audit", title: "GitHub audit log",
        needs: [.has("action"), .anyOf(["actor", "org", "business"]), .anyOf(["created_at", "@timestamp"])],
        hints: [.has("_document_id"), .has("org"), .has("actor")],
        rejects: [.has("ecs"), .has("event"), .has("uuid"), .has("entity"), .has("date_create"), .has("author_id")],
        ids: ["_document_id"], times: [.utc("@timestamp"), .utc("created_at")],
        columns: [
            .operation: ["action"], .type: ["operation_type"], .user: ["actor"], .app: ["repo"],
            .address: ["actor_ip"],
        ], cutKeys: ["_document_id"],
        weakMatch: ["created_at", "action", "actor", "repo", "user"])

    static let cloudTrail = Preset(
        name: "cloudtrail", title: "AWS CloudTrail events",
        needs: [.has("eventVersion"), .has("eventTime"), .anyOf(["eventID", "eventSource", "awsRegion"])],
        hints: [.has("userIdentity"), .has("eventName"), .has("eventID")],
        ids: ["eventID"], times: [.utc("eventTime")], scope: ScopeField("eventSource", ["eventSource"]),
        columns: [
            .operation: ["eventName"], .type: ["eventType"], .user: ["userIdentity.arn", "userIdentity.userName"],
            .app: ["eventSource"], .address: ["sourceIPAddress"], .result: ["errorCode"], .scope: ["eventSource"],
            .region: ["awsRegion"],
        ], cutKeys: ["eventID"], settleSeconds: 3_600)

    static let cloudTrailLookup = Preset(
        name: "cloudtrail-lookup-events", title: "AWS CloudTrail LookupEvents answers",
        needs: [.has("EventId"), .has("CloudTrailEvent")], hints: [.has("EventName"), .has("EventSource")],
        wrappers: ["CloudTrailEvent:"], ids: ["CloudTrailEvent:eventID", "EventId"],
        times: [.utc("CloudTrailEvent:eventTime"), .utc("EventTime")],
        scope: ScopeField("eventSource", ["EventSource"]),
        columns: [
            .operation: ["EventName"], .type: ["CloudTrailEvent:eventType"],
            .user: ["CloudTrailEvent:userIdentity.arn", "Username"], .app: ["EventSource"],
            .address: ["CloudTrailEvent:sourceIPAddress"], .result: ["CloudTrailEvent:errorCode"],
            .scope: ["EventSource"], .region: ["CloudTrailEvent:awsRegion"],
        ], cutKeys: ["EventId", "eventID"], settleSeconds: 3_600)
}
