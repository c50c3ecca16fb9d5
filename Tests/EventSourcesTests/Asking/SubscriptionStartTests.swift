import AuditModel
import EventSources
import Pulling
import Recordings
import Testing
import Transport

/// Subscriptions are listed before a pull, and started only where somebody says so.
struct SubscriptionStartTests {
    private static let exchange = Scope(field: "content_type", value: "Audit.Exchange")
    private static let feed = "https://api.test/api/v1.0/t/activity/feed/subscriptions"

    private func scene(_ settings: String = "") throws -> DescribedScene {
        try DescribedScene(
            """
            type: o365-management
            tenant: t
            client_id: c
            client_secret: {env: S}
            base_url: https://api.test
            \(settings)
            """)
    }

    @Test(arguments: [(200, SubscriptionStart.Outcome.started), (400, .wasOn)])
    func startsOneScope(_ status: Int, _ outcome: SubscriptionStart.Outcome) async throws {
        // The client hands on the refusal that the rules tolerate: it is on already.
        let service = ScriptedService { _ in ScriptedService.json("{}", status: status) }
        let start = try #require(SubscriptionStart(try scene().made.source))
        #expect(start.scopes.count == 5)
        #expect(try await start.start(Self.exchange, service) == outcome)
        #expect(service.calls.map(\.method) == ["POST"])
        #expect(
            service.calls.map(\.url) == [Self.feed + "/start?contentType=Audit.Exchange&PublisherIdentifier=t"])
    }

    @Test func scopeThatIsNotConfiguredIsNotStarted() async throws {
        let service = ScriptedService { _ in ScriptedService.json("{}") }
        let start = try #require(SubscriptionStart(try scene("content_types: [DLP.All]").made.source))
        await #expect(throws: TransportFailure.self) { try await start.start(Self.exchange, service) }
        #expect(service.calls.isEmpty)
    }

    @Test func sourcesWithoutSubscriptionsHaveNone() throws {
        #expect(
            SubscriptionStart(try DescribedScene(DescribedScene.usual + "steps: {list: {path: /l}}").made.source) == nil
        )
    }

    @Test func readinessNamesTheCommandAndStartsNothing() async throws {
        let service = ScriptedService { _ in
            ScriptedService.json(#"[{"contentType":"Audit.General","status":"enabled","webhook":null}]"#)
        }
        let answers = await (try scene("content_types: [Audit.General, Audit.Exchange]")).made.source.readiness(service)
        #expect(service.calls.map { "\($0.method) \($0.url)" } == ["GET \(Self.feed)/list?PublisherIdentifier=t"])
        #expect(answers.map(\.refusal) == [nil, .notSubscribed])
        #expect(answers.last?.problem?.fix?.hasPrefix("siemgap subscribe own Audit.Exchange;") == true)
    }
}
