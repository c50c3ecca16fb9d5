extension PresetTable {
    /// Audit logs of smaller sources that name their events.
    static let otherSources: [Preset] = [
        onePassword, slack, duoAuthentication, duoActivity, cloudflare, cloudflareV2, auth0, atlassian, box, gitLab,
        jumpCloud, terraform, pagerDuty, launchDarkly, gcpLogging,
    ]

    static let onePassword = Preset(
        name: "1password", title: "1Password Events API",
        needs: [.has("uuid"), .has("timestamp"), .anyOf(["session_uuid", "actor_uuid", "used_version", "item_uuid"])],
        ids: ["uuid"], times: [.utc("timestamp")],
        columns: [
            .operation: ["action", "category"], .type: ["type", "object_type"],
            .user: ["target_user.email", "actor_details.email", "user.email"], .address: ["client.ip_address"],
        ], cutKeys: ["uuid"])

    static let slack = Preset(
        name: "slack-audit", title: "Slack audit logs",
        needs: [.has("id"), .has("date_create"), .has("action")], hints: [.has("entity"), .has("context")],
        ids: ["id"], times: [.utc("date_create")],
        columns: [
            .operation: ["action"], .type: ["entity.type"], .user: ["actor.user.email"],
            .address: ["context.ip_address"],
        ], cutKeys: ["id"])

    static let duoAuthentication = Preset(
        name: "duo-authentication", title: "Duo authentication log",
        needs: [.has("txid"), .anyOf(["timestamp", "isotimestamp"])], hints: [.has("auth_device"), .has("factor")],
        ids: ["txid"], times: [.utc("isotimestamp"), .utc("timestamp")],
        columns: [
            .operation: ["event_type"], .user: ["user.name"], .app: ["application.name"],
            .address: ["access_device.ip"], .result: ["result"],
        ], cutKeys: ["txid"])

    static let duoActivity = Preset(
        name: "duo-activity", title: "Duo activity log", needs: [.has("activity_id"), .has("ts")],
        ids: ["activity_id"], times: [.utc("ts")],
        columns: [.operation: ["action.name", "action"], .user: ["actor.name"]],
        cutKeys: ["activity_id"])

    static let cloudflare = Preset(
        name: "cloudflare-audit", title: "Cloudflare audit log, version 1",
        needs: [.has("id"), .has("when"), .has("action")], hints: [.has("actor"), .has("owner")],
        ids: ["id"], times: [.utc("when")],
        columns: [
            .operation: ["action.type"], .user: ["actor.email"], .address: ["actor.ip"], .result: ["action.result"],
        ],
        cutKeys: ["id"])

    static let cloudflareV2 = Preset(
        name: "cloudflare-audit-v2", title: "Cloudflare audit log, version 2",
        needs: [.has("id"), .has("action.time")], hints: [.has("actor"), .has("raw")],
        ids: ["id"], times: [.utc("action.time")],
        columns: [
            .operation: ["action.type"], .user: ["actor.email"], .address: ["actor.ip_address"],
            .result: ["action.result"],
        ], cutKeys: ["id"])

    static let auth0 = Preset(
        name: "auth0", title: "Auth0 tenant logs", needs: [.anyOf(["log_id", "_id"]), .has("date"), .has("type")],
        hints: [.has("client_id"), .has("log_id"), .has("tenant_name")], rejects: [.has("_index")],
        ids: ["log_id", "_id"], times: [.utc("date")],
        columns: [.type: ["type"], .user: ["user_name"], .app: ["client_name"], .address: ["ip"]], cutKeys: ["log_id"])

    static let atlassian = Preset(
        name: "atlassian-organization", title: "Atlassian organisation events",
        needs: [.has("id"), .has("attributes.time"), .has("attributes.action")],
        ids: ["id"], times: [.utc("attributes.time")],
        columns: [.operation: ["attributes.action"], .user: ["attributes.actor.email", "attributes.actor.name"]],
        cutKeys: ["id"])

    static let box = Preset(
        name: "box-events", title: "Box enterprise events",
        needs: [.has("event_id"), .has("event_type"), .has("created_at")], hints: [.has("created_by")],
        ids: ["event_id"], times: [.utc("created_at")],
        columns: [.operation: ["event_type"], .user: ["created_by.login"], .address: ["ip_address"]],
        cutKeys: ["event_id"])

    static let gitLab = Preset(
        name: "gitlab-audit", title: "GitLab audit events",
        needs: [.has("id"), .has("author_id"), .has("entity_type"), .has("created_at")],
        ids: ["id"], times: [.utc("created_at")],
        columns: [
            .operation: ["details.custom_message", "event_name"], .type: ["entity_type"],
            .user: ["details.author_name"], .address: ["details.ip_address"],
        ], cutKeys: ["id"])

    static let jumpCloud = Preset(
        name: "jumpcloud", title: "JumpCloud Directory Insights",
        needs: [.has("id"), .has("timestamp"), .has("event_type"), .has("service")], hints: [.has("initiated_by")],
        ids: ["id"], times: [.utc("timestamp")], scope: ScopeField("service", ["service"]),
        columns: [
            .operation: ["event_type"], .user: ["initiated_by.email", "initiated_by.username"],
            .address: ["client_ip"], .result: ["success"], .scope: ["service"],
        ], cutKeys: ["id"])

    static let terraform = Preset(
        name: "hcp-terraform", title: "HCP Terraform audit trail",
        needs: [.has("id"), .has("timestamp"), .has("auth"), .has("resource")],
        ids: ["id"], times: [.utc("timestamp")],
        columns: [.operation: ["resource.action"], .type: ["type"], .user: ["auth.description"]], cutKeys: ["id"])

    static let pagerDuty = Preset(
        name: "pagerduty-audit", title: "PagerDuty audit records", needs: [.has("id"), .has("execution_time")],
        hints: [.has("root_resource"), .has("actors")], ids: ["id"], times: [.utc("execution_time")],
        columns: [.operation: ["action"], .type: ["root_resource.type"]], cutKeys: ["id"])

    static let launchDarkly = Preset(
        name: "launchdarkly-audit", title: "LaunchDarkly audit log",
        needs: [.has("_id"), .has("date"), .anyOf(["titleVerb", "accesses"])], ids: ["_id"], times: [.utc("date")],
        columns: [.operation: ["titleVerb"], .type: ["kind"], .user: ["member.email"]], cutKeys: ["_id"])

    static let gcpLogging = Preset(
        name: "gcp-logging", title: "Google Cloud Logging entries",
        needs: [.has("insertId"), .has("timestamp"), .has("logName")], hints: [.has("receiveTimestamp")],
        ids: [["insertId", .time("timestamp"), "logName"]], times: [.utc("timestamp")],
        available: ["receiveTimestamp"], scope: ScopeField("logName", ["logName"]),
        columns: [
            .operation: ["protoPayload.methodName"], .user: ["protoPayload.authenticationInfo.principalEmail"],
            .app: ["protoPayload.serviceName"], .address: ["protoPayload.requestMetadata.callerIp"],
            .result: ["severity"], .scope: ["logName"],
        ], cutKeys: ["insertId"])
}
