/// Source code, infrastructure, features and operations.
extension RESTProfile {
    static let development = [gitLab, terraform, pagerDuty, launchDarkly, tines]

    /// docs.gitlab.com, "Audit events API", by page number.
    private static let gitLab = RESTProfile(
        shape: TemplateShape(
            source: "gitlab-audit",
            types: [
                ("Project", 0.7, ["project_created", "member_added"]), ("User", 0.3, ["user_blocked", "key_added"]),
            ],
            id: .integer(base: 10_000_000), time: .iso(digits: 3),
            body: """
                {"id":%id%,"author_id":%user%,"entity_id":%number%,"entity_type":"%type%","event_name":"%operation%",
                "details":{"custom_message":"%operation% %outcome:done|refused%","author_name":"%name%","author_email":"%mail%",
                "target_id":"%number%","target_type":"%type%","target_details":"example/app","ip_address":"%address%",
                "entity_path":"example/app"},"created_at":"%time%"}
                """),
        path: "/api/v4/audit_events", time: (.rfc3339, .query), from: .including("created_after"),
        to: .including("created_before"), limit: ("per_page", 20, 100), continuation: .page("page"),
        announcement: .header("X-Next-Page"), auth: [.header(name: "PRIVATE-TOKEN", prefix: "")], page: "%records%",
        lastPage: "%records%", error: #"{"message":"%status% %message%"}"#)

    /// developer.hashicorp.com, "Audit Trails API": brackets in names, no upper bound.
    private static let terraform = RESTProfile(
        shape: TemplateShape(
            source: "hcp-terraform", types: [("Resource", 1, ["create", "read", "destroy", "apply"])], id: .guid,
            time: .iso(digits: 3),
            body: """
                {"id":"%id%","version":"0","type":"%type%","timestamp":"%time%","auth":{"accessor_id":"user-%user%",
                "description":"%name%","type":"Client","impersonator_id":null,"organization_id":"org-example"},
                "request":{"id":"%guid%"},"resource":{"id":"ws-%number%","type":"workspace","action":"%operation%",
                "meta":{"outcome":"%outcome:done|refused%"}}}
                """),
        path: "/api/v2/organization/audit-trail", time: (.rfc3339, .query), from: .including("since"),
        limit: ("page[size]", 20, 1000), continuation: .page("page[number]"),
        auth: [.header(name: "Authorization", prefix: "Bearer ")],
        page: #"{"data":%records%,"pagination":{"current_page":%page%,"next_page":%next%}}"#,
        lastPage: #"{"data":%records%,"pagination":{"current_page":%page%,"next_page":null}}"#,
        error: #"{"errors":[{"status":"%status%","title":"%message%"}]}"#, keptDays: 14)

    /// developer.pagerduty.com, "List audit records".
    private static let pagerDuty = RESTProfile(
        shape: TemplateShape(
            source: "pagerduty-audit",
            types: [("user", 0.6, ["create", "update"]), ("team", 0.4, ["update", "delete"])],
            id: .hexadecimal(prefix: "PDRECORDID", digits: 18), time: .iso(digits: 3),
            body: """
                {"id":"%id%","self":null,"execution_time":"%time%","execution_context":{"remote_address":"%address%",
                "request_id":"%guid%"},"actors":[{"id":"P%user%","type":"user_reference","summary":"%name%"}],
                "method":{"type":"browser","truncated_token":null},"root_resource":{"id":"P%number%","type":"%type%_reference",
                "summary":"%mail%"},"action":"%operation%","details":{"fields":[{"name":"role",
                "value":"%outcome:done|refused%"}]}}
                """),
        path: "/audit/records", time: (.rfc3339, .query), from: .including("since"), to: .excluding("until"),
        limit: ("limit", 25, 100), continuation: .query("cursor"),
        auth: [.header(name: "Authorization", prefix: "Token token=")],
        page: #"{"records":%records%,"next_cursor":"%token%","limit":%count%}"#,
        lastPage: #"{"records":%records%,"next_cursor":null,"limit":%count%}"#,
        error: #"{"error":{"message":"%message%","code":%status%0,"errors":["%code%"]}}"#,
        throttle: Throttle(saysWhen: false))

    /// launchdarkly.com/docs/api, "List audit log entries": a relative link, at most 20 a page, one request an item.
    private static let launchDarkly = RESTProfile(
        shape: TemplateShape(
            source: "launchdarkly-audit",
            types: [("flag", 0.8, ["turned on", "updated"]), ("member", 0.2, ["invited", "deleted"])],
            id: .hexadecimal(prefix: "", digits: 24), time: .milliseconds,
            body: """
                {"_links":{"self":{"href":"/api/v2/auditlog/%id%","type":"application/json"}},"_id":"%id%","_accountId":"5a1",
                "date":%time%,"accesses":[{"action":"updateOn","resource":"proj/default:env/production:flag/f%number%"}],
                "kind":"%type%","name":"f%number%","description":"%outcome:done|refused%","shortDescription":"",
                "member":{"_id":"%user%","email":"%mail%","firstName":"%name%"},"titleVerb":"%operation%",
                "title":"%name% %operation% f%number%"}
                """),
        path: "/api/v2/auditlog", servesItems: true, time: (.milliseconds, .query), from: .excluding("after"),
        to: .excluding("before"), limit: ("limit", 10, 20), continuation: .query("cursor"),
        auth: [.header(name: "Authorization", prefix: "")],
        page: #"{"items":%records%,"_links":{"next":{"href":"%path%","type":"application/json"}}}"#,
        lastPage: #"{"items":%records%,"_links":{}}"#, error: #"{"code":"%code%","message":"%message%"}"#)

    /// tines.com/api, "List audit logs", by page number, newest first.
    private static let tines = RESTProfile(
        shape: TemplateShape(
            source: "tines-audit",
            types: [("Story", 0.7, ["Story created", "Story updated"]), ("User", 0.3, ["Login"])],
            id: .integer(base: 4_000_000), time: .iso(digits: 0),
            body: """
                {"id":%id%,"created_at":"%time%","user_id":%user%,"user_email":"%mail%","user_name":"%name%","tenant_id":"9",
                "operation_name":"%operation%","request_ip":"%address%","request_user_agent":"Firefox","inputs":{
                "inputs":{"id":%number%,"kind":"%type%","outcome":"%outcome:done|refused%"}}}
                """),
        path: "/api/v1/audit_logs", time: (.rfc3339, .query), from: .including("after"), to: .including("before"),
        limit: ("per_page", 20, 500), continuation: .page("page"), auth: [.header(name: "x-user-token", prefix: "")],
        page: #"{"audit_logs":%records%,"meta":{"next_page":"%link%","next_page_number":%next%}}"#,
        lastPage: #"{"audit_logs":%records%,"meta":{"next_page":null,"next_page_number":null}}"#,
        error: #"{"error":"%message%"}"#)
}
