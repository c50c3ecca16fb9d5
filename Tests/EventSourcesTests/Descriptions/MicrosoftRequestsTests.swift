import AuditModel
import EventSources
import Foundation
import Pulling
import Recordings
import Testing
import Transport

/// What the built-in Microsoft sources ask for, request by request.
struct MicrosoftRequestsTests {
    /// A question of a source and the requests it makes, queries decoded for reading.
    struct Case: Sendable, CustomTestStringConvertible {
        let type: String
        var settings = ""
        var scope: Scope?
        let answers: [String: String]
        let requests: [String]
        let ids: [String]

        var testDescription: String { "\(type) \(settings)" }
    }

    private static let tenant = "d0000000-0000-4000-8000-000000000000"
    private static let day = "2026-01-01T00:00:00Z"
    private static let end = "2026-01-01T02:00:00Z"
    private static let feed = "/api/v1.0/\(tenant)/activity/feed"
    private static let content =
        "\(feed)/subscriptions/content?contentType=Audit.Exchange&startTime=2026-01-01T00:00:00&endTime=2026-01-01T02:00:00&PublisherIdentifier=\(tenant)"

    /// An answer with one record that has the members of every source.
    private static func list(_ id: Int, next: String? = nil) -> String {
        let time = "2026-01-01T00:0\(id):00Z"
        let link = next.map { ",\"@odata.nextLink\":\"https://api.test\($0)\"" } ?? ""
        return """
            {"value":[{"id":"\(id)","createdDateTime":"\(time)","activityDateTime":"\(time)","signinDateTime":"\(time)",
            "riskEventDateTime":"\(time)"}]\(link)}
            """
    }

    private static func graph(
        _ type: String, settings: String = "", scope: Scope? = nil, asks first: String
    ) -> Case {
        Case(
            type: type, settings: settings, scope: scope,
            answers: [first: list(1, next: "/next?$skiptoken=a%2Bb"), "/next?$skiptoken=a+b": list(2)],
            requests: [first, "/next?$skiptoken=a+b"], ids: ["1", "2"])
    }

    static let cases: [Case] = [
        graph(
            "graph-sign-ins", scope: Scope(field: "event_type", value: "servicePrincipal"),
            asks:
                "/beta/auditLogs/signIns?$filter=createdDateTime ge \(day) and createdDateTime le \(end) and signInEventTypes/any(t: t eq 'servicePrincipal')&$top=1000"
        ),
        graph(
            "graph-sign-ins", settings: "version: v1.0\npage_size: 50",
            scope: Scope(field: "event_type", value: "interactiveUser"),
            asks:
                "/v1.0/auditLogs/signIns?$filter=createdDateTime ge \(day) and createdDateTime le \(end) and signInEventTypes/any(t: t eq 'interactiveUser')&$top=50"
        ),
        graph(
            "graph-directory-audits",
            asks:
                "/v1.0/auditLogs/directoryAudits?$filter=activityDateTime ge \(day) and activityDateTime le \(end)&$top=1000"
        ),
        graph(
            "graph-risk-detections",
            asks:
                "/v1.0/identityProtection/riskDetections?$filter=activityDateTime ge \(day) and activityDateTime le \(end)&$top=500"
        ),
        graph(
            "graph-identity-risk-events",
            asks: "/beta/identityRiskEvents?$filter=createdDateTime ge \(day) and createdDateTime le \(end)&$top=500"),
        graph(
            "aad-graph-sign-ins",
            asks:
                "/\(tenant)/activities/signinEvents?api-version=beta&$filter=signinDateTime ge \(day) and signinDateTime le \(end)&$top=1000"
        ),
        search("", query: ""),
        search("services: [Exchange]", scope: Scope(field: "service", value: "Exchange"), query: "Exchange"),
        Case(
            type: "o365-management", scope: Scope(field: "content_type", value: "Audit.Exchange"),
            answers: [
                content: """
                [{"contentId":"a$b","contentUri":"https://api.test\(feed)/audit/a$b","contentCreated":"2026-01-01T00:18:00.456Z"}]
                """,
                content + "&nextPage=2": "[]",
                "\(feed)/audit/a$b?PublisherIdentifier=\(tenant)":
                    #"[{"Id":"1","CreationTime":"2025-12-30T23:00:00"},{"Id":"2","CreationTime":"2026-01-01T00:03:12"}]"#,
            ],
            requests: [content, "\(feed)/audit/a$b?PublisherIdentifier=\(tenant)", content + "&nextPage=2"],
            ids: ["1", "2"]),
    ]

