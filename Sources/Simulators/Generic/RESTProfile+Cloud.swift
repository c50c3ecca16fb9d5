/// Networks and clouds.
extension RESTProfile {
    static let cloud = [cloudflare, cloudflareSecond, googleLogging, azureActivity]

    private static let cloudflareAccount = "0123456789abcdef0123456789abcdef"

    /// developers.cloudflare.com, "Audit Logs", version 1: page numbers over an answer that grows at its front.
    private static let cloudflare = RESTProfile(
        shape: TemplateShape(
            source: "cloudflare-audit",
            types: [("zone", 0.6, ["dns_record_update", "rule_change"]), ("user", 0.4, ["login", "token_create"])],
            id: .guid, time: .iso(digits: 0),
            body: """
                {"action":{"info":"%type%","result":%outcome:true|false%,"type":"%operation%"},"actor":{"email":"%mail%",
                "id":"%user%","ip":"%address%","type":"user"},"id":"%id%","interface":"UI","metadata":{"zone_name":"contoso.example"},
                "newValue":"","oldValue":"","owner":{"id":"023e"},"resource":{"id":"%number%","type":"%type%"},"when":"%time%"}
                """),
        path: "/client/v4/accounts/\(cloudflareAccount)/audit_logs", time: (.rfc3339, .query),
        from: .including("since"),
        to: .excluding("before"), order: .chosen(name: "direction", ascending: "asc"), limit: ("per_page", 100, 1000),
        continuation: .page("page"), auth: [.header(name: "Authorization", prefix: "Bearer ")],
        page: #"{"errors":[],"messages":[],"result":%records%,"success":true}"#,
        lastPage: #"{"errors":[],"messages":[],"result":%records%,"success":true}"#, error: cloudflareError,
        keptDays: 540,
        settings: [.init("account", cloudflareAccount)])

    /// developers.cloudflare.com, "Audit Logs", version 2, by cursor.
    private static let cloudflareSecond = RESTProfile(
        shape: TemplateShape(
            source: "cloudflare-audit-v2",
            types: [("zones", 0.6, ["update", "create"]), ("tokens", 0.4, ["create", "delete"])], id: .guid,
            time: .iso(digits: 6),
            body: """
                {"account":{"id":"0123","name":"Example"},"action":{"description":"%operation% %type%",
                "result":"%outcome:success|failure%","time":"%time%","type":"%operation%"},"actor":{"context":"dash",
                "email":"%mail%","id":"%user%","ip_address":"%address%","type":"user"},"id":"%id%",
                "raw":{"cf_ray_id":"%number%","method":"PUT","status_code":200,"uri":"/x","user_agent":"Firefox"},
                "resource":{"id":"%number%","product":"%type%","type":"%type%"}}
                """),
        path: "/client/v4/accounts/\(cloudflareAccount)/logs/audit", time: (.rfc3339, .query),
        from: .including("since"),
        to: .excluding("before"), order: .chosen(name: "direction", ascending: "asc"), limit: ("limit", 100, 1000),
        continuation: .query("cursor"), auth: [.header(name: "Authorization", prefix: "Bearer ")],
        page: #"{"errors":[],"result":%records%,"result_info":{"count":"%count%","cursor":"%token%"},"success":true}"#,
        lastPage: #"{"errors":[],"result":%records%,"result_info":{"count":"%count%","cursor":""},"success":true}"#,
        error: cloudflareError, keptDays: 30, settings: [.init("account", cloudflareAccount)])

    private static let cloudflareError =
        #"{"success":false,"errors":[{"code":%status%00,"message":"%message%"}],"messages":[],"result":null}"#

    /// cloud.google.com, "entries.list": pages without entries are usual; the key has three fields, times nanoseconds.
    private static let googleLogging = RESTProfile(
        shape: TemplateShape(
            source: "gcp-logging",
            types: [
                ("projects/example/logs/cloudaudit.googleapis.com%2Factivity", 0.7, ["SetIamPolicy"]),
                ("projects/example/logs/cloudaudit.googleapis.com%2Fdata_access", 0.3, ["storage.objects.get"]),
            ], id: .hexadecimal(prefix: "", digits: 14), time: .iso(digits: 9), key: "%id%/%time%/%type%",
            body: """
                {"insertId":"%id%","logName":"%type%","timestamp":"%time%","receiveTimestamp":"%available%",
                "severity":"%outcome:NOTICE|ERROR%","resource":{"type":"project","labels":{"project_id":"example"}},
                "protoPayload":{"@type":"type.googleapis.com/google.cloud.audit.AuditLog","serviceName":"storage.googleapis.com",
                "methodName":"%operation%","authenticationInfo":{"principalEmail":"%mail%"},
                "requestMetadata":{"callerIp":"%address%"},"resourceName":"projects/_/buckets/b%number%"}}
                """),
        method: "POST", path: "/v2/entries:list", time: (.rfc3339, .filter(member: "filter", field: "timestamp")),
        from: .including("timestamp"), order: .chosen(name: "orderBy", ascending: "timestamp asc"),
        limit: ("pageSize", 50, 1000), continuation: .member("pageToken"), auth: [.token(audiences: [])],
        login: RESTLogin(path: "/token", grant: AssertionLogin.bearerGrant, proof: .assertion),
        page: #"{"entries":%records%,"nextPageToken":"%token%"}"#, lastPage: #"{"entries":%records%}"#,
        error: #"{"error":{"code":%status%,"message":"%message%","status":"%code%"}}"#,
        throttle: Throttle(code: "RESOURCE_EXHAUSTED", saysWhen: false), keptDays: 400)

    /// learn.microsoft.com, "Activity Logs: List": quoted dates in an OData filter, and the time of submission.
    private static let azureActivity = RESTProfile(
        shape: TemplateShape(
            source: "azure-activity",
            types: [
                ("Administrative", 0.9, ["Microsoft.Compute/virtualMachines/write", "Microsoft.Storage/delete"]),
                ("Security", 0.1, ["Microsoft.Security/alerts/write"]),
            ], id: .guid, time: .iso(digits: 7),
            body: """
                {"eventDataId":"%id%","eventTimestamp":"%time%","submissionTimestamp":"%available%","caller":"%mail%",
                "category":{"value":"%type%","localizedValue":"%type%"},"operationName":{"value":"%operation%"},
                "status":{"value":"%outcome:Succeeded|Failed%"},"level":"Informational","correlationId":"%guid%",
                "httpRequest":{"clientIpAddress":"%address%","method":"PUT"},"resourceGroupName":"example",
                "subscriptionId":"00000000-0000-4000-8000-000000000000","properties":{"number":"%number%"}}
                """),
        path:
            "/subscriptions/00000000-0000-4000-8000-000000000000/providers/Microsoft.Insights/eventtypes/management/values",
        time: (.rfc3339, .odata(parameter: "$filter", field: "eventTimestamp")), from: .including("eventTimestamp"),
        to: .including("eventTimestamp"), limit: ("$top", 200, 1000), continuation: .query("$skipToken"),
        auth: [.token(audiences: ["https://management.azure.com"])], required: [("api-version", "2015-04-01")],
        page: #"{"value":%records%,"nextLink":"%link%"}"#, lastPage: #"{"value":%records%}"#,
        error: #"{"code":"%code%","message":"%message%"}"#, throttle: Throttle(code: "TooManyRequests"), keptDays: 90,
        settings: [.init("subscription", "00000000-0000-4000-8000-000000000000")])
}
