import EventSources
import Testing
import Transport

/// Pages without records: the end only when a second one says so.
struct DescribedPagesEmptyTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let paging: String
        /// Links that pages lead to, where the style has them.
        var link: @Sendable (String) -> String? = { _ in nil }
        /// What comes request after request; an empty page where it is nil.
        let answers: [ClosedRange<Int>?]
        let ids: [String]
        let requests: [String]
    }

    @Test(arguments: [
        Case(
            testDescription: "page numbers, an empty page in the middle",
            paging: "{style: page-number, write: query.p, stop: [empty-page]}", answers: [1...2, nil, 3...4, nil, nil],
            ids: ["1", "2", "3", "4"], requests: ["/l?p=1", "/l?p=2", "/l?p=2", "/l?p=3", "/l?p=3"]),
        Case(
            testDescription: "page numbers that end by a short page, which is empty",
            paging: "{style: page-number, write: query.p, page_size: 2}", answers: [1...2, nil, 3...4, 5...5],
            ids: ["1", "2", "3", "4", "5"], requests: ["/l?p=1", "/l?p=2", "/l?p=2", "/l?p=3"]),
        Case(
            testDescription: "ids, empty twice",
            paging: "{style: last-id, write: query.from, stop: [empty-page]}", answers: [1...2, nil, nil],
            ids: ["1", "2"], requests: ["/l", "/l?from=2", "/l?from=2"]),
        Case(
            testDescription: "an empty page at the start",
            paging: "{style: last-id, write: query.from, page_size: 2}", answers: [nil, 1...2, 3...3],
            ids: ["1", "2", "3"], requests: ["/l", "/l", "/l?from=2"]),
        Case(
            testDescription: "a link that stays while nothing comes",
            paging: "{style: link-header, stop: [same, empty-page]}", link: { _ in "https://api.test/l?after=2" },
            answers: [1...2, nil, nil], ids: ["1", "2"], requests: ["/l", "/l?after=2", "/l?after=2"]),
        Case(
            testDescription: "a link of an empty page, which leads on",
            paging: "{style: link-header, stop: [missing, empty-page]}",
            link: { url in
                ["https://api.test/l": "https://api.test/l?a", "https://api.test/l?a": "https://api.test/l?b"][url]
            }, answers: [1...2, nil, 3...3], ids: ["1", "2", "3"], requests: ["/l", "/l?a", "/l?b"]),
        Case(
            testDescription: "an empty page without a link, where that is the end",
            paging: "{style: link-header, stop: [missing, empty-page]}", answers: [nil], ids: [], requests: ["/l"]),
    ])
    func emptyPageIsConfirmed(_ test: Case) async throws {
        let count = Countdown(test.answers.count)
        let service = ScriptedService { call in
            let answer = test.answers.suffix(count.next()).first ?? nil
            let links = test.link(call.url).map { [("Link", "<\($0)>; rel=\"next\"")] } ?? []
            return ScriptedService.json(answer.map { DescribedScene.records($0) } ?? "[]", links)
        }
        let text = DescribedScene.usual + "steps: {list: {path: /l}}\npaging: \(test.paging)"
        let pull = await (try DescribedScene(text)).pull(service)
        #expect(pull.failure == nil)
        #expect(pull.flaws == [])
        #expect(pull.ids == test.ids)
        #expect(service.requests == test.requests)
    }
}
