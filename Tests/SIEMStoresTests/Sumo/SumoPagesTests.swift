import AuditModel
import Pulling
import Recordings
import SIEMStores
import Synchronization
import Testing
import Transport

struct SumoPagesTests {
    private static let settings = """
        type: sumo
        url: https://siem.test
        deployments: [https://api.us2.siem.test]
        access_id: suX
        access_key: {env: KEY}
        query: _sourceCategory=x | where a
        """
    private static let created = HTTPReply(
        status: 202,
        headers: [.init("Set-Cookie", "JSESSIONID=j1; Path=/; Secure"), .init("Set-Cookie", "AWSALB=b")],
        body: Array(#"{"id":"ABC-1","link":{}}"#.utf8))

    private static func state(
        _ state: String, _ messages: Int, errors: String = "", warnings: String = ""
    ) -> String {
        #"{"state":"\#(state)","messageCount":\#(messages),"pendingErrors":[\#(errors)],"#
            + #""pendingWarnings":[\#(warnings)]}"#
    }

    private static func messages(_ ids: [String]) -> String {
        let maps = ids.map {
            #"{"map":{"_raw":"{\"Id\":\"\#($0)\"}","_messagetime":"1500000","_messageid":"m\#($0)"}}"#
        }
        return #"{"messages":[\#(maps.joined(separator: ","))]}"#
    }

    /// Looks answer one after the other; messages by their offset.
    private static func service(_ looks: [String], _ pages: [String: String]) -> ScriptedService {
        let left = Mutex(looks)
        return ScriptedService { call in
            if call.method == "POST" { return .success(created) }
            if let place = call.url.firstRange(of: "offset=") {
                return ScriptedService.json(pages[String(call.url[place.upperBound...].prefix { $0 != "&" })] ?? "{}")
            }
            return left.withLock { left in ScriptedService.json(left.count > 1 ? left.removeFirst() : left[0]) }
        }
    }

    @Test func aJobIsMadeWaitedForReadAndFreedWithItsCookies() async throws {
        let service = Self.service(
            [
                Self.state("NOT STARTED", 0), Self.state("GATHERING RESULTS", 2),
                Self.state("DONE GATHERING RESULTS", 4),
            ],
            ["0": Self.messages(["a", "b", "c"]), "3": Self.messages(["d"])])
        let made = try TestStore.make(Self.settings)
        let answer = await TestStore.all(made.store.pages(of: TestStore.question, from: nil, service))
        #expect(answer.lines.count == 4)
        #expect(answer.expected == 4 && answer.flaws.isEmpty && answer.failure == nil)
        #expect(
            answer.lines.first
                == #"{"id":"a","time":"1500000","length":10,"place":{"_messageid":"ma"}}"#)
        #expect(
            service.calls.first?.text
                == #"{"query":"_sourceCategory=x | where a","from":"1000000","to":"2000001","timeZone":"UTC","byReceiptTime":false}"#
        )
        let later = service.calls.dropFirst() + service.left
        #expect(later.allSatisfy { $0.headers.contains(.init("Cookie", "JSESSIONID=j1; AWSALB=b")) })
        #expect(service.left.map { "\($0.method) \($0.url)" } == ["DELETE https://siem.test/api/v1/search/jobs/ABC-1"])
    }

    @Test(arguments: [0, 1])
    func warningsOfAnyLookAreTold(_ count: Int) async throws {
        let service = Self.service(
            [
                Self.state("GATHERING RESULTS", 0, warnings: #""Field limit\u001b[2J exceeded""#),
                Self.state("DONE GATHERING RESULTS", count, warnings: #""slow""#),
            ], ["0": Self.messages(["a"])])
        let made = try TestStore.make(Self.settings)
        let pages = made.store.pages(of: TestStore.question, from: nil, service)
        let page = try #require(try await pages.next())
        #expect(page.remark?.code == "W-SIEM-WARNS" && page.remark?.said == "Field limit [2J exceeded; slow")
        #expect(page.flaw == nil && page.records == count)
        #expect(try await pages.next() == nil)
        await pages.close()
    }

    @Test func errorsOfAnyLookCount() async throws {
        let service = Self.service(
            [Self.state("GATHERING RESULTS", 0, errors: #""one lost""#), Self.state("DONE GATHERING RESULTS", 1)],
            ["0": Self.messages(["a"])])
        let made = try TestStore.make(Self.settings)
        let answer = await TestStore.all(made.store.pages(of: TestStore.question, from: nil, service))
        #expect(answer.flaws.map(\.detail) == ["Sumo Logic says: one lost"])
    }

    @Test(arguments: [("FORCE PAUSED", TransportFailure.Kind.shrink), ("CANCELLED", .restart), ("ODD", .cutAnswer)])
    func otherEndsAreFailures(_ state: String, _ kind: TransportFailure.Kind) async throws {
        let service = Self.service([Self.state(state, 100_000)], [:])
        let made = try TestStore.make(Self.settings)
        let answer = await TestStore.all(made.store.pages(of: TestStore.question, from: nil, service))
        #expect(answer.failure?.kind == kind)
        #expect(service.left.count == 1)
    }

    @Test func messagesThatDoNotComeAreMissed() async throws {
        let service = Self.service(
            [Self.state("DONE GATHERING RESULTS", 4)],
            ["0": Self.messages(["a", "b", "c"]), "3": Self.messages([])])
        let made = try TestStore.make(Self.settings)
        let answer = await TestStore.all(made.store.pages(of: TestStore.question, from: nil, service))
        #expect(answer.lines.count == 3 && answer.expected == 4)
    }

    @Test func aRedirectSaysWhereTheAccountLives() async throws {
        let service = ScriptedService { call in
            if call.method == "POST", call.url.hasPrefix("https://siem.test") {
                return .success(
                    HTTPReply(status: 301, headers: [.init("Location", "https://api.us2.siem.test/api/v1/search/jobs")])
                )
            }
            return call.method == "POST"
                ? .success(Self.created) : ScriptedService.json(Self.state("DONE GATHERING RESULTS", 0))
        }
        let made = try TestStore.make(Self.settings)
        for _ in 0..<2 { _ = await TestStore.all(made.store.pages(of: TestStore.question, from: nil, service)) }
        #expect(service.calls.map { $0.url.hasPrefix("https://api.us2.siem.test") } == [false, true, true, true, true])
        #expect(made.client.hosts == ["https://siem.test", "https://api.us2.siem.test"])
    }
}
