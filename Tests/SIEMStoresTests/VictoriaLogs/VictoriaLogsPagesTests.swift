import AuditModel
import Foundation
import Pulling
import SIEMStores
import Testing
import Transport

struct VictoriaLogsPagesTests {
    private static let settings = "type: victorialogs\nurl: https://siem.test\nquery: 'a:b | filter c:d'\naccount: 7"

    private static func query(_ call: HTTPCall) -> String? {
        URLComponents(string: "?" + call.text)?.queryItems?.first { $0.name == "query" }?.value
    }

    @Test func conditionAndPipesAreKeptApart() async throws {
        let service = ScriptedService { call in
            call.url.hasSuffix("stats_query")
                ? ScriptedService.json(#"{"data":{"resultType":"vector","result":[{"value":[1,"2"]}]}}"#)
                : ScriptedService.json("")
        }
        let made = try TestStore.make(Self.settings + "\nid: properties.id")
        #expect(try await made.store.count(of: TestStore.question, service) == 2)
        _ = await TestStore.all(made.store.pages(of: TestStore.question, from: nil, service))
        let begin = "_time:[1970-01-01T00:16:40Z,1970-01-01T00:33:20Z) (a:b) | filter c:d | "
        #expect(
            service.calls.map(Self.query) == [
                begin + "stats count() as rows",
                begin + #"fields "_time", "_stream", "_stream_id", "_msg", "properties.id""#,
            ])
        #expect(service.calls.allSatisfy { $0.headers.contains(.init("AccountID", "7")) })
    }

    @Test func idsStandInFieldsOrInTheMessage() async throws {
        let rows = [
            #"{"_time":"1970-01-01T00:20:00Z","_msg":"{\"Id\":\"in\"}"}"#,
            #"{"_time":"1970-01-01T00:20:00Z","_msg":"text","properties.id":"flat","_stream_id":"s"}"#,
        ]
        let service = ScriptedService { _ in ScriptedService.json(rows.map { $0 + "\n" }.joined()) }
        let made = try TestStore.make(Self.settings)
        let answer = await TestStore.all(made.store.pages(of: TestStore.question, from: nil, service))
        #expect(
            answer.lines == [
                #"{"id":"in","time":"1970-01-01T00:20:00Z","length":11}"#,
                #"{"id":"flat","time":"1970-01-01T00:20:00Z","length":4,"place":{"_stream_id":"s"}}"#,
            ])
        let found = await TestStore.all(made.store.pages(ofIDs: [["flat"]], in: nil, service))
        #expect(found.lines.count == 1)
        let asked = try #require(service.calls.last.flatMap(Self.query))
        #expect(asked.hasPrefix(#"(a:b) ("_msg":~"(?i)(flat)" or "Id":~"(?i)(flat)" or "#))
    }

    @Test func aLineThatBreaksOffIsNoAnswer() async throws {
        let made = try TestStore.make(Self.settings)
        let service = ScriptedService { _ in ScriptedService.json(#"{"_time":"19"#) }
        let answer = await TestStore.all(made.store.pages(of: TestStore.question, from: nil, service))
        #expect(answer.failure?.kind == .cutAnswer)
        #expect(answer.lines.isEmpty)
    }
}
