import AuditModel
import EventSources
import Recordings
import Testing
import Transport

/// Lists of items whose bodies hold the records.
struct ItemBatchesTests {
    static let description =
        DescribedScene.usual + """
            steps:
              list: {path: /content, query: {contentType: "{scope}", startTime: "{from:iso-nozone}", endTime: "{to:iso-nozone}"}}
              item: {url: "{item:contentUri}", query: {PublisherIdentifier: g}, key: contentId, available: contentCreated, parallel: 2}
            window: {axis: availability}
            fan_out: {name: content_type, values: [Audit.Exchange]}
            paging: {style: header-url, read: NextPageUri}
            """

    static let scope = Scope(field: "content_type", value: "Audit.Exchange")

    static func list(_ ids: ClosedRange<Int>) -> String {
        let items = ids.map { id in
            """
            {"contentId":"c\(id)","contentUri":"https://api.test/audit/c$\(id)","contentCreated":"2026-01-01T00:0\(id):00.5Z"}
            """
        }
        return "[" + items.joined(separator: ",") + "]"
    }

    /// Two pages of items, three and two; each item holds one record; `failures` fail.
    static func service(_ failures: [Int: TransportFailure.Kind] = [:]) -> ScriptedService {
        ScriptedService { call in
            if call.url.contains("/content") {
                return call.url.contains("nextPage")
                    ? ScriptedService.json(list(4...5))
                    : ScriptedService.json(list(1...3), [("NextPageUri", "https://api.test/content?nextPage=z")])
            }
            let id = call.url.split(separator: "$").last?.first?.wholeNumberValue ?? 0
            if let kind = failures[id] { return .failure(ScriptedService.failure(kind)) }
            return ScriptedService.json(DescribedScene.records(id...id))
        }
    }

    static func instant(_ id: Int) -> Int64 { DescribedScene.window.from + Int64(id) * 60_000_000_000 + 500_000_000 }

    @Test func eachItemIsFetchedAndStampedWithItsAvailability() async throws {
        let service = Self.service()
        let pull = await (try DescribedScene(Self.description)).pull(service, scope: Self.scope)
        #expect(pull.failure == nil)
        #expect(pull.flaws == [])
        #expect(pull.ids == ["1", "2", "3", "4", "5"])
        #expect(pull.pageCounts == [2, 1, 2])
        #expect(pull.stamps.map(\.after) == (1...5).map { Self.instant($0) })
        #expect(pull.stamps.allSatisfy { $0.after == $0.by && $0.records == 1 })
        #expect(
            service.requests[0]
                == "/content?contentType=Audit.Exchange&startTime=2026-01-01T00%3A00%3A00&endTime=2026-01-01T02%3A00%3A00"
        )
        #expect(Set(service.requests).contains("/audit/c$3?PublisherIdentifier=g"))
    }

    @Test(arguments: [
        (TransportFailure.Kind.gone, "cut-answer", "1 of 2 listed items are gone, the first is c2"),
        (.retention, "retention", "1 of 2 listed items have expired, the first is c2"),
        (.cutAnswer, "cut-answer", "1 of 2 listed items are cut, the first is c2"),
    ])
    func lostItemIsCountedAndTheOthersKept(_ kind: TransportFailure.Kind, _ reason: String, _ detail: String)
        async throws
    {
        let pull = await (try DescribedScene(Self.description)).pull(Self.service([2: kind]), scope: Self.scope)
        #expect(pull.failure == nil)
        #expect(pull.ids == ["1", "3", "4", "5"])
        #expect(pull.flaws == [.init(reason, detail)])
    }

    @Test(arguments: [TransportFailure.Kind.throttled, .foreignHost, .timeout, .unauthorized, .cancelled])
    func failureOfMoreThanTheItemEndsTheQuestion(_ kind: TransportFailure.Kind) async throws {
        let pull = await (try DescribedScene(Self.description)).pull(Self.service([3: kind]), scope: Self.scope)
        #expect(pull.failure?.kind == kind)
        #expect(pull.ids == ["1", "2"])
    }

    @Test func everyCursorLeadsToExactlyWhatIsLeft() async throws {
        let scene = try DescribedScene(Self.description)
        let whole = await scene.pull(Self.service(), scope: Self.scope)
        #expect(whole.cursors.count == 3)
        var done = 0
        for (cursor, count) in zip(whole.cursors, whole.pageCounts) {
            done += count
            guard let cursor else { continue }
            let rest = await scene.pull(Self.service(), from: cursor, scope: Self.scope)
            #expect(rest.ids == Array(whole.ids.dropFirst(done)))
        }
        #expect(done == 5)
        #expect(whole.cursors.last == .some(nil))
    }

    @Test func itemOutsideTheAskedTimeShowsAnIgnoredFilter() async throws {
        let early = TimeWindow(from: DescribedScene.window.from - 86_400_000_000_000, to: DescribedScene.window.from)
        let pull = await (try DescribedScene(Self.description)).pull(Self.service(), scope: Self.scope, window: early)
        #expect(pull.flaws.first?.reason == "count-mismatch")
    }

    @Test(arguments: ["id,t\n1,2,3\n", "id,t\n1,\"2\n", "id,t\n1\n"])
    func csvThatIsNotWholeIsALostItem(_ body: String) async throws {
        let service = ScriptedService { call in
            ScriptedService.json(call.url.hasSuffix("/q") ? "{\"records\":[{\"Id\":\"f1\"}]}" : body)
        }
        let scene = try DescribedScene(
            DescribedScene.usual + """
                steps: {list: {path: /q}, item: {path: "/data/{item:Id}", at: records, key: Id}}
                records: {form: csv}
                """)
        #expect(await scene.pull(service).flaws.map(\.reason) == ["cut-answer"])
    }

    @Test func rowsOfACSVBecomeObjects() async throws {
        let service = ScriptedService { call in
            call.url.hasSuffix("/q")
                ? ScriptedService.json("{\"records\":[{\"Id\":\"f1\",\"LogFile\":\"/data/f1\"}]}")
                : ScriptedService.json("id,t,x\r\n1,2026-01-01T00:01:00Z,\"a,\"\"b\"\"\nc\"\r\n")
        }
        let scene = try DescribedScene(
            DescribedScene.usual + """
                steps: {list: {path: /q}, item: {url: "{item:LogFile}", at: records, key: Id}}
                records: {form: csv}
                """)
        let pull = await scene.pull(service)
        #expect(pull.lines == ["{\"id\":\"1\",\"t\":\"2026-01-01T00:01:00Z\",\"x\":\"a,\\\"b\\\"\\nc\"}"])
        #expect(service.requests == ["/q", "/data/f1"])
    }
}
