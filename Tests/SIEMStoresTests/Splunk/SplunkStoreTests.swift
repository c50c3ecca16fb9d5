import AuditModel
import Pulling
import Recordings
import Settings
import Testing
import Transport

@testable import SIEMStores

struct SplunkStoreTests {
    private static let question = SliceQuestion(scope: nil, window: SplunkScene.window, pageSize: 2)

    /// All pages of a question.
    private static func pages(_ scene: SplunkScene, _ service: ScriptedService) async throws -> [SourcePage] {
        let pages = scene.made.store.pages(of: question, from: nil, service)
        var all: [SourcePage] = []
        var failure: TransportFailure?
        do throws(TransportFailure) {
            while let page = try await pages.next() { all.append(page) }
        } catch {
            failure = error
        }
        await pages.close()
        if let failure { throw failure }
        return all
    }

    private static func failure(_ scene: SplunkScene, _ service: ScriptedService) async throws -> TransportFailure {
        do {
            let pages = try await pages(scene, service)
            Issue.record("\(pages.count) pages")
            return ScriptedService.failure(.rejected)
        } catch let failure as TransportFailure {
            return failure
        }
    }

    @Test func olderServersAreAskedOnTheOldPaths() async throws {
        let scene = try SplunkScene()
        let service = ScriptedService { call in
            if call.url.contains("/v2/") { return .failure(ScriptedService.failure(.rejected, status: 404)) }
            return SplunkScene.export(SplunkScene.row("a", isLast: true))
        }
        _ = try await Self.pages(scene, service)
        let pages = try await Self.pages(scene, service)
        #expect(pages.map(\.records) == [1])
        #expect(service.calls.map { $0.url.contains("/v2/") } == [true, false, false])
        #expect(service.calls.last?.url == "https://siem.test:8089/services/search/jobs/export")
    }

