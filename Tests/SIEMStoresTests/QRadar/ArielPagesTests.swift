import AuditModel
import Foundation
import Pulling
import Recordings
import SIEMStores
import Synchronization
import Testing
import Transport

struct ArielPagesTests {
    private static let settings = "type: qradar\nurl: https://siem.test\ntoken: {env: TOKEN}\nquery: qid = 5"

    /// Answers to requests by method and path, each list one after the other; the last stays.
    private static func service(_ script: [String: [Result<HTTPReply, TransportFailure>]]) -> ScriptedService {
        let left = Mutex(script)
        return ScriptedService { call in
            let path = call.url.dropFirst(TestStore.host.count).prefix { $0 != "?" }
            return left.withLock { left in
                guard let answers = left["\(call.method) \(path)"], let first = answers.first else {
                    return .failure(ScriptedService.failure(.gone))
                }
                if answers.count > 1 { left["\(call.method) \(path)"]?.removeFirst() }
                return first
            }
        }
    }

    private static func rows(_ ids: [String], range: String) -> Result<HTTPReply, TransportFailure> {
        let rows = ids.map {
            #"{"devicetime":1500000,"starttime":1600000,"eventcount":2,"payload":"<1>h: {\"Id\":\"\#($0)\"}"}"#
        }
        return .success(
            HTTPReply(
                status: 206, headers: [.init("Content-Range", range)],
                body: Array(#"{"events":[\#(rows.joined(separator: ","))]}"#.utf8)))
    }

    private static func aql(_ call: HTTPCall) -> String? {
        URLComponents(string: call.url)?.queryItems?.first?.value
    }

    @Test func aSearchIsMadeWaitedForReadAndFreed() async throws {
        let path = "/api/ariel/searches"
        let service = Self.service([
            "POST \(path)": [ScriptedService.json(#"{"search_id":"s1","status":"WAIT"}"#, status: 201)],
            "GET \(path)/s1": [
                ScriptedService.json(#"{"status":"EXECUTE"}"#, status: 206),
                ScriptedService.json(#"{"status":"COMPLETED","record_count":4}"#),
            ],
            "GET \(path)/s1/results": [
                Self.rows(["a", "b", "c"], range: "items 0-2/4"), Self.rows(["d"], range: "items 3-3/4"),
            ],
        ])
        let made = try TestStore.make(Self.settings)
        let answer = await TestStore.all(made.store.pages(of: TestStore.question, from: nil, service))
        #expect(
            answer.lines.first
                == #"{"id":"a","time":"1500000","ingested":"1600000","length":16,"place":{"eventcount":2}}"#)
        #expect(answer.lines.count == 4)
        #expect(service.left.map { "\($0.method) \($0.url)" } == ["DELETE https://siem.test\(path)/s1"])
        #expect(
            service.calls.compactMap { $0.headers.first { $0.name == "Range" }?.value } == ["items=0-2", "items=3-5"])
        #expect(
            service.calls.first.flatMap(Self.aql)
                == "SELECT devicetime, starttime, eventcount, UTF8(payload) AS payload FROM events "
                + "WHERE (qid = 5) AND devicetime >= 1000000 AND devicetime < 2000000 AND 2 = 2 LIMIT 1000000 "
                + "START '1969-12-31 00:16Z' STOP '1970-01-02 00:34Z'")
    }

    @Test func aSearchThatWasThereBeforeIsNotTrusted() async throws {
        let path = "/api/ariel/searches"
        let service = Self.service([
            "POST \(path)": [
                ScriptedService.json(#"{"search_id":"old","status":"COMPLETED"}"#, status: 201),
                ScriptedService.json(#"{"search_id":"new","status":"WAIT"}"#, status: 201),
            ],
            "GET \(path)/new": [ScriptedService.json(#"{"status":"COMPLETED","record_count":0}"#)],
        ])
        let made = try TestStore.make(Self.settings)
        let answer = await TestStore.all(made.store.pages(of: TestStore.question, from: nil, service))
        #expect(answer.lines.isEmpty && answer.failure == nil)
        #expect(Set(service.calls.filter { $0.method == "POST" }.compactMap(Self.aql)).count == 2)
        #expect(service.left.map { $0.url.split(separator: "/").last } == ["old", "new"])
    }

    @Test(arguments: [
        (
            #"{"status":"ERROR","error_messages":[{"message":"no disk","severity":"ERROR"}]}"#,
            TransportFailure.Kind.timeout
        ),
        (#"{"status":"CANCELED"}"#, .restart), (#"{"status":"WAIT"}"#, .timeout),
    ])
    func aSearchThatGivesNothingIsFreed(_ status: String, _ kind: TransportFailure.Kind) async throws {
        let path = "/api/ariel/searches"
        let service = Self.service([
            "POST \(path)": [ScriptedService.json(#"{"search_id":"s","status":"WAIT"}"#, status: 201)],
            "GET \(path)/s": [ScriptedService.json(status)],
        ])
        let made = try TestStore.make(Self.settings)
        let answer = await TestStore.all(made.store.pages(of: TestStore.question, from: nil, service))
        #expect(answer.failure?.kind == kind)
        #expect(service.left.count == 1)
        await #expect(throws: TransportFailure.self) { try await made.store.count(of: TestStore.question, service) }
        #expect(service.left.count == 2)
    }

    @Test func rowsOfAnotherPlaceAndComplaintsAreFlaws() async throws {
        let path = "/api/ariel/searches"
        let done = #"{"status":"COMPLETED","record_count":4,"error_messages":[{"severity":"WARN","message":"peer"}]}"#
        let service = Self.service([
            "POST \(path)": [ScriptedService.json(#"{"search_id":"s","status":"WAIT"}"#, status: 201)],
            "GET \(path)/s": [ScriptedService.json(done)],
            "GET \(path)/s/results": [Self.rows(["a", "b", "c"], range: "items 0-2/4")],
        ])
        let made = try TestStore.make(Self.settings)
        let answer = await TestStore.all(made.store.pages(of: TestStore.question, from: nil, service))
        #expect(answer.flaws.map(\.reason) == ["cut-answer", "page-loop"])
    }

    @Test func allTimeIsAskedForWithoutAnEnd() async throws {
        let service = Self.service([:])
        let made = try TestStore.make(Self.settings)
        _ = await TestStore.all(made.store.pages(ofIDs: [["it's"]], in: nil, service))
        #expect(
            service.calls.first.flatMap(Self.aql)?.hasSuffix(
                "WHERE (qid = 5) AND (UTF8(payload) ILIKE '%it''s%') AND 2 = 2 LIMIT 1000000 START '1970-01-01 00:00Z'")
                == true)
    }
}
