import AuditModel
import ByteScan
import Pulling
import Recordings
import SIEMStores
import Settings
import Synchronization
import Testing
import Transport

struct ElasticPagesTests {
    private static let window = TimeWindow(from: 1_794_614_400_000_000_000, to: 1_794_700_800_000_000_000)

    /// The store of an entry; secrets are their variables' names.
    private func store(_ type: String = "elasticsearch", _ more: String = "", whole: Bool = false) throws -> MadeStore {
        let text = """
            schema: 1
            siems:
              lab:
                type: \(type)
                url: https://siem.test
                index: logs-a
                page_size: 2
                \(more)

            """
        let node = try SettingsNode(parsing: text, file: "siemgap.yaml")
        let named = try #require(try Configuration(node: node, now: 0).siems.first)
        let making = SourceMaking(resolve: { _, _ in Secret("id:key") }, wait: { _ in })
        return try StoreRegistry.store(named, making: StoreMaking(making, asksWhole: whole))
    }

    private static func hit(_ number: Int, _ source: String = "") -> String {
        #"{"_index":"logs-a","_id":"d\#(number)","_source":{\#(source)},"sort":[\#(number)]}"#
    }

    private static func answer(
        _ numbers: [Int], pit: String, total: Int, _ more: String = #""_shards":{"total":1,"failed":0}"#
    ) -> String {
        #"{"pit_id":"\#(pit)",\#(more),"timed_out":false,"hits":{"total":{"value":\#(total),"relation":"eq"},"hits":["#
            + numbers.map { hit($0) }.joined(separator: ",") + "]}}"
    }

    private func all(_ pages: any SourcePages) async throws -> [SourcePage] {
        var all: [SourcePage] = []
        while let page = try await pages.next() { all.append(page) }
        return all
    }

    private func pages(_ made: MadeStore, _ service: any ServiceAsking) -> any SourcePages {
        made.store.pages(
            of: SliceQuestion(scope: nil, window: Self.window, pageSize: made.store.traits.pageSizes[0]), from: nil,
            service)
    }