    private static func search(_ settings: String, scope: Scope? = nil, query: String) -> Case {
        let root = "/beta/security/auditLog/queries"
        let filter = query.isEmpty ? "" : ",\"serviceFilter\":\"\(query)\""
        let create =
            "\(root) {\"@odata.type\":\"#microsoft.graph.security.auditLogQuery\",\"displayName\":\"siemgap 2025-12-31T23:59:59Z\",\"filterStartDateTime\":\"2025-12-31T23:59:59Z\",\"filterEndDateTime\":\"2026-01-01T02:00:01Z\"\(filter)}"
        return Case(
            type: "purview-audit", settings: settings, scope: scope,
            answers: [
                create: #"{"id":"j1","status":"notStarted"}"#, "\(root)/j1": #"{"id":"j1","status":"succeeded"}"#,
                "\(root)/j1/records": list(1, next: "\(root)/j1/records?$skiptoken=x"),
                "\(root)/j1/records?$skiptoken=x": list(2),
            ],
            requests: [create, "\(root)/j1", "\(root)/j1/records", "\(root)/j1/records?$skiptoken=x"],
            ids: ["1", "2"])
    }

    @Test(arguments: cases)
    func asksWhatIsDocumentedAndNothingElse(_ one: Case) async throws {
        let service = Self.service(one)
        let pull = await (try Self.scene(one.type, one.settings)).pull(service, scope: one.scope)
        #expect(service.calls.map(Self.readable) == one.requests)
        #expect(pull.failure == nil)
        #expect(pull.flaws == [])
        #expect(pull.lines.map { line in one.ids.first { line.contains("d\":\"\($0)\"") } } == one.ids)
    }

    @Test(arguments: cases)
    func keepsTheContractOfSources(_ one: Case) async throws {
        let source = try Self.scene(one.type, one.settings).made.source
        let question = SliceQuestion(
            scope: one.scope, window: DescribedScene.window, pageSize: source.traits.pageSizes[0])
        try await SourceContract.check(source, question, Self.service(one))
    }

    private static func scene(_ type: String, _ settings: String = "") throws -> DescribedScene {
        try DescribedScene(
            """
            type: \(type)
            tenant: \(tenant)
            client_id: c
            client_secret: {env: S}
            base_url: https://api.test
            \(settings)
            """)
    }

    private static func service(_ one: Case) -> ScriptedService {
        ScriptedService { call in
            guard let answer = one.answers[readable(call)] else {
                return .failure(ScriptedService.failure(.rejected))
            }
            // Only the Management Activity API names the next page in a header.
            let isFirst = answer.hasPrefix("[{\"contentId")
            return ScriptedService.json(
                answer, isFirst ? [("nextpageuri", "https://api.test\(content)&nextPage=2")] : [])
        }
    }

    /// Path and decoded query, with the body behind a blank; queries that a service gave stay recognisable.
    private static func readable(_ call: HTTPCall) -> String {
        let target = call.url.replacing("https://api.test", with: "")
        let decoded = target.removingPercentEncoding ?? target
        return decoded + (call.body.map { " " + String(decoding: $0, as: UTF8.self) } ?? "")
    }

    @Test func blobTellsWhenItsRecordsBecameReadable() async throws {
        let one = try #require(Self.cases.last)
        let scene = try Self.scene("o365-management")
        let service = ScriptedService { call in ScriptedService.json(one.answers[Self.readable(call)] ?? "[]") }
        let created: Int64 = 1_767_226_680_456_000_000
        #expect(await scene.pull(service, scope: one.scope).stamps == [.init(records: 2, after: created, by: created)])
    }

    @Test func signInsOfAnotherKindAreNoticed() async throws {
        let scene = try Self.scene("graph-sign-ins")
        let service = ScriptedService { _ in
            ScriptedService.json(
                """
                {"value":[{"id":"1","createdDateTime":"2026-01-01T00:01:00Z","signInEventTypes":["interactiveUser"]}]}
                """)
        }
        let own = await scene.pull(service, scope: Scope(field: "event_type", value: "interactiveUser"))
        #expect(own.flaws == [])
        let other = await scene.pull(service, scope: Scope(field: "event_type", value: "managedIdentity"))
        #expect(other.flaws.map(\.reason) == ["count-mismatch"])
    }
}
