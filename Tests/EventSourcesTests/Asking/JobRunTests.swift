import AuditModel
import EventSources
import Synchronization
import Testing
import Transport

/// Jobs that a service works off by itself.
struct JobRunTests {
    static let description =
        DescribedScene.usual + """
            steps:
              create: {path: /queries, json: {displayName: siemgap, filterStartDateTime: "{from:iso}", filterEndDateTime: "{to:iso}"}}
              poll: {path: "/queries/{created:id}", state: status, done: [succeeded], failed: [failed, cancelled], first_wait: 10s, longest_wait: 30s, patience: 2m}
              results: {path: "/queries/{created:id}/records"}
            paging: {style: body-url, read: "@odata.nextLink"}
            records: {at: value}
            """

    static func service(_ states: [String]) -> ScriptedService {
        let left = Countdown(states.count)
        return ScriptedService { call in
            if call.method == "POST" {
                return ScriptedService.json("{\"id\":\"q/1\",\"status\":\"notStarted\"}", status: 201)
            }
            if call.url.contains("records") {
                return call.url.contains("p=2")
                    ? ScriptedService.json("{\"value\":\(DescribedScene.records(3...3))}")
                    : ScriptedService.json(
                        "{\"value\":\(DescribedScene.records(1...2)),\"@odata.nextLink\":\"\(call.url)?p=2\"}")
            }
            return ScriptedService.json("{\"status\":\"\(states[states.count - left.next()])\"}")
        }
    }

    @Test func jobIsMadePolledAndRead() async throws {
        let waits = Mutex<[Double]>([])
        let service = Self.service(["notStarted", "running", "running", "succeeded"])
        let scene = try DescribedScene(Self.description) { seconds in waits.withLock { $0.append(seconds) } }
        let pull = await scene.pull(service)
        #expect(pull.failure == nil)
        #expect(pull.ids == ["1", "2", "3"])
        #expect(waits.withLock { $0 } == [10, 20, 30])
        #expect(
            service.requests.first
                == "/queries {\"displayName\":\"siemgap\",\"filterStartDateTime\":\"2026-01-01T00:00:00Z\",\"filterEndDateTime\":\"2026-01-01T02:00:00Z\"}"
        )
        #expect(service.requests.suffix(2) == ["/queries/q%2F1/records", "/queries/q%2F1/records?p=2"])
    }

    @Test func resumedQuestionReadsTheSameJob() async throws {
        let scene = try DescribedScene(Self.description)
        let cursor = await scene.pull(Self.service(["succeeded"])).cursors.first ?? nil
        let service = Self.service([])
        #expect(await scene.pull(service, from: cursor).ids == ["3"])
        #expect(service.requests == ["/queries/q%2F1/records?p=2"])
    }

    @Test(arguments: [["running", "failed"], Array(repeating: "running", count: 20)])
    func jobWithoutResultsAsksForASmallerQuestion(_ states: [String]) async throws {
        let pull = await (try DescribedScene(Self.description)).pull(Self.service(states))
        #expect(pull.failure?.kind == .timeout)
        #expect(pull.failure?.problem.code == "E-JOB")
        #expect(pull.lines == [])
    }

    @Test func jobWithoutAnIDIsACutAnswer() async throws {
        let service = ScriptedService { _ in ScriptedService.json("{}") }
        #expect(await (try DescribedScene(Self.description)).pull(service).failure?.kind == .cutAnswer)
    }
}
