import AuditModel
import ByteScan
import Foundation
import Simulators

/// The services that are played from data.
extension PagingRecipe {
    static let rest = [
        slack, box, dropbox, zoom, zendesk, duo, onePassword, auth0, oneLogin, jumpCloud, gitLab, terraform, pagerDuty,
        launchDarkly, tines, cloudflare, cloudflareSecond, gcpLogging, azureActivity,
    ]

    private static func secret(_ name: String, _ prefix: String)
        -> @Sendable (
            ListingClient, Call
        ) throws -> [(name: String, value: String)]
    { { client, _ in [(name, prefix + client.context.client.secret)] } }

    private static func login(_ path: String, _ grant: String, basic: Bool = false)
        -> @Sendable (
            ListingClient, Call
        ) throws -> [(name: String, value: String)]
    {
        { client, _ in
            let pair = [("client_id", client.context.client.id), ("client_secret", client.context.client.secret)]
            let token = try client.token(path, basic: basic) { [("grant_type", grant)] + (basic ? [] : pair) }
            return [("authorization", "Bearer \(token)")]
        }
    }

    /// The text at a path of the answer put into a parameter; the end when it is absent, null or empty.
    private static func token(_ path: String, into name: String) -> @Sendable (Answer, Int, Call) throws -> Call? {
        { answer, _, call in
            let token = path.split(separator: ".").reduce(Optional(answer.body)) { $0?[String($1)] }
            guard let text = token?.scalarBytes.map({ String(decoding: $0, as: UTF8.self) }), !text.isEmpty else {
                return nil
            }
            return call.with(name, text)
        }
    }

    private static let bearer = secret("authorization", "Bearer ")
    private static let seconds: Int64 = 1_000_000_000

    private static let slack = PagingRecipe(
        source: "slack-audit",
        first: { window in
            [
                Call(path: "/audit/v1/logs").with("oldest", String(window.from / seconds))
                    .with("latest", String(window.to / seconds - 1)).with("limit", "40")
            ]
        }, credential: bearer, records: ["entries"], next: token("response_metadata.next_cursor", into: "cursor"),
        id: { $0["id"]?.text })

    private static let box = PagingRecipe(
        source: "box-events",
        first: { window in
            [
                Call(path: "/2.0/events").with("stream_type", "admin_logs").with("created_after", iso(window.from))
                    .with("created_before", iso(window.to)).with("limit", "40")
            ]
        }, credential: login("/oauth2/token", "client_credentials"), records: ["entries"],
        next: { answer, _, call in
            // An empty chunk is the end only when it is the second one.
            let isEmpty = answer.body["chunk_size"]?.integer == 0
            if isEmpty, call.headers.contains(where: { $0.name == "x-test-empty" }) { return nil }
            var next = call.with("stream_position", answer.body["next_stream_position"]?.text ?? "")
            next.headers = isEmpty ? [("x-test-empty", "1")] : []
            return next
        }, id: { $0["event_id"]?.text })

    private static let dropbox = PagingRecipe(
        source: "dropbox-team-log",
        first: { window in
            [
                Call(method: "POST", path: "/2/team_log/get_events").with(body: [
                    "limit": .integer(40),
                    "time": ["start_time": .string(iso(window.from)), "end_time": .string(iso(window.to))],
                ])
            ]
        }, credential: bearer, records: ["events"],
        next: { answer, _, _ in
            guard answer.body["has_more"] == .bool(true), let cursor = answer.body["cursor"]?.text else { return nil }
            return Call(method: "POST", path: "/2/team_log/get_events/continue").with(body: ["cursor": .string(cursor)])
        }, id: nil)

    private static let zoom = PagingRecipe(
        source: "zoom-operations",
        first: { window in
            [
                Call(path: "/v2/report/operationlogs").with("from", String(iso(window.from).prefix(10)))
                    .with("to", String(iso(window.to - 1).prefix(10))).with("page_size", "40")
            ]
        }, credential: login("/oauth/token", "account_credentials", basic: true), records: ["operation_logs"],
        next: token("next_page_token", into: "next_page_token"), id: nil)

    private static let zendesk = PagingRecipe(
        source: "zendesk-audit",
        first: { window in
            var call = Call(path: "/api/v2/audit_logs.json").with("page[size]", "40").with("sort", "created_at")
            call.query += [window.from, window.to - seconds].map { ("filter[created_at][]", iso($0)) }
            return [call]
        },
        credential: { client, _ in
            let pair = Data("ada@contoso.example/token:\(client.context.client.secret)".utf8).base64EncodedString()
            return [("authorization", "Basic \(pair)")]
        }, records: ["audit_logs"], next: token("meta.after_cursor", into: "page[after]"), id: { number($0["id"]) })

