import AuditModel
import EventSources
import Pulling
import Recordings
import Testing
import Transport

/// Interrupted questions and where they go on.
struct SourceCursorTests {
    @Test(arguments: [
        ("{style: link-header}", "{\"link\":\"https://api.test/l?p=2\"}", "/l?p=2"),
        ("{style: header-token, read: X-Next, write: query.c}", "{\"token\":\"t 2\"}", "/l?c=t%202"),
        ("{style: page-number, write: query.page, stop: [empty-page]}", "{\"number\":2}", "/l?page=2"),
        (
            "{style: last-time, write: query.since, stop: [empty-page]}", "{\"time\":1767225720000000000}",
            "/l?since=2026-01-01T00%3A02%3A00.000Z"
        ),
        ("{style: last-id, write: query.from, stop: [empty-page]}", "{\"id\":\"2\"}", "/l?from=2"),
        ("{style: server-held}", "{\"again\":1}", "/l"),
    ])
    func cursorLeadsToTheNextPageAndNoFurther(_ paging: String, _ cursor: String, _ request: String) async throws {
        let scene = try DescribedScene(DescribedScene.usual + "steps: {list: {path: /l}}\npaging: \(paging)")
        let first = ScriptedService { _ in
            ScriptedService.json(
                DescribedScene.records(1...2), [("Link", "<https://api.test/l?p=2>; rel=\"next\""), ("X-Next", "t 2")])
        }
        let pages = scene.made.source.pages(
            of: SliceQuestion(scope: nil, window: DescribedScene.window, pageSize: 2), from: nil, first)
        #expect(try await pages.next()?.cursor == cursor)
        let second = ScriptedService { _ in ScriptedService.json("[]") }
        let rest = await scene.pull(second, from: cursor)
        // What ends by an empty page asks for it twice.
        #expect(Set(second.requests) == [request] && second.requests.count <= 2)
        #expect(rest.lines == [])
    }

    @Test(arguments: [
        "https://api.test/l?access_token=abc", "https://user:pass@api.test/l", "https://api.test/l?X-Amz-Signature=1",
    ])
    func linkThatMayHoldACredentialIsNotKept(_ url: String) async throws {
        let scene = try DescribedScene(DescribedScene.usual + DescribedPagesFlawTests.link)
        let service = ScriptedService { call in
            call.url == url
                ? ScriptedService.json(DescribedScene.records(3...3))
                : ScriptedService.json(DescribedScene.records(1...2), [("Link", "<\(url)>; rel=\"next\"")])
        }
        let pull = await scene.pull(service)
        #expect(pull.ids == ["1", "2", "3"])
        #expect(pull.cursors == [nil, nil])
    }

    @Test(arguments: ["", "x", "{}", "[]", "{\"number\":\"a\"}"])
    func textThatIsNoCursorAsksForARestart(_ text: String) async throws {
        let scene = try DescribedScene(DescribedScene.usual + DescribedPagesFlawTests.link)
        let service = ScriptedService { _ in ScriptedService.json("[]") }
        let pull = await scene.pull(service, from: text)
        #expect(pull.failure?.kind == .restart)
        #expect(service.calls.isEmpty)
    }
}
