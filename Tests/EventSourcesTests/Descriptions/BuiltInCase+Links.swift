extension BuiltInCase {
    /// Services that give a URL or a header.
    static let records = [
        BuiltInCase(
            type: "auth0", settings: "client_id: c\nclient_secret: {env: S}\nfirst_log_id: \"9\"",
            answers: [
                Answer(
                    rows(1...3, id: "log_id", time: "date"),
                    [("link", #"<https://api.test/api/v2/logs?from=r3&take=100>; rel="next""#)]),
                Answer("[]", [("link", #"<https://api.test/api/v2/logs?from=r3&take=100>; rel="next""#)]),
            ],
            requests: [
                "/api/v2/logs?from=9&take=100", "/api/v2/logs?from=r3&take=100", "/api/v2/logs?from=r3&take=100",
            ]),
        BuiltInCase(
            type: "azure-activity", settings: "tenant: t\nsubscription: s1\nclient_id: c\nclient_secret: {env: S}",
            answers: [
                Answer(#"{"value":\#(azure(1...2)),"nextLink":"https://api.test/next?$skipToken=x"}"#),
                Answer(#"{"value":\#(azure(3...3))}"#),
            ],
            requests: [
                "/subscriptions/s1/providers/Microsoft.Insights/eventtypes/management/values?api-version=2015-04-01&$filter="
                    + "eventTimestamp%20ge%20%272026-01-01T00%3A00%3A00.0000000Z%27%20and%20eventTimestamp%20le%20"
                    + "%272026-01-01T02%3A00%3A00.0000000Z%27", "/next?$skipToken=x",
            ]),
        BuiltInCase(
            type: "onelogin-events", settings: "client_id: c\nclient_secret: {env: S}",
            answers: [
                Answer(
                    #"{"pagination":{"next_link":"https://api.test/api/1/events?after_cursor=x"},"data":\#(rows(1...2, time: "created_at"))}"#
                ),
                Answer(#"{"pagination":{"next_link":null},"data":\#(rows(3...3, time: "created_at"))}"#),
            ],
            requests: [
                "/api/1/events?since=2025-12-31T23%3A59%3A59.000Z&until=2026-01-01T02%3A00%3A01.000Z&limit=50",
                "/api/1/events?after_cursor=x",
            ]),
        BuiltInCase(
            type: "launchdarkly-audit", settings: "token: {env: T}",
            answers: [
                Answer(#"{"items":[{"_id":"a"}],"_links":{"next":{"href":"/api/v2/auditlog?before=9&limit=20"}}}"#),
                Answer("{\"_id\":\"a\",\n \"date\":1767225605000,\"kind\":\"flag\"}"),
                Answer(#"{"items":[{"_id":"b"}],"_links":{}}"#),
                Answer(#"{"_id":"b","date":1767225604000,"kind":"flag"}"#),
            ],
            requests: [
                "/api/v2/auditlog?after=1767225599999&before=1767232800000&limit=20", "/api/v2/auditlog/a",
                "/api/v2/auditlog?before=9&limit=20", "/api/v2/auditlog/b",
            ], records: 2),
        BuiltInCase(
            type: "jumpcloud", settings: "token: {env: T}",
            answers: [
                Answer(rows(1...2, time: "timestamp"), [("X-Search_after", "[1767225720000,\"r2\"]")]),
                Answer(rows(3...3, time: "timestamp"), [("X-Search_after", "[1767225780000,\"r3\"]")]), Answer("[]"),
            ],
            requests: [
                jumpCloud(""), jumpCloud(#","search_after":[1767225720000,"r2"]"#),
                jumpCloud(#","search_after":[1767225780000,"r3"]"#),
            ]),
        BuiltInCase(
            type: "gitlab-audit", settings: "group: \"17\"\ntoken: {env: T}",
            answers: [
                Answer(rows(1...2, time: "created_at"), [("X-Next-Page", "2")]),
                Answer(rows(3...3, time: "created_at"), [("X-Next-Page", "")]),
            ],
            requests: [
                "/api/v4/groups/17/audit_events?" + gitLab, "/api/v4/groups/17/audit_events?" + gitLab + "&page=2",
            ]),
    ]

    private static let gitLab =
        "created_after=2025-12-31T23%3A59%3A59.000Z&created_before=2026-01-01T02%3A00%3A01.000Z&per_page=100"

    private static func jumpCloud(_ more: String) -> String {
        #"/insights/directory/v1/events {"service":["all"],"start_time":"2025-12-31T23:59:59.000Z","#
            + #""end_time":"2026-01-01T02:00:01.000Z","sort":"ASC","limit":1000"# + more + "}"
    }

    private static func azure(_ numbers: ClosedRange<Int>) -> String {
        rows(numbers) {
            """
            {"eventDataId":"r\($0)","eventTimestamp":"2026-01-01T00:0\($0):00.1234567Z",\
            "submissionTimestamp":"2026-01-01T00:09:00Z"}
            """
        }
    }
}