    private static let duo = PagingRecipe(
        source: "duo-authentication",
        first: { window in
            [
                Call(path: "/admin/v2/logs/authentication").with("mintime", String(window.from / 1_000_000))
                    .with("maxtime", String(window.to / 1_000_000 - 1)).with("limit", "40").with("sort", "ts:asc")
            ]
        },
        credential: { client, call in
            let date = "Mon, 02 Nov 2026 00:00:00 -0000"
            let check = DuoSignatureCheck(
                integrationKey: "DISIEMGAPSIM00000001", secretKey: client.context.client.secret)
            let request = SimulatorRequest(
                method: call.method, scheme: "https", authority: "127.0.0.1:8443", path: call.path, query: call.query,
                rawQuery: "", headers: [], body: [])
            return [("date", date), ("authorization", check.authorization(for: request, date: date))]
        }, records: ["response", "authlogs"],
        next: { answer, _, call in
            let offset = answer.body["response"]?["metadata"]?["next_offset"]?.elements?.compactMap(\.text)
            return offset.map { call.with("next_offset", $0.joined(separator: ",")) }
        }, id: { $0["txid"]?.text })

    private static let onePassword = PagingRecipe(
        source: "1password",
        first: { window in
            [
                Call(method: "POST", path: "/api/v2/auditevents").with(body: [
                    "limit": .integer(40), "start_time": .string(iso(window.from)), "end_time": .string(iso(window.to)),
                ])
            ]
        }, credential: bearer, records: ["items"],
        next: { answer, _, call in
            guard answer.body["has_more"] == .bool(true), let cursor = answer.body["cursor"]?.text else { return nil }
            return call.with(body: ["cursor": .string(cursor)])
        }, id: { $0["uuid"]?.text })

    private static let auth0 = PagingRecipe(
        source: "auth0", first: { _ in [Call(path: "/api/v2/logs").with("take", "40")] },
        credential: login("/oauth/token", "client_credentials"), records: [],
        next: { answer, _, call in
            guard let next = try ListingClient.link("next", in: answer.headers).map(ListingClient.call) else {
                return nil
            }
            func place(_ call: Call) -> String? { call.query.first { $0.name == "from" }?.value }
            return place(next) == place(call) ? nil : next
        }, id: { $0["log_id"]?.text })

    private static let oneLogin = PagingRecipe(
        source: "onelogin-events",
        first: { window in
            [
                Call(path: "/api/1/events").with("since", iso(window.from)).with("until", iso(window.to)).with(
                    "limit", "40")
            ]
        }, credential: login("/auth/oauth2/v2/token", "client_credentials", basic: true), records: ["data"],
        next: { answer, _, _ in try answer.body["pagination"]?["next_link"]?.text.map(ListingClient.call) },
        id: { number($0["id"]) })

    private static let jumpCloud = PagingRecipe(
        source: "jumpcloud",
        first: { window in
            [
                Call(method: "POST", path: "/insights/directory/v1/events").with(body: [
                    "service": .array([.string("all")]), "start_time": .string(iso(window.from)),
                    "end_time": .string(iso(window.to)), "limit": .integer(40), "sort": .string("ASC"),
                ])
            ]
        }, credential: secret("x-api-key", ""), records: [],
        next: { answer, _, call in
            guard let token = answer.headers.first(where: { $0.name == "X-Search_after" })?.value else { return nil }
            return call.with(body: [
                "limit": .integer(40), "sort": .string("ASC"), "search_after": .string(token),
                "start_time": .string(iso(ListingClient.window.from)),
                "end_time": .string(iso(ListingClient.window.to)),
            ])
        }, id: { $0["id"]?.text })

    private static let gitLab = PagingRecipe(
        source: "gitlab-audit",
        first: { window in
            [
                Call(path: "/api/v4/audit_events").with("created_after", iso(window.from))
                    .with("created_before", iso(window.to - 1_000_000)).with("per_page", "40")
            ]
        }, credential: secret("private-token", ""), records: [],
        next: { answer, _, call in
            answer.headers.first { $0.name == "X-Next-Page" }.map { call.with("page", $0.value) }
        }, id: { number($0["id"]) })

    private static let terraform = PagingRecipe(
        source: "hcp-terraform",
        first: {
            [Call(path: "/api/v2/organization/audit-trail").with("since", iso($0.from)).with("page[size]", "40")]
        },
        credential: bearer, records: ["data"], next: token("pagination.next_page", into: "page[number]"),
        id: { $0["id"]?.text })

