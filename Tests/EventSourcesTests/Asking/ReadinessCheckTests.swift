import AuditModel
import EventSources
import Pulling
import Recordings
import Testing
import Transport

/// Lists of subscriptions in, what each scope can be asked out.
struct ReadinessCheckTests {
    static let description =
        DescribedScene.usual + """
            steps:
              ready: {path: /subscriptions/list, scope: contentType, state: status, good: [enabled]}
              list: {path: /l}
            fan_out: {name: content_type, values: [A, B, C, D]}
            """

    @Test func onlyWhatIsListedAndOnCanBeAsked() async throws {
        let service = ScriptedService { _ in
            ScriptedService.json(
                """
                [{"contentType":"A","status":"enabled","webhook":null},{"contentType":"B","status":"disabled"},{"contentType":"C"}]
                """)
        }
        let answers = await (try DescribedScene(Self.description)).made.source.readiness(service)
        #expect(answers.map { $0.scope?.value } == ["A", "B", "C", "D"])
        #expect(answers.map(\.refusal) == [nil, .notSubscribed, nil, .notSubscribed])
        #expect(answers.map(\.reason) == [nil, "not-subscribed", nil, "not-subscribed"])
        #expect(answers[1].problem?.said == "its state is disabled")
    }

    @Test(arguments: [
        (TransportFailure.Kind.forbidden, RecordingDescription.Slice.Outcome?.some(.refused)),
        (.unauthorized, .refused),
        (.notSubscribed, .notSubscribed), (.timeout, nil), (.throttled, nil),
    ])
    func onlyARefusalRefuses(
        _ kind: TransportFailure.Kind, _ outcome: RecordingDescription.Slice.Outcome?
    ) async throws {
        let service = ScriptedService { _ in .failure(ScriptedService.failure(kind)) }
        let answers = await (try DescribedScene(Self.description)).made.source.readiness(service)
        #expect(answers.map(\.refusal) == Array(repeating: outcome, count: 4))
    }

    @Test func sourceWithoutSuchARequestAsksNothing() async throws {
        let service = ScriptedService { _ in ScriptedService.json("[]") }
        let scene = try DescribedScene(DescribedScene.usual + "steps: {list: {path: /l}}")
        #expect(await scene.made.source.readiness(service).map(\.refusal) == [nil])
        #expect(service.calls.isEmpty)
    }
}
