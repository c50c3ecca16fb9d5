import AuditModel
import EventSources
import Recordings
import Testing
import Transport

/// Services that lead in circles, cut answers or ignore what was asked, and what is told of it.
struct DescribedPagesFlawTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let description: String
        let answer: ScriptedService.Answer
        let reason: String
        var detail = ""
        let requests: Int
    }

    static let link = "steps: {list: {path: /l}}\npaging: {style: link-header}"
    static let token =
        "steps: {list: {path: /l}}\nrecords: {at: r}\npaging: {style: body-token, read: n, write: query.c"

    static func body(_ ids: ClosedRange<Int>, next: String) -> Result<HTTPReply, TransportFailure> {
        ScriptedService.json("{\"r\":\(DescribedScene.records(ids)),\"n\":\(next)}")
    }

    @Test(arguments: [
        Case(
            testDescription: "next is the page itself", description: link,
            answer: { _ in
                ScriptedService.json(DescribedScene.records(1...2), [("Link", "<https://api.test/l>; rel=\"next\"")])
            }, reason: "page-loop", requests: 1),
        Case(
            testDescription: "next is the page itself, which has records, where that is the end of an empty one",
            description: "steps: {list: {path: /l}}\npaging: {style: link-header, stop: [missing, same]}",
            answer: { _ in
                ScriptedService.json(DescribedScene.records(1...2), [("Link", "<https://api.test/l>; rel=\"next\"")])
            }, reason: "page-loop", requests: 1),
        Case(
            testDescription: "tokens in a circle", description: token + "}",
            answer: { call in
                call.url.hasSuffix("=a")
                    ? DescribedPagesFlawTests.body(3...4, next: "\"b\"")
                    : DescribedPagesFlawTests.body(call.url.hasSuffix("=b") ? 5...6 : 1...2, next: "\"a\"")
            }, reason: "page-loop", detail: "leads back", requests: 3),
        Case(
            testDescription: "new tokens, old records", description: token + "}",
            answer: { call in DescribedPagesFlawTests.body(1...2, next: "\"\(call.url.count)\"") }, reason: "page-loop",
            detail: "begin with the same records", requests: 2),
        Case(
            testDescription: "a page number too high gives the last page again",
            description: "steps: {list: {path: /l}}\npaging: {style: page-number, write: query.page, page_size: 1}",
            answer: { _ in ScriptedService.json(DescribedScene.records(1...1)) }, reason: "page-loop", requests: 2),
        Case(
            testDescription: "more pages than there may be", description: token + ", most_pages: 3}",
            answer: { call in
                let number = call.url.count
                return DescribedPagesFlawTests.body(
                    number...number, next: "\"\(String(repeating: "x", count: number))\"")
            }, reason: "page-loop", detail: "more than 3 pages", requests: 3),
        Case(
            testDescription: "no token where none is no end", description: token + ", stop: [\"null\"]}",
            answer: { _ in ScriptedService.json("{\"r\":[]}") }, reason: "cut-answer", detail: "lacks its next page",
            requests: 1),
        Case(
            testDescription: "more is promised without a token", description: token + ", has_more: m}",
            answer: { _ in ScriptedService.json("{\"r\":[],\"m\":true}") }, reason: "cut-answer", requests: 1),
        Case(
            testDescription: "a total that is not reached",
            description: """
                steps: {list: {path: /l}}
                records: {at: r}
                paging: {style: offset, write: query.o, stop: [], total: n}
                """,
            answer: { call in
                call.url.hasSuffix("=2")
                    ? ScriptedService.json("{\"n\":5,\"r\":[]}") : DescribedPagesFlawTests.body(1...2, next: "5")
            }, reason: "cut-answer", detail: "its total promises", requests: 2),
        Case(
            testDescription: "more records of one instant than a page holds",
            description: """
                steps: {list: {path: /l}}
                paging: {style: last-time, write: query.since, page_size: 1}
                """,
            answer: { _ in ScriptedService.json(DescribedScene.records(1...1)) }, reason: "page-loop",
            detail: "share one instant", requests: 2),
        Case(
            testDescription: "records outside what was asked for", description: "steps: {list: {path: /l}}",
            answer: { _ in ScriptedService.json("[\(DescribedScene.record(1)),\(DescribedScene.record(500))]") },
            reason: "count-mismatch", detail: "1 of 2 records", requests: 1),
        Case(
            testDescription: "elements that are no records", description: "steps: {list: {path: /l}}",
            answer: { _ in ScriptedService.json("[\(DescribedScene.record(1)),\"x\",7]") }, reason: "cut-answer",
            detail: "2 listed elements", requests: 1),
    ])
    func flawIsToldAndEndsTheQuestionWhereItMust(_ test: Case) async throws {
        let service = ScriptedService(test.answer)
        let pull = await (try DescribedScene(DescribedScene.usual + test.description)).pull(service)
        #expect(pull.failure == nil)
        #expect(pull.flaws.map(\.reason) == [test.reason])
        #expect(pull.flaws.first?.detail.contains(test.detail) == true, "\(pull.flaws)")
        #expect(service.calls.count == test.requests)
        #expect(pull.cursors.last == .some(nil))
    }

    @Test(arguments: [
        "", "{\"r\":[{\"id\":1}", "{\"r\":[{\"id\":1},{\"id\":2,\"a\":\"{\"error\":{\"code\":\"x\"}}", "{\"r\":[]} x",
        "{\"error\":{\"code\":\"x\"}}", "{\"r\":{\"id\":1}}", "<html>", "{\"r\":[{\"id\":01}]}",
        "{\"r\":[{\"id\":1},]}",
    ])
    func bodyThatIsNotWholeIsNeverAnEnd(_ body: String) async throws {
        let service = ScriptedService { _ in ScriptedService.json(body) }
        let scene = try DescribedScene(DescribedScene.usual + "steps: {list: {path: /l}}\nrecords: {at: r}")
        #expect(await scene.pull(service).failure?.kind == .cutAnswer)
    }

    @Test func bodyCutAnywhereIsNeverAnEnd() async throws {
        let scene = try DescribedScene(
            DescribedScene.usual + "steps: {list: {path: /l}}\nrecords: {at: r, absent: empty}")
        let body = Array("{\"a\":{\"r\":[1]},\"r\": [{\"id\":1,\"t\":\"x\\\"]}\"},{\"id\":2}],\"n\":{}}".utf8)
        for length in 0...body.count {
            let service = ScriptedService { _ in .success(HTTPReply(status: 200, body: Array(body[..<length]))) }
            let pull = await scene.pull(service)
            #expect(pull.failure?.kind == (length < body.count ? .cutAnswer : nil), "\(length) bytes")
            #expect(pull.lines.count == (length < body.count ? 0 : 2))
        }
    }

    @Test(arguments: ["{\"error\":{\"code\":\"x\"}}", "{\"r\":7}", "{\"r\":{}}"])
    func leftOutArrayIsNoExcuseForAnError(_ body: String) async throws {
        let service = ScriptedService { _ in ScriptedService.json(body) }
        let scene = try DescribedScene(
            DescribedScene.usual + "steps: {list: {path: /l}}\nrecords: {at: r, absent: empty}")
        #expect(await scene.pull(service).failure?.kind == .cutAnswer)
    }

    @Test func failureOfALaterPageKeepsTheEarlierOnes() async throws {
        let service = ScriptedService { call in
            call.url.contains("next")
                ? .failure(ScriptedService.failure(.foreignHost))
                : ScriptedService.json(
                    DescribedScene.records(1...2), [("Link", "<https://evil.test/next>; rel=\"next\"")])
        }
        let pull = await (try DescribedScene(DescribedScene.usual + Self.link)).pull(service)
        #expect(pull.ids == ["1", "2"])
        #expect(pull.failure?.kind == .foreignHost)
        #expect(service.calls.last?.url == "https://evil.test/next")
    }
}
