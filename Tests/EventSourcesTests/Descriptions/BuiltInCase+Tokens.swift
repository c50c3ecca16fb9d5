extension BuiltInCase {
    /// Services that give a token in the body.
    static let messages = [
        BuiltInCase(
            type: "slack-audit", settings: "token: {env: T}",
            answers: [
                Answer(
                    #"{"ok":true,"entries":\#(seconds(1...2, "id", "date_create")),"response_metadata":{"next_cursor":"c=="}}"#
                ),
                Answer(
                    #"{"ok":true,"entries":\#(seconds(3...3, "id", "date_create")),"response_metadata":{"next_cursor":""}}"#
                ),
            ],
            requests: [
                "/audit/v1/logs?oldest=1767225600&latest=1767232800&limit=1000",
                "/audit/v1/logs?oldest=1767225600&latest=1767232800&limit=1000&cursor=c%3D%3D",
            ]),
        BuiltInCase(
            type: "duo-authentication", settings: "integration_key: DI0\nsecret_key: {env: S}",
            answers: [
                Answer(
                    #"{"stat":"OK","response":{"authlogs":\#(seconds(1...2, "txid", "timestamp")),"metadata":{"next_offset":["1767225605000","t2"],"total_objects":3}}}"#
                ),
                Answer(
                    #"{"stat":"OK","response":{"authlogs":\#(seconds(3...3, "txid", "timestamp")),"metadata":{"next_offset":null}}}"#
                ),
            ],
            requests: [duoFirst, duoFirst + "&next_offset=1767225605000%2Ct2"]),
        BuiltInCase(
            type: "1password", settings: "token: {env: T}", scope: "auditevents",
            answers: [
                Answer(#"{"cursor":"c1","has_more":true,"items":\#(rows(1...2, id: "uuid", time: "timestamp"))}"#),
                Answer(#"{"cursor":"c2","has_more":false,"items":\#(rows(3...3, id: "uuid", time: "timestamp"))}"#),
            ],
            requests: [
                #"/api/v2/auditevents {"limit":1000,"start_time":"2025-12-31T23:59:59.000Z","end_time":"2026-01-01T02:00:01.000Z"}"#,
                #"/api/v2/auditevents {"cursor":"c1"}"#,
            ]),
        BuiltInCase(
            type: "cloudflare-audit-v2", settings: "account: a1\ntoken: {env: T}",
            answers: [
                Answer(#"{"success":true,"result":\#(cloudflare(1...2)),"result_info":{"cursor":"c"}}"#),
                Answer(#"{"success":true,"result":\#(cloudflare(3...3)),"result_info":{"cursor":""}}"#),
            ],
            requests: [cloudflareFirst, cloudflareFirst + "&cursor=c"]),
        BuiltInCase(
            type: "box-events", settings: "client_id: c\nclient_secret: {env: S}",
            answers: [
                Answer(
                    #"{"chunk_size":3,"next_stream_position":"11","entries":\#(rows(1...3, id: "event_id", time: "created_at"))}"#
                ),
                Answer(#"{"chunk_size":0,"next_stream_position":"11","entries":[]}"#),
            ],
            requests: [boxFirst, boxFirst + "&stream_position=11", boxFirst + "&stream_position=11"]),
        BuiltInCase(
            type: "dropbox-team-log", settings: "token: {env: T}",
            answers: [
                Answer(#"{"events":\#(rows(1...2, id: "a", time: "timestamp")),"cursor":"c1","has_more":true}"#),
                Answer(#"{"events":\#(rows(3...3, id: "a", time: "timestamp")),"cursor":"c2","has_more":false}"#),
            ],
            requests: [
                #"/2/team_log/get_events {"limit":1000,"time":{"start_time":"2026-01-01T00:00:00Z","end_time":"2026-01-01T02:00:00Z"}}"#,
                #"/2/team_log/get_events/continue {"cursor":"c1"}"#,
            ]),
        BuiltInCase(
            type: "zoom-operations", settings: "account_id: a\nclient_id: c\nclient_secret: {env: S}",
            answers: [
                Answer(#"{"next_page_token":"t","operation_logs":\#(rows(1...2, id: "operator", time: "time"))}"#),
                Answer(#"{"next_page_token":"","operation_logs":\#(rows(3...3, id: "operator", time: "time"))}"#),
            ],
            requests: [
                "/v2/report/operationlogs?from=2026-01-01&to=2026-01-01&page_size=300",
                "/v2/report/operationlogs?from=2026-01-01&to=2026-01-01&page_size=300&next_page_token=t",
            ]),
        BuiltInCase(
            type: "pagerduty-audit", settings: "token: {env: T}",
            answers: [
                Answer(#"{"records":\#(rows(1...2, time: "execution_time")),"next_cursor":"c","limit":100}"#),
                Answer(#"{"records":\#(rows(3...3, time: "execution_time")),"next_cursor":null,"limit":100}"#),
            ],
            requests: [
                "/audit/records?since=2025-12-31T23%3A59%3A59.000Z&until=2026-01-01T02%3A00%3A01.000Z&limit=100",
                "/audit/records?since=2025-12-31T23%3A59%3A59.000Z&until=2026-01-01T02%3A00%3A01.000Z&limit=100&cursor=c",
            ]),
        BuiltInCase(
            type: "zendesk-audit", settings: "user: a@b.test/token\ntoken: {env: T}",
            answers: [
                Answer(
                    #"{"audit_logs":\#(rows(1...2, time: "created_at")),"meta":{"has_more":true,"after_cursor":"c"}}"#),
                Answer(
                    #"{"audit_logs":\#(rows(3...3, time: "created_at")),"meta":{"has_more":false,"after_cursor":"d"}}"#),
            ],
            requests: [zendeskFirst, zendeskFirst + "&page%5Bafter%5D=c"]),
        BuiltInCase(
            type: "gcp-logging",
            settings: "resources: [projects/p]\nclient_email: s@p.test\nprivate_key: {env: K}", scope: "projects/p",
            answers: [
                Answer(#"{"entries":[\#(entry(1)),\#(entry(2))],"nextPageToken":"t"}"#),
                Answer(#"{"nextPageToken":"u"}"#), Answer(#"{"entries":[\#(entry(3))]}"#),
            ],
            requests: [gcp(""), gcp(#","pageToken":"t""#), gcp(#","pageToken":"u""#)]),
    ]

    private static let duoFirst =
        "/admin/v2/logs/authentication?mintime=1767225600000&maxtime=1767232800000&limit=1000&sort=ts%3Aasc"
    private static let cloudflareFirst =
        "/client/v4/accounts/a1/logs/audit?since=2025-12-31T23%3A59%3A59.000Z&before=2026-01-01T02%3A00%3A01.000Z"
        + "&direction=asc&limit=1000"
    private static let boxFirst =
        "/2.0/events?stream_type=admin_logs&created_after=2026-01-01T00%3A00%3A00Z"
        + "&created_before=2026-01-01T02%3A00%3A00Z&limit=500"
    private static let zendeskFirst =
        "/api/v2/audit_logs.json?filter%5Bcreated_at%5D%5B%5D=2025-12-31T23%3A59%3A59Z"
        + "&filter%5Bcreated_at%5D%5B%5D=2026-01-01T02%3A00%3A01Z&sort=created_at&page%5Bsize%5D=100"

    private static func gcp(_ more: String) -> String {
        #"/v2/entries:list {"resourceNames":["projects/p"],"filter":"timestamp >= \"2026-01-01T00:00:00.000000Z\" AND "#
            + #"timestamp < \"2026-01-01T02:00:00.000000Z\"","orderBy":"timestamp asc","pageSize":1000"#
            + more + "}"
    }

    private static func entry(_ number: Int) -> String {
        """
        {"insertId":"i\(number)","logName":"projects/p/logs/x","timestamp":"2026-01-01T00:0\(number):00.000000001Z",\
        "receiveTimestamp":"2026-01-01T00:09:00Z"}
        """
    }

    private static func cloudflare(_ numbers: ClosedRange<Int>) -> String {
        rows(numbers) { #"{"id":"r\#($0)","action":{"time":"2026-01-01T00:0\#($0):00Z"}}"# }
    }

    /// Records with an id and a time in seconds.
    private static func seconds(_ numbers: ClosedRange<Int>, _ id: String, _ time: String) -> String {
        rows(numbers) { #"{"\#(id)":"r\#($0)","\#(time)":\#(1_767_225_600 + $0)}"# }
    }
}
