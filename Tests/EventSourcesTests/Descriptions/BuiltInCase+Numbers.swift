extension BuiltInCase {
    /// Services whose pages have numbers, and one that has no upper bound.
    static let numbered = [
        BuiltInCase(
            type: "cloudflare-audit", settings: "account: a1\ntoken: {env: T}",
            answers: [
                Answer(#"{"success":true,"result":\#(rows(1...2, time: "when"))}"#),
                Answer(#"{"success":true,"result":\#(rows(3...3, time: "when"))}"#),
                Answer(#"{"success":true,"result":[]}"#),
            ],
            requests: [1, 2, 3, 3].map {
                "/client/v4/accounts/a1/audit_logs?since=2025-12-31T23%3A59%3A59Z&before=2026-01-01T02%3A00%3A01Z"
                    + "&direction=asc&per_page=100&page=\($0)"
            }),
        BuiltInCase(
            type: "hcp-terraform", settings: "token: {env: T}",
            answers: [
                Answer(#"{"data":\#(rows(1...2, time: "timestamp")),"pagination":{"current_page":1,"next_page":2}}"#),
                Answer(
                    #"{"data":[{"id":"r3","timestamp":"2026-01-01T00:03:00Z"},{"id":"late","timestamp":"2026-01-01T05:00:00Z"}],"pagination":{"next_page":null}}"#
                ),
            ],
            requests: [
                "/api/v2/organization/audit-trail?since=2026-01-01T00%3A00%3A00.000Z&page%5Bsize%5D=1000",
                "/api/v2/organization/audit-trail?since=2026-01-01T00%3A00%3A00.000Z&page%5Bsize%5D=1000&page%5Bnumber%5D=2",
            ]),
        BuiltInCase(
            type: "tines-audit", settings: "token: {env: T}",
            answers: [
                Answer(#"{"audit_logs":\#(rows(1...2, time: "created_at")),"meta":{"next_page_number":2}}"#),
                Answer(#"{"audit_logs":\#(rows(3...3, time: "created_at")),"meta":{"next_page_number":null}}"#),
            ],
            requests: [
                "/api/v1/audit_logs?after=2025-12-31T23%3A59%3A59Z&before=2026-01-01T02%3A00%3A01Z&per_page=500",
                "/api/v1/audit_logs?after=2025-12-31T23%3A59%3A59Z&before=2026-01-01T02%3A00%3A01Z&per_page=500&page=2",
            ]),
        BuiltInCase(
            type: "atlassian-org", settings: "organization: o1\ntoken: {env: T}",
            answers: [
                Answer(#"{"data":\#(atlassian(1...2)),"meta":{"next":"c"}}"#),
                Answer(#"{"data":\#(atlassian(3...3)),"meta":{"next":null}}"#),
            ],
            requests: [
                "/admin/v1/orgs/o1/events?from=1767225600000", "/admin/v1/orgs/o1/events?from=1767225600000&cursor=c",
            ]),
    ]

    private static func atlassian(_ numbers: ClosedRange<Int>) -> String {
        rows(numbers) { #"{"id":"r\#($0)","attributes":{"time":"2026-01-01T00:0\#($0):00.5Z"}}"# }
    }
}
