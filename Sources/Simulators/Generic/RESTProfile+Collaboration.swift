/// Chat, files, meetings and tickets.
extension RESTProfile {
    static let collaboration = [slack, box, dropbox, zoom, zendesk]

    /// api.slack.com, "Monitoring workspace events with the Audit Logs API".
    private static let slack = RESTProfile(
        shape: TemplateShape(
            source: "slack-audit",
            types: [
                ("user", 0.6, ["user_login", "user_logout", "user_channel_join"]),
                ("file", 0.3, ["file_downloaded", "file_shared"]),
                ("app", 0.1, ["app_installed", "app_scopes_expanded"]),
            ], id: .guid, time: .seconds,
            body: """
                {"id":"%id%","date_create":%time%,"action":"%operation%","actor":{"type":"user","user":{"id":"W%user%",
                "name":"%name%","email":"%mail%","team":"T0EXAMPLE"}},"entity":{"type":"%type%","%type%":{"id":"W%user%",
                "name":"%name%","email":"%mail%"}},"context":{"location":{"type":"enterprise","id":"E0EXAMPLE",
                "name":"Example","domain":"example"},"ua":"Mozilla/5.0","session_id":%number%,"ip_address":"%address%"},
                "details":{"note":"%outcome:allowed|refused%"}}
                """),
        path: "/audit/v1/logs", time: (.seconds, .query), from: .including("oldest"), to: .including("latest"),
        limit: ("limit", 100, 9999), continuation: .query("cursor"),
        auth: [.header(name: "Authorization", prefix: "Bearer ")],
        page: #"{"ok":true,"entries":%records%,"response_metadata":{"next_cursor":"%token%"}}"#,
        lastPage: #"{"ok":true,"entries":%records%,"response_metadata":{"next_cursor":""}}"#,
        error: #"{"ok":false,"error":"%code%"}"#, throttle: Throttle(code: "ratelimited"))

    /// developer.box.com, "List user and enterprise events", stream `admin_logs`; the bounds count only while no position
    /// is sent.
    private static let box = RESTProfile(
        shape: TemplateShape(
            source: "box-events",
            types: [
                ("item", 0.8, ["DOWNLOAD", "UPLOAD", "SHARE", "DELETE"]), ("user", 0.2, ["LOGIN", "FAILED_LOGIN"]),
            ], id: .guid, time: .offset(hours: -8),
            body: """
                {"source":{"item_type":"file","item_id":"%number%","item_name":"report %number%.xlsx"},
                "created_by":{"type":"user","id":"%user%","name":"%name%","login":"%mail%"},"created_at":"%time%",
                "event_id":"%id%","event_type":"%operation%","ip_address":"%address%","type":"event",
                "session_id":null,"additional_details":{"size":%number%,"service_name":"%type%"}}
                """),
        path: "/2.0/events", time: (.rfc3339, .query), from: .including("created_after"),
        to: .excluding("created_before"), order: .ascending, limit: ("limit", 100, 500),
        continuation: .query("stream_position"), auth: [.token(audiences: [])],
        login: RESTLogin(path: "/oauth2/token", grant: "client_credentials", proof: .body),
        required: [("stream_type", "admin_logs")],
        page: #"{"chunk_size":%count%,"next_stream_position":"%token%","entries":%records%}"#,
        lastPage: #"{"chunk_size":%count%,"next_stream_position":"%token%","entries":%records%}"#,
        error: #"{"type":"error","status":%status%,"code":"%code%","message":"%message%","request_id":"siemgap"}"#,
        throttle: Throttle(code: "rate_limit_exceeded"))

    /// dropbox.com/developers, "team_log/get_events"; records have no id, and answers go on under another path.
    private static let dropbox = RESTProfile(
        shape: TemplateShape(
            source: "dropbox-team-log",
            types: [("files", 0.7, ["file_download", "file_edit", "file_add"]), ("logins", 0.3, ["login_success"])],
            id: .none, time: .iso(digits: 0),
            body: """
                {"timestamp":"%time%","event_category":{".tag":"%type%"},"actor":{".tag":"user","user":{".tag":"team_member",
                "account_id":"dbid:%user%","display_name":"%name%","email":"%mail%"}},
                "origin":{"geo_location":{"ip_address":"%address%"},"access_method":{".tag":"end_user"}},
                "involve_non_team_member":false,"context":{".tag":"team"},"event_type":{".tag":"%operation%",
                "description":"%operation%"},"details":{".tag":"%operation%_details","request_id":"%guid%"}}
                """),
        method: "POST", path: "/2/team_log/get_events", continuationPath: "/2/team_log/get_events/continue",
        time: (.rfc3339, .body(inside: "time")), from: .including("start_time"), to: .excluding("end_time"),
        order: .ascending, limit: ("limit", 1000, 1000), continuation: .member("cursor"),
        auth: [.header(name: "Authorization", prefix: "Bearer ")],
        page: #"{"events":%records%,"cursor":"%token%","has_more":true}"#,
        lastPage: #"{"events":%records%,"cursor":"%token%","has_more":false}"#,
        error: #"{"error_summary":"%code%/..","error":{".tag":"%code%"}}"#,
        throttle: Throttle(code: "too_many_requests"))

    /// developers.zoom.us, "Get operation logs report": asked for by whole days, records have no id.
    private static let zoom = RESTProfile(
        shape: TemplateShape(
            source: "zoom-operations",
            types: [("User", 0.7, ["Update", "Add"]), ("Account", 0.3, ["Update", "Delete"])], id: .none,
            time: .iso(digits: 0),
            body: """
                {"time":"%time%","operator":"%mail%","category_type":"%type%","action":"%operation%",
                "operation_detail":"%operation% %type% %name%, number %number%: %outcome:done|refused%"}
                """),
        path: "/v2/report/operationlogs", time: (.date, .query), from: .including("from"), to: .including("to"),
        limit: ("page_size", 30, 300), continuation: .query("next_page_token"), auth: [.token(audiences: [])],
        login: RESTLogin(path: "/oauth/token", grant: "account_credentials", proof: .basic),
        page: #"{"page_size":%count%,"next_page_token":"%token%","operation_logs":%records%}"#,
        lastPage: #"{"page_size":%count%,"next_page_token":"","operation_logs":%records%}"#,
        error: #"{"code":%status%,"message":"%message%"}"#, keptDays: 180,
        settings: [.init("account_id", "siemgapAccount")])

    /// developer.zendesk.com, "Audit Logs": the same parameter twice, brackets in names.
    private static let zendesk = RESTProfile(
        shape: TemplateShape(
            source: "zendesk-audit",
            types: [("user", 0.6, ["login", "update"]), ("rule", 0.4, ["create", "update", "destroy"])],
            id: .integer(base: 36_000_000_000), time: .iso(digits: 0),
            body: """
                {"url":"https://example.zendesk.com/api/v2/audit_logs/%id%.json","id":%id%,"action_label":"%operation%",
                "actor_id":%user%,"source_id":%number%,"source_type":"%type%","source_label":"%type%: %name%",
                "action":"%operation%","change_description":"%outcome:done|refused%","ip_address":"%address%",
                "created_at":"%time%","actor_name":"%name%"}
                """),
        path: "/api/v2/audit_logs.json", time: (.rfc3339, .twice("filter[created_at][]")), from: .including("from"),
        to: .including("to"), order: .chosen(name: "sort", ascending: "created_at"), limit: ("page[size]", 100, 100),
        continuation: .query("page[after]"), auth: [.basic(user: "ada@contoso.example/token")],
        page: #"{"audit_logs":%records%,"meta":{"has_more":true,"after_cursor":"%token%"},"links":{"next":"%link%"}}"#,
        lastPage: #"{"audit_logs":%records%,"meta":{"has_more":false,"after_cursor":null},"links":{"next":null}}"#,
        error: #"{"error":"%code%","description":"%message%"}"#, throttle: Throttle(code: "TooManyRequests"))
}