    /// Which fields there are is asked once, and only where the question is long; without an answer all are meant.
    @Test(arguments: [
        (ids: 60, fields: #"{"fields":{"event.id":{},"okta.uuid.keyword":{}}}"#, named: true, left: true),
        (ids: 60, fields: #"{"fields":{}}"#, named: true, left: false),
        (ids: 60, fields: nil, named: true, left: false), (ids: 3, fields: nil, named: false, left: false),
    ])
    func fieldsThatAreNotThereAreLeftOutOfLongQuestions(
        ids: Int, fields: String?, named: Bool, left: Bool
    ) async throws {
        let service = ScriptedService { call in
            if call.url.contains("/_field_caps?fields=event.id") {
                return fields.map { ScriptedService.json($0) } ?? .failure(ScriptedService.failure(.forbidden))
            }
            if call.url.contains("/_pit?") { return ScriptedService.json(#"{"id":"p0"}"#) }
            return ScriptedService.json(Self.answer([], pit: "p1", total: 0))
        }
        let made = try store()
        let pages = made.store.pages(ofIDs: (0..<ids).map { ["id-\($0)"] }, in: nil, service)
        _ = try await all(pages)
        await pages.close()
        #expect(service.calls.contains { $0.url.contains("_field_caps") } == named)
        let text = try #require(service.calls.last { $0.url.contains("/_search") }?.text)
        #expect(text.contains(#""event.id":["id-0""#) && text.contains(#""okta.uuid.keyword":["id-0""#))
        for name in ["event.id.keyword", "okta.uuid", "aws.cloudtrail.event_id"] {
            #expect(text.contains("\"\(name)\":[") == !left, "\(name)")
        }
    }

    @Test func theNewestIDOfAPointInTimeIsUsedAndFreed() async throws {
        let turns = Mutex(0)
        let service = ScriptedService { call in
            if call.url.contains("/_pit?") { return ScriptedService.json(#"{"id":"p0"}"#) }
            let turn = turns.withLock { turn in
                turn += 1
                return turn
            }
            return ScriptedService.json(
                Self.answer(turn == 1 ? [1, 2] : [3], pit: "p\(turn)", total: turn == 1 ? 3 : 0))
        }
        let pages = pages(try store(), service)
        #expect(service.calls.isEmpty, "nothing is asked before the first page is asked for")
        let found = try await all(pages)
        await pages.close()
        #expect(found.map(\.records) == [2, 1])
        #expect(found.first?.expected == 3)
        #expect(found.allSatisfy { $0.flaw == nil })
        #expect(service.calls[1].text.contains(#""pit":{"id":"p0","keep_alive":"5m"}"#))
        #expect(service.calls[1].text.contains(#""track_total_hits":true"#))
        #expect(!service.calls[1].text.contains("search_after"))
        #expect(service.calls[2].text.contains(#""pit":{"id":"p1","keep_alive":"5m"}"#))
        #expect(service.calls[2].text.contains(#""search_after":[2]"#))
        #expect(service.calls[1].url == "https://siem.test/_search?allow_partial_search_results=false")
        #expect(service.left.map(\.text) == [#"{"id":"p2"}"#])
    }

    @Test func partsThatDidNotAnswerAreAskedAgainAndThenAdmitted() async throws {
        for losses in [
            #""_shards":{"total":5,"failed":1,"failures":[{"reason":{"type":"node_disconnected_exception"}}]}"#,
            #""_shards":{"total":5,"failed":0},"_clusters":{"total":2,"successful":1,"skipped":1}"#,
            #""_shards":{"total":5,"failed":0},"_clusters":{"total":2,"successful":1,"skipped":0,"partial":1}"#,
        ] {
            let service = ScriptedService { call in
                call.url.contains("/_pit?")
                    ? ScriptedService.json(#"{"id":"p"}"#)
                    : ScriptedService.json(Self.answer([1], pit: "p", total: 1, losses))
            }
            let found = try await all(pages(try store(), service))
            #expect(found.compactMap(\.flaw?.reason) == ["cut-answer"])
            #expect(service.calls.count == 4, "opened once, asked three times")
        }
    }

    @Test func shardsThatNeedNotBeLookedAtAreNoLoss() async throws {
        let service = ScriptedService { call in
            call.url.contains("/_pit?")
                ? ScriptedService.json(#"{"id":"p"}"#)
                : ScriptedService.json(
                    Self.answer([1], pit: "p", total: 1, #""_shards":{"total":5,"skipped":4,"failed":0}"#))
        }
        let found = try await all(pages(try store(), service))
        #expect(found.map(\.flaw) == [nil])
    }

    @Test func aSearchThatGaveUpIsTooLargeAQuestion() async throws {
        let service = ScriptedService { call in
            call.url.contains("/_pit?")
                ? ScriptedService.json(#"{"id":"p"}"#)
                : ScriptedService.json(#"{"timed_out":true,"_shards":{"failed":0},"hits":{"hits":[]}}"#)
        }
        let pages = pages(try store(), service)
        await #expect { _ = try await all(pages) } throws: { ($0 as? TransportFailure)?.kind == .timeout }
        await pages.close()
        #expect(service.left.count == 1)
    }

    @Test func whatAnOldVersionRefusesIsTriedOnce() async throws {
        let service = ScriptedService { call in
            if call.url.contains("point_in_time") {
                return .failure(ScriptedService.failure(.rejected, status: 405, words: "Incorrect HTTP method"))
            }
            let page = call.url.contains("/_search/scroll") ? [Int]() : [1]
            let body = Self.answer(page, pit: "", total: 2).replacing("pit_id", with: "_scroll_id")
                .replacing(#""_scroll_id":"""#, with: #""_scroll_id":"s""#)
            return ScriptedService.json(body)
        }
        let made = try store("opensearch")
        let first = pages(made, service)
        #expect(try await all(first).map(\.records) == [1])
        await first.close()
        #expect(service.left.map(\.text) == [#"{"scroll_id":["s"]}"#])
        _ = try await all(pages(made, service))
        #expect(service.calls.count { $0.url.contains("point_in_time") } == 1)
        #expect(service.calls[1].url.hasSuffix("/logs-a/_search?allow_partial_search_results=false&scroll=5m"))
    }

    @Test func anotherQuestionMayFindOutFirstThatAVersionIsOld() async throws {
        let made = try store("opensearch")
        let service = ScriptedService { call in
            if call.url.contains("point_in_time") {
                return .failure(ScriptedService.failure(.rejected, status: 405, words: "Incorrect HTTP method"))
            }
            return ScriptedService.json(
                Self.answer([], pit: "", total: 0).replacing(#""pit_id":"""#, with: #""_scroll_id":"s""#))
        }
        // Both have asked for a point in time before either is refused.
        let late = LateService(service)
        async let second = all(pages(made, late))
        await late.wasAsked()
        #expect(try await all(pages(made, service)).map(\.records) == [0])
        late.letPass()
        #expect(try await second.map(\.records) == [0])
    }

    @Test func aMissingIndexIsNoOldVersion() async throws {
        let service = ScriptedService { _ in
            .failure(ScriptedService.failure(.rejected, status: 404, code: "index_not_found_exception"))
        }
        await #expect(throws: TransportFailure.self) { _ = try await all(pages(try store(), service)) }
        #expect(service.calls.count == 1)
    }

    @Test func aLimitOfTheIndexShrinksThePages() async throws {
        let words = "Result window is too large, from + size must be less than or equal to: [1] but was [2]. See"
        let service = ScriptedService { call in
            if call.url.contains("/_pit?") { return ScriptedService.json(#"{"id":"p"}"#) }
            guard call.text.contains(#""size":1,"#) else {
                return .failure(ScriptedService.failure(.rejected, status: 400, words: words))
            }
            return ScriptedService.json(Self.answer([1], pit: "p", total: 1))
        }
        #expect(try await all(pages(try store(), service)).map(\.records) == [1])
    }

    @Test func aPageThatComesAgainIsALoop() async throws {
        let service = ScriptedService { call in
            call.url.contains("/_pit?")
                ? ScriptedService.json(#"{"id":"p"}"#)
                : ScriptedService.json(Self.answer([1, 2], pit: "p", total: 9))
        }
        let found = try await all(pages(try store(), service))
        #expect(found.map(\.flaw?.reason) == [nil, "page-loop"])
    }

    /// A document's source, and its line.
    struct Row: Sendable, CustomTestStringConvertible {
        let source: String
        let line: String
        var testDescription: String { line }
    }

    @Test(arguments: [
        Row(
            source: #""@timestamp":"2026-11-14T02:00:00.123Z","event":{"id":"A","ingested":"2026-11-14T02:01:00Z"}"#,
            line: #""id":"A","time":"2026-11-14T02:00:00.123Z","ingested":"2026-11-14T02:01:00Z","#),
        Row(source: #""azure.signinlogs":{"properties.id":"B"},"@timestamp":1"#, line: #""id":"B","time":"1","#),
        Row(source: #""event":{"id":""},"okta":{"uuid":"C \" ü"}"#, line: #""id":"C \" ü","#),
        Row(source: #""event":{"kind":"event"}"#, line: ""),
    ])
    func aHitBecomesALine(_ row: Row) async throws {
        let service = ScriptedService { call in
            call.url.contains("/_pit?")
                ? ScriptedService.json(#"{"id":"p"}"#)
                : ScriptedService.json(
                    #"{"pit_id":"p","hits":{"total":{"value":1,"relation":"eq"},"hits":["# + Self.hit(1, row.source)
                        + "]}}")
        }
        let page = try #require(try await all(pages(try store(), service)).first)
        #expect(
            String(decoding: page.lines, as: UTF8.self)
                == "{" + row.line + #""place":{"index":"logs-a","id":"d1"}}"# + "\n")
    }

    @Test func anIDOfSeveralPartsIsAskedForPartByPart() async throws {
        let service = ScriptedService { call in
            call.url.contains("/_pit?")
                ? ScriptedService.json(#"{"id":"p"}"#) : ScriptedService.json(Self.answer([], pit: "p", total: 0))
        }
        let made = try store("elasticsearch", "id: [event.id, event.provider]")
        _ = try await all(made.store.pages(ofIDs: [["a", "b"]], in: nil, service))
        let body = try JSONTree(parsing: service.calls[1].body ?? [])
        let choice = body["query"]?["bool"]?["filter"]?.elements?.first?["bool"]?["should"]?.elements?.first
        #expect(choice?["bool"]?["filter"]?.elements?.count == 2)
        #expect(!service.calls[1].text.contains("range"))
        #expect(made.store.traits.paths.id == ["id.0", "id.1"])
    }

    @Test(arguments: ["index: a/b", "index: []", "api_key: {env: A}\n    token: {env: B}", "username: u", "nosuch: 1"])
    func settingsThatCannotBeMeantAreRefused(_ line: String) {
        #expect(throws: SettingsFault.self) {
            let text = """
                schema: 1
                siems:
                  lab:
                    type: elasticsearch
                    url: https://siem.test
                    \(line.hasPrefix("index") ? "" : "index: logs-a")
                    \(line)

                """
            let node = try SettingsNode(parsing: text, file: "siemgap.yaml")
            let named = try #require(try Configuration(node: node, now: 0).siems.first)
            try StoreRegistry.check(named)
        }
    }
}

/// Holds requests back until they are let pass.
private final class LateService: ServiceAsking {
    private let service: ScriptedService
    private let asked = AsyncStream<Void>.makeStream()
    private let passing = AsyncStream<Void>.makeStream()

    init(_ service: ScriptedService) { self.service = service }

    func ask(
        _ call: HTTPCall, expects: @escaping @Sendable (HTTPReply) -> Bool
    ) async throws(TransportFailure) -> HTTPReply {
        asked.continuation.finish()
        for await _ in passing.stream {}
        return try await service.ask(call, expects: expects)
    }

    /// Returns once a request came.
    func wasAsked() async { for await _ in asked.stream {} }

    func letPass() { passing.continuation.finish() }

    var record: TransportRecord { get async { TransportRecord() } }
}
