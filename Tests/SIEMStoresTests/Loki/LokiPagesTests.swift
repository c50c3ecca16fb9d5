import AuditModel
import Foundation
import Pulling
import Recordings
import SIEMStores
import Testing
import Transport

struct LokiPagesTests {
    private static let settings = "type: loki\nurl: https://siem.test/\nquery: '{job=\"x\"}'\ntenant: t1\npage_size: 3"

    private static func streams(_ entries: [(Int, String)], more: String = "") -> Result<HTTPReply, TransportFailure> {
        let values = entries.map { #"["\#($0.0)","{\"Id\":\"\#($0.1)\"}"]"# }.joined(separator: ",")
        let stream = #"{"stream":{"job":"x"},"values":[\#(values)]}"#
        return ScriptedService.json(
            #"{"status":"success","data":{"resultType":"streams","result":[\#(stream)]}\#(more)}"#)
    }

    private static func fields(_ call: HTTPCall) -> [String: String] {
        var fields: [String: String] = [:]
        for item in URLComponents(string: "?" + call.text)?.queryItems ?? [] { fields[item.name] = item.value }
        return fields
    }

    private static func ids(_ answer: TestStore.Answer) -> [String] {
        answer.lines.compactMap { $0.split(separator: "\"").dropFirst(3).first.map(String.init) }
    }

    @Test func theNextPageBeginsWhereTheLastEndedAndSkipsWhatCame() async throws {
        let service = ScriptedService { call in
            Self.fields(call)["start"] == "1000000000000"
                ? Self.streams([(1_000_000_000_000, "a"), (1_000_000_000_005, "b"), (1_000_000_000_005, "c")])
                : Self.streams([(1_000_000_000_005, "b"), (1_000_000_000_005, "c")])
        }
        let made = try TestStore.make(Self.settings)
        let answer = await TestStore.all(made.store.pages(of: TestStore.question, from: nil, service))
        #expect(Self.ids(answer) == ["a", "b", "c"])
        #expect(service.calls.map { Self.fields($0)["start"] } == ["1000000000000", "1000000000005"])
        let first = try #require(service.calls.first)
        #expect(first.url == "https://siem.test/loki/api/v1/query_range")
        #expect(first.headers.contains(.init("X-Scope-OrgID", "t1")))
        #expect(Self.fields(first)["direction"] == "forward")
        #expect(Self.fields(first)["end"] == "2000000000000")
    }

    @Test func anInstantWithMoreThanAPageIsAskedForByEndingsOfIDs() async throws {
        let all = ["a1", "b1", "c2", "d3", "e3", "f3", "g3"]
        let service = ScriptedService { call in
            let fields = Self.fields(call)
            let query = fields["query"] ?? ""
            if query.hasPrefix("sum(") {
                return ScriptedService.json(
                    #"{"data":{"resultType":"matrix","result":[{"values":[[1,"\#(all.count)"]]}]}}"#)
            }
            guard Int(fields["start"] ?? "") ?? 0 <= 1_000_000_000_000 else { return Self.streams([]) }
            let ending = query.firstRange(of: "{}\\\\s]*").map { query[$0.upperBound...].prefix { $0 != "[" } }
            let found = all.filter { id in
                if query.contains("!~") { return false }
                return ending.map { id.hasSuffix($0) } ?? true
            }
            return Self.streams(found.prefix(3).map { (1_000_000_000_000, $0) })
        }
        let made = try TestStore.make(Self.settings)
        let answer = await TestStore.all(made.store.pages(of: TestStore.question, from: nil, service))
        #expect(Set(Self.ids(answer)) == Set(all))
        #expect(answer.flaws.isEmpty)
    }

    @Test func aSmallerLimitThatTheServerNamesIsKeptTo() async throws {
        let service = ScriptedService { call in
            guard Self.fields(call)["limit"] == "2" else {
                return .success(
                    HTTPReply(
                        status: 400,
                        body: Array("max entries limit per query exceeded, limit > max_entries_limit (3 > 2)".utf8)))
            }
            return Self.streams([(1_000_000_000_001, "a")])
        }
        let made = try TestStore.make(Self.settings)
        let answer = await TestStore.all(made.store.pages(of: TestStore.question, from: nil, service))
        #expect(Self.ids(answer) == ["a"])
    }

    @Test(arguments: [
        ("the query time range exceeds the limit (query length: 800h0m0s, limit: 30d1h)", TransportFailure.Kind.shrink),
        ("parse error at line 1, col 1: syntax error", .rejected),
    ])
    func refusalsInPlainTextAreRead(_ said: String, _ kind: TransportFailure.Kind) async throws {
        let service = ScriptedService { _ in .success(HTTPReply(status: 400, body: Array(said.utf8))) }
        let made = try TestStore.make(Self.settings)
        let answer = await TestStore.all(made.store.pages(of: TestStore.question, from: nil, service))
        #expect(answer.failure?.kind == kind)
        #expect(answer.failure?.words == said)
    }

    @Test func warningsAndStrayEntriesAreFlaws() async throws {
        let made = try TestStore.make(Self.settings)
        let warned = ScriptedService { _ in Self.streams([], more: #","warnings":["one ingester is gone"]"#) }
        let answer = await TestStore.all(made.store.pages(of: TestStore.question, from: nil, warned))
        #expect(answer.flaws.map(\.reason) == ["cut-answer"])
        let stray = ScriptedService { _ in Self.streams([(5, "a")]) }
        let second = await TestStore.all(made.store.pages(of: TestStore.question, from: nil, stray))
        #expect(second.flaws.map(\.reason) == ["page-loop"])
        #expect(stray.calls.count == 1)
    }

    @Test func aStretchIsCountedWithoutItsEnd() async throws {
        let body = #"{"data":{"resultType":"matrix","result":[{"metric":{},"values":[[1,"41"]]}]}}"#
        let service = ScriptedService { _ in ScriptedService.json(body) }
        let made = try TestStore.make(Self.settings)
        #expect(try await made.store.count(of: TestStore.question, service) == 41)
        let fields = Self.fields(try #require(service.calls.first))
        #expect(fields["query"] == #"sum(count_over_time({job="x"}[1000s]))"#)
        #expect(fields["start"] == "1999999999999")
    }

    @Test func wholeLinesAreWrittenAsLogcliDoes() async throws {
        let service = ScriptedService { _ in Self.streams([(1_000_000_000_001, "a")]) }
        let made = try TestStore.make(Self.settings, whole: true)
        let answer = await TestStore.all(made.store.pages(of: TestStore.question, from: nil, service))
        #expect(
            answer.lines == [
                #"{"labels":{"job":"x"},"line":"{\"Id\":\"a\"}","timestamp":"1970-01-01T00:16:40.000000001Z"}"#
            ])
    }

    @Test(arguments: [
        ("type: loki\nurl: https://siem.test", "siems.test: query is missing"),
        ("type: loki\nurl: siem\nquery: x", "siems.test.url: that is no address"),
        ("type: loki\nurl: https://siem.test\nquery: x\nfoo: 1", "unknown key \"foo\" in siems.test"),
        (
            "type: loki\nurl: https://siem.test\nquery: x\npage_size: 6000",
            "siems.test.page_size: pages have 2 to 5000 rows"
        ),
        ("type: loki\nurl: https://siem.test\nquery: x\nusername: u", "siems.test: password is missing"),
    ])
    func settingsThatMakeNoStoreAreRefused(_ settings: String, _ what: String) {
        #expect(TestStore.refusal(settings) == what)
    }
}