    private static let pagerDuty = PagingRecipe(
        source: "pagerduty-audit",
        first: {
            [Call(path: "/audit/records").with("since", iso($0.from)).with("until", iso($0.to)).with("limit", "40")]
        },
        credential: secret("authorization", "Token token="), records: ["records"],
        next: token("next_cursor", into: "cursor"), id: { $0["id"]?.text })

    private static let launchDarkly = PagingRecipe(
        source: "launchdarkly-audit",
        first: { window in
            [
                Call(path: "/api/v2/auditlog").with("after", String(window.from / 1_000_000 - 1))
                    .with("before", String(window.to / 1_000_000)).with("limit", "20")
            ]
        }, credential: secret("authorization", ""), records: ["items"],
        next: { answer, _, _ in
            try answer.body["_links"]?["next"]?["href"]?.text.map { try ListingClient.call("https://x" + $0) }
        }, id: { $0["_id"]?.text })

    private static let tines = PagingRecipe(
        source: "tines-audit",
        first: { window in
            [
                Call(path: "/api/v1/audit_logs").with("after", iso(window.from))
                    .with("before", iso(window.to - seconds)).with("per_page", "40")
            ]
        }, credential: secret("x-user-token", ""), records: ["audit_logs"],
        next: token("meta.next_page_number", into: "page"), id: { number($0["id"]) })

    private static let account = "/client/v4/accounts/0123456789abcdef0123456789abcdef"

    private static let cloudflare = PagingRecipe(
        source: "cloudflare-audit",
        first: { window in
            [
                Call(path: account + "/audit_logs").with("since", iso(window.from)).with("before", iso(window.to))
                    .with("per_page", "40")
            ]
        }, credential: bearer, records: ["result"],
        next: { _, count, call in
            let page = call.query.first { $0.name == "page" }.flatMap { Int($0.value) } ?? 1
            return count < 40 ? nil : call.with("page", String(page + 1))
        }, id: { $0["id"]?.text })

    private static let cloudflareSecond = PagingRecipe(
        source: "cloudflare-audit-v2",
        first: { window in
            [
                Call(path: account + "/logs/audit").with("since", iso(window.from)).with("before", iso(window.to))
                    .with("limit", "40")
            ]
        }, credential: bearer, records: ["result"], next: token("result_info.cursor", into: "cursor"),
        id: { $0["id"]?.text })

    private static let gcpLogging = PagingRecipe(
        source: "gcp-logging",
        first: { window in
            [Call(method: "POST", path: "/v2/entries:list").with(body: entries(window, token: nil))]
        },
        credential: { client, _ in
            let token = try client.googleToken(
                subject: "siemgap@simulator.example", scope: "https://www.googleapis.com/auth/logging.read")
            return [("authorization", "Bearer \(token)")]
        }, records: ["entries"],
        next: { answer, _, call in
            answer.body["nextPageToken"]?.text.map { call.with(body: entries(ListingClient.window, token: $0)) }
        },
        id: { record in ["insertId", "timestamp", "logName"].compactMap { record[$0]?.text }.joined(separator: "/") })

    private static func entries(_ window: TimeWindow, token: String?) -> JSONValue {
        let filter = "timestamp>=\"\(iso(window.from))\" AND timestamp<\"\(iso(window.to))\""
        return [
            "resourceNames": .array([.string("projects/example")]), "filter": .string(filter), "pageSize": .integer(40),
            "orderBy": .string("timestamp asc"), "pageToken": .string(token ?? ""),
        ]
    }

    private static let azureActivity = PagingRecipe(
        source: "azure-activity",
        first: { window in
            let filter = "eventTimestamp ge '\(iso(window.from))' and eventTimestamp le '\(iso(window.to - 100))'"
            let root = "/subscriptions/00000000-0000-4000-8000-000000000000/providers/Microsoft.Insights"
            return [
                Call(path: root + "/eventtypes/management/values").with("api-version", "2015-04-01")
                    .with("$filter", filter).with("$top", "40")
            ]
        },
        credential: { client, _ in
            let end = Int(client.context.clock.wall() / seconds) + 3600
            let token = client.context.mint.token([
                "aud": .string("https://management.azure.com"), "exp": .integer(end),
            ])
            return [("authorization", "Bearer \(token)")]
        }, records: ["value"], next: { answer, _, _ in try answer.body["nextLink"]?.text.map(ListingClient.call) },
        id: { $0["eventDataId"]?.text })

    /// A number as its text.
    private static func number(_ value: JSONTree?) -> String? {
        value?.scalarBytes.map { String(decoding: $0, as: UTF8.self) }
    }
}
