import Testing
import Transport

/// A built-in description, a short conversation, and the requests that the service's documentation asks for.
struct BuiltInCase: Sendable, CustomTestStringConvertible {
    /// One answer of the service.
    struct Answer: Sendable {
        let body: String
        var headers: [(String, String)] = []

        init(_ body: String, _ headers: [(String, String)] = []) {
            self.body = body
            self.headers = headers
        }
    }

    /// The description's type.
    let type: String
    /// Further settings, a line each, `base_url` aside.
    let settings: String
    var scope: String?
    let answers: [Answer]
    let requests: [String]
    var records = 3

    var testDescription: String { type }

    static let all = suites + messages + records + numbered

    /// Okta, Google, GitHub.
    private static let suites = [
        BuiltInCase(
            type: "okta-system-log", settings: "token: {env: T}",
            answers: [
                Answer(okta(1...2), [("Link", #"<https://api.test/api/v1/logs?after=a>; rel="next""#)]),
                Answer(okta(3...3), [("Link", #"<https://api.test/api/v1/logs?after=b>; rel="next""#)]),
                Answer("[]", [("Link", #"<https://api.test/api/v1/logs?after=c>; rel="next""#)]),
            ],
            requests: [
                "/api/v1/logs?since=2025-12-31T23%3A59%3A00.000Z&sortOrder=ASCENDING&limit=1000",
                "/api/v1/logs?after=a", "/api/v1/logs?after=b", "/api/v1/logs?after=c",
            ]),
        BuiltInCase(
            type: "google-workspace-reports",
            settings: "subject: a@b.test\nclient_email: s@p.test\nprivate_key: {env: K}\napplications: [login]",
            scope: "login",
            answers: [
                Answer(#"{"kind":"x","nextPageToken":"A:-7","items":[\#(google(1)),\#(google(2))]}"#),
                Answer(#"{"kind":"x","nextPageToken":"B"}"#), Answer(#"{"kind":"x","items":[\#(google(3))]}"#),
            ],
            requests: [googleFirst, googleFirst + "&pageToken=A%3A-7", googleFirst + "&pageToken=B"]),
        BuiltInCase(
            type: "github-audit", settings: "org: acme\ntoken: {env: T}", scope: "git",
            answers: [
                Answer(
                    #"[{"@timestamp":1767225605123,"_document_id":"a"},{"@timestamp":1767225606000,"_document_id":"b"}]"#,
                    [
                        (
                            "Link",
                            #"<https://api.test/orgs/1/audit-log?after=x>; rel="next", <https://api.test/f>; rel="first""#
                        )
                    ]),
                Answer(#"[{"@timestamp":1767225607000,"_document_id":"c"}]"#),
            ],
            requests: [
                "/orgs/acme/audit-log?phrase=created%3A2025-12-31T23%3A59%3A00%2B00%3A00..2026-01-01T02%3A01%3A00%2B00%3A00"
                    + "&include=git&order=asc&per_page=100",
                "/orgs/1/audit-log?after=x",
            ]),
    ]

    private static let googleFirst =
        "/admin/reports/v1/activity/users/all/applications/login?startTime=2025-12-31T23%3A59%3A59.000Z"
        + "&endTime=2026-01-01T02%3A00%3A01.000Z&maxResults=1000"

    private static func okta(_ numbers: ClosedRange<Int>) -> String {
        rows(numbers) { #"{"uuid":"u\#($0)","published":"2026-01-01T00:0\#($0):00.123Z","eventType":"x"}"# }
    }

    private static func google(_ number: Int) -> String {
        """
        {"id":{"time":"2026-01-01T00:0\(number):00.123Z","uniqueQualifier":"-\(number)","applicationName":"login",\
        "customerId":"C0"},"events":[{"name":"a"},{"name":"b"}]}
        """
    }

    /// A JSON array of what is made of each number.
    static func rows(_ numbers: ClosedRange<Int>, _ row: (Int) -> String) -> String {
        "[" + numbers.map(row).joined(separator: ",") + "]"
    }

    /// An array of records with an id and an RFC 3339 time.
    static func rows(_ numbers: ClosedRange<Int>, id: String = "id", time: String) -> String {
        rows(numbers) { #"{"\#(id)":"r\#($0)","\#(time)":"2026-01-01T00:0\#($0):00Z"}"# }
    }
}
