import AuditModel
import EventSources
import Pulling
import Testing
import Transport

/// Windows in, bounds as they are sent out.
struct QuestionRunTests {
    /// 2026-01-01T00:00:00.25Z to 02:00:00.25Z.
    static let odd = TimeWindow(
        from: DescribedScene.window.from + 250_000_000, to: DescribedScene.window.to + 250_000_000)

    @Test(arguments: [
        ("", "iso", "2026-01-01T00:00:00Z", "2026-01-01T02:00:00Z", false),
        ("", "iso", "2026-01-01T00:00:00Z", "2026-01-01T02:00:01Z", true),
        ("from: exclusive", "iso", "2025-12-31T23:59:59Z", "2026-01-01T02:00:00Z", false),
        ("from: exclusive", "iso", "2026-01-01T00:00:00Z", "2026-01-01T02:00:01Z", true),
        ("from: exclusive", "iso-100ns", "2025-12-31T23:59:59.9999999Z", "2026-01-01T02:00:00.0000000Z", false),
        ("margin: 1m", "epoch-s", "1767225540", "1767232860", false),
        ("", "date", "2026-01-01", "2026-01-02", false), ("to: inclusive", "date", "2026-01-01", "2026-01-01", false),
        ("", "epoch-float", "1767225600.25", "1767232800.25", true),
    ])
    func boundsNeverAskForLessThanTheWindow(
        _ rule: String, _ form: String, _ from: String, _ to: String, _ isOdd: Bool
    ) async throws {
        let scene = try DescribedScene(
            DescribedScene.usual
                + "steps: {list: {path: /l, query: {a: \"{from:\(form)}\", b: \"{to:\(form)}\"}}}\nwindow: {\(rule)}")
        let service = ScriptedService { _ in ScriptedService.json("[]") }
        _ = await scene.pull(service, window: isOdd ? Self.odd : DescribedScene.window)
        #expect(service.requests == ["/l?a=\(from)&b=\(to)".replacing(":", with: "%3A")])
    }

    @Test func repeatedAndBracketedKeysAreSentAsWritten() async throws {
        let scene = try DescribedScene(
            DescribedScene.usual + """
                steps: {list: {path: /l, query: {"filter[created_at][]": ["{from:iso}", "{to:iso}"], "page[size]": "{page_size}"}}}
                """)
        let service = ScriptedService { _ in ScriptedService.json("[]") }
        _ = await scene.pull(service)
        #expect(
            service.requests == [
                "/l?filter%5Bcreated_at%5D%5B%5D=2026-01-01T00%3A00%3A00Z&filter%5Bcreated_at%5D%5B%5D=2026-01-01T02%3A00%3A00Z&page%5Bsize%5D=100"
            ])
    }

    @Test func partIsAskedByItsQueryText() async throws {
        let scene = try DescribedScene(
            DescribedScene.usual + """
                steps: {list: {path: "/{scope}/x", query: {f: "{scope:query}"}, headers: {X-App: "{scope}"}}}
                fan_out: {name: kind, values: [a, {value: b/c, query: "any(t: t eq 'b')"}]}
                """)
        let service = ScriptedService { _ in ScriptedService.json("[]") }
        _ = await scene.pull(service, scope: Scope(field: "kind", value: "b/c"))
        #expect(service.requests == ["/b%2Fc/x?f=any%28t%3A%20t%20eq%20%27b%27%29"])
        #expect(service.calls[0].headers == [.init("X-App", "b/c")])
        #expect(scene.made.source.traits.scopes.map { $0?.value } == ["a", "b/c"])
    }

    @Test func boundThatTheServiceLacksDropsAndEnds() async throws {
        let scene = try DescribedScene(
            DescribedScene.usual + """
                steps: {list: {path: /l, query: {since: "{from:iso}"}}}
                window: {to: none}
                order: asc
                paging: {style: link-header}
                """)
        let service = ScriptedService { call in
            ScriptedService.json(
                DescribedScene.records(call.url.contains("after") ? 119...122 : 117...118),
                [("Link", "<https://api.test/l?after=\(call.url.count)>; rel=\"next\"")])
        }
        let pull = await scene.pull(service)
        #expect(pull.flaws == [])
        #expect(pull.ids == ["117", "118", "119", "120"])
        #expect(service.calls.count == 2)
    }
}