    @Test func countAndRowsSpeakOfTheSameEvents() async throws {
        let scene = try SplunkScene(["app: audit app"])
        let service = ScriptedService { call in
            if call.method == "GET" { return .failure(ScriptedService.failure(.forbidden)) }
            if call.text.contains("makeresults") {
                return SplunkScene.export(#"{"preview":false,"lastrow":true,"result":{"siemgap_now":"1793664000"}}"#)
            }
            return call.text.contains("stats%20count")
                ? SplunkScene.export(#"{"preview":false,"lastrow":true,"result":{"count":"1"}}"#)
                : SplunkScene.export(SplunkScene.row("a", isLast: true))
        }
        _ = await scene.made.store.readiness(service)
        let count = try await scene.made.store.count(of: Self.question, service)
        #expect(count == 1)
        let pages = try await Self.pages(scene, service)
        #expect(
            pages.map { String(decoding: $0.lines, as: UTF8.self) } == [
                #"{"id":"a","time":"1793577601.500","ingested":"1793577700","length":812,"place":{"index":"o365"}}"#
                    + "\n"
            ])
        let searches = service.calls.filter { $0.method == "POST" }.suffix(2)
        for call in searches {
            #expect(call.url == "https://siem.test:8089/servicesNS/nobody/audit%20app/search/v2/jobs/export")
            for field in [
                "earliest_time=1793577600&", "latest_time=1793581200&", "preview=0", "output_mode=json", "timeout=600",
            ] { #expect(call.text.contains(field)) }
            #expect(call.text.hasSuffix("&index_latest=1793664001"))
        }
    }

    @Test(arguments: [
        ("FATAL", "Unknown search command 'x'.", TransportFailure.Kind.rejected),
        ("FATAL", "out of memory", .tooLarge), ("ERROR", "insufficient permission to search", .forbidden),
        ("WARN", "Search auto-finalized after 500 events", .shrink),
    ])
    func aFailureInsideASuccessIsAFailure(_ type: String, _ text: String, _ kind: TransportFailure.Kind) async throws {
        let service = ScriptedService { _ in
            SplunkScene.export(
                SplunkScene.row("a"), #"{"preview":false,"messages":[{"type":"\#(type)","text":"\#(text)"}]}"#,
                SplunkScene.end)
        }
        let failure = try await Self.failure(try SplunkScene(), service)
        #expect(failure.kind == kind)
        #expect(failure.words == text)
    }

    @Test func aWarningAboutAPeerKeepsTheSliceFromBeingWhole() async throws {
        let service = ScriptedService { _ in
            SplunkScene.export(
                #"{"preview":false,"messages":[{"type":"WARN","text":"peer idx2 did not answer"}]}"#, SplunkScene.end)
        }
        let pages = try await Self.pages(try SplunkScene(), service)
        #expect(pages.map(\.flaw) == [.init("cut-answer", "peer idx2 did not answer")])
    }

    @Test func anAnswerThatStaysCutIsAskedForInHalves() async throws {
        let service = ScriptedService { _ in SplunkScene.export(SplunkScene.row("a")) }
        let failure = try await Self.failure(try SplunkScene(), service)
        #expect(failure.kind == .tooLarge)
    }

    @Test func otherSearchesAreWaitedFor() async throws {
        let busy = #"{"messages":[{"type":"FATAL","text":"The maximum number of concurrent searches was reached"}]}"#
        let scene = try SplunkScene()
        let patience = Countdown(2)
        let service = ScriptedService { _ in
            patience.next() ? SplunkScene.export(busy) : SplunkScene.export(SplunkScene.row("a", isLast: true))
        }
        let pages = try await Self.pages(scene, service)
        #expect(pages.map(\.records) == [1])
        #expect(scene.waits.all == [5, 10])
        let never = try await Self.failure(scene, ScriptedService { _ in SplunkScene.export(busy) })
        #expect(never.kind == .throttled)
    }

    // MARK: By id

    @Test func onlyTheEventsAskedForComeOfALookUp() async throws {
        let scene = try SplunkScene()
        let service = ScriptedService { _ in
            SplunkScene.export(SplunkScene.row("a"), SplunkScene.row("mentions a"), SplunkScene.end)
        }
        let pages = scene.made.store.pages(ofIDs: [["a"]], in: nil, service)
        #expect(try await pages.next()?.records == 1)
        let asked = try #require(service.calls.first).text
        #expect(asked.contains("earliest_time=0&latest_time=2147483647"))
        #expect(!asked.contains("index_latest"))
    }

    // MARK: By index time

    @Test func arrivalsAreBoundByIndexTimeInWholeSeconds() async throws {
        let asked = SplunkScene.window
        let hour = SplunkScene.hour
        let question = SliceQuestion(
            scope: nil, window: TimeWindow(from: asked.from + 1, to: asked.to), pageSize: 2,
            outside: TimeWindow(from: asked.from - hour, to: asked.to + hour))
        for (settings, times) in [
            ([], "earliest_time=0&latest_time=2147483647"),
            (["reach: 1h"], "earliest_time=1793570400&latest_time=1793588400"),
        ] {
            let service = ScriptedService { _ in SplunkScene.export(SplunkScene.row("a", isLast: true)) }
            let pages = try SplunkScene(settings).made.store.pages(of: question, from: nil, service)
            #expect(try await pages.next()?.records == 1)
            let text = try #require(service.calls.first).text
            #expect(text.contains(times))
            #expect(text.hasSuffix("&index_earliest=1793577601&index_latest=1793581200"))
        }
        #expect(try SplunkScene().made.store.traits.asksArrivals)
        #expect(try !SplunkScene(["index_time: false"]).made.store.traits.asksArrivals)
    }

    // MARK: Jobs

    /// A Splunk with one job of `total` rows.
    private static func jobs(
        total: Int, state: String = #""dispatchState":"DONE","isDone":true"#, loops: Bool = false
    ) -> ScriptedService {
        let looks = Countdown(1)
        return ScriptedService { call in
            if call.method == "POST" { return ScriptedService.json(#"{"sid":"17.1"}"#, status: 201) }
            guard call.url.contains("/results") else {
                let now = looks.next() ? #""dispatchState":"RUNNING","isDone":false"# : state
                return ScriptedService.json(
                    #"{"entry":[{"content":{\#(now),"resultCount":"\#(total)","messages":[]}}]}"#)
            }
            let offset = call.url.split(separator: "=").last.flatMap { Int($0) } ?? 0
            let rows = (offset..<min(offset + 2, total)).map { "{\"siemgap_id_1\":\"\(loops ? 0 : $0)\"}" }
            return ScriptedService.json(#"{"preview":false,"messages":[],"results":[\#(rows.joined(separator: ","))]}"#)
        }
    }

    @Test func aJobIsReadPageByPageAndDeleted() async throws {
        let scene = try SplunkScene(["way: job", "page_size: 2"])
        let service = Self.jobs(total: 5)
        let pages = try await Self.pages(scene, service)
        #expect(pages.map(\.records) == [2, 2, 1])
        #expect(pages.allSatisfy { $0.flaw == nil })
        #expect(scene.waits.all == [0.2])
        #expect(
            service.left.map { $0.method + " " + $0.url } == [
                "DELETE https://siem.test:8089/services/search/jobs/17.1"
            ])
    }

    @Test func aJobOfNothingIsOneEmptyPage() async throws {
        let pages = try await Self.pages(try SplunkScene(["way: job"]), Self.jobs(total: 0))
        #expect(pages.map(\.records) == [0])
    }

    @Test func aPageThatComesAgainIsNoticed() async throws {
        let pages = try await Self.pages(try SplunkScene(["way: job"]), Self.jobs(total: 6, loops: true))
        #expect(pages.compactMap(\.flaw?.reason) == ["page-loop"])
    }

    @Test func aJobThatFailedOrWasFinalizedIsNotWhole() async throws {
        let scene = try SplunkScene(["way: job"])
        let failed = Self.jobs(total: 1, state: #""dispatchState":"FAILED","isFailed":true"#)
        #expect(try await Self.failure(scene, failed).kind == .tooLarge)
        #expect(failed.left.count == 1)
        let finalized = Self.jobs(total: 1, state: #""dispatchState":"DONE","isDone":true,"isFinalized":true"#)
        #expect(try await Self.pages(scene, finalized).map(\.flaw?.reason) == ["cut-answer"])
    }

    @Test func aJobThatTakesTooLongIsAskedForInHalves() async throws {
        let scene = try SplunkScene(["way: job", "timeout: 30s"])
        let service = Self.jobs(total: 1, state: #""dispatchState":"RUNNING","isDone":false"#)
        #expect(try await Self.failure(scene, service).kind == .timeout)
        #expect(scene.waits.all.reduce(0, +) >= 30)
        #expect(service.left.count == 1)
    }

    @Test func aJobThatIsGoneIsBegunAnew() async throws {
        let service = ScriptedService { call in
            call.method == "POST"
                ? ScriptedService.json(#"{"sid":"17.1"}"#, status: 201)
                : .failure(ScriptedService.failure(.rejected, status: 404))
        }
        #expect(try await Self.failure(try SplunkScene(["way: job"]), service).kind == .restart)
    }

    // MARK: Restrictions

    @Test func whatRolesKeepBackIsNamed() async throws {
        let service = ScriptedService { call in
            if call.url.contains("current-context") {
                return ScriptedService.json(#"{"entry":[{"content":{"username":"u","roles":["auditor"]}}]}"#)
            }
            if call.url.contains("roles/auditor") {
                return ScriptedService.json(
                    #"{"entry":[{"content":{"srchFilter":"sourcetype=x","srchTimeWin":7200,"srchTimeEarliest":"86400","#
                        + #""srchIndexesAllowed":["main","sec*"]}}]}"#)
            }
            if call.url.contains("server/info") {
                return ScriptedService.json(#"{"entry":[{"content":{"version":"9.4.1"}}]}"#)
            }
            return SplunkScene.export(SplunkScene.end)
        }
        let store = try SplunkScene().made.store
        let readiness = await store.readiness(service)
        #expect(readiness.first?.refusal == .refused)
        #expect(readiness.compactMap(\.problem?.code).allSatisfy { $0 == "W-SEARCH-RESTRICTED" })
        #expect(store.traits.longest == 2 * SplunkScene.hour && !store.traits.asksArrivals)
        #expect(store.traits.oldest == 24 * SplunkScene.hour)
        let examination = try await store.examination(service)
        #expect(examination.user == "u")
        #expect(examination.product == "Splunk 9.4.1")
        #expect(examination.problems.count == 4)
    }

    @Test(arguments: [
        ("main", "main", true), ("main", "*", true), ("_audit", "*", false), ("_audit", "_*", true),
        ("security", "sec*ty", true), ("sec", "sec*c", false), ("a", "b", false),
    ])
    func indexesFitPatterns(_ name: String, _ pattern: String, _ fits: Bool) {
        #expect(SplunkAccount.matches(name, pattern) == fits)
    }

    // MARK: Settings

    @Test(arguments: [
        (["search: index=a | head 5", "token: {env: T}"], "pipes and subsearches"),
        (["search: index=a [search b]", "token: {env: T}"], "pipes and subsearches"),
        (["search: index=a earliest=-1d", "token: {env: T}"], "earliest="),
        (["token: {env: T}"], "search is missing"), (["search: index=a"], "token is missing"),
        (["search: index=a", "token: {env: T}", "user: u"], "stands beside"),
        (["search: index=a", "token: {env: T}", "id: \"a'b\""], "field path"),
        (["search: index=a", "token: {env: T}", "page_size: 50001"], "1 to 50000"),
        (["search: index=a", "token: {env: T}", "serach: x"], "unknown key"),
    ])
    func settingsThatCannotWorkAreRefused(_ settings: [String], _ words: String) throws {
        let named = try SplunkScene.named(settings)
        let fault = #expect(throws: SettingsFault.self) { try StoreRegistry.check(named) }
        #expect("\(try #require(fault))".contains(words))
    }

    @Test func usersAreKnownByASessionOrByEachRequest() throws {
        func style(_ settings: [String]) throws -> AuthStyle {
            let named = try SplunkScene.named(["search: index=a", "user: u", "password: {env: P}"] + settings)
            let making = StoreMaking(SourceMakingDouble.making { _ in }, asksWhole: false)
            return try StoreRegistry.store(named, making: making).client.auth
        }
        guard case .token(let grant) = try style([]) else { return #expect(Bool(false), "no session") }
        #expect(grant.url == "https://siem.test:8089/services/auth/login?output_mode=json")
        #expect(grant.prefix == "Splunk ")
        guard case .basic = try style(["login: basic"]) else { return #expect(Bool(false), "no basic login") }
    }

    @Test func pipesInQuotesAreText() throws {
        let named = try SplunkScene.named([#"search: 'index=a "x|y"'"#, "token: {env: T}"])
        try StoreRegistry.check(named)
    }
}
