import AuditModel
import EventSources
import Pulling
import Testing
import Transport

/// Every built-in description against the conversation that its service's documentation shows.
struct BuiltInDescriptionsTests {
    @Test(arguments: BuiltInCase.all)
    func asksExactlyTheDocumentedRequests(_ test: BuiltInCase) async throws {
        let (service, pull) = try await ask(test)
        #expect(pull.failure == nil)
        #expect(pull.flaws == [])
        #expect(service.requests == test.requests)
        #expect(pull.lines.count == test.records)
        #expect(Set(pull.lines).count == test.records)
    }

    @Test(arguments: BuiltInCase.all)
    func cutAnswerIsNoEnd(_ test: BuiltInCase) async throws {
        let (_, pull) = try await ask(test, cutting: 0)
        #expect(pull.failure?.kind == .cutAnswer)
    }

    @Test(arguments: BuiltInCase.all.filter { $0.answers.count > 1 && $0.type != "launchdarkly-audit" })
    func interruptedQuestionGoesOnWhereItStopped(_ test: BuiltInCase) async throws {
        let (_, whole) = try await ask(test)
        let cursor = try #require(whole.cursors.first ?? nil)
        let (service, rest) = try await ask(test, from: cursor)
        #expect(service.requests.first == test.requests[1])
        #expect(rest.lines == Array(whole.lines.dropFirst(whole.pageCounts[0])))
    }

    @Test func everyDescriptionHasAConversation() {
        let untested = Set(SourceRegistry.types).subtracting(BuiltInCase.all.map(\.type))
            .subtracting(MicrosoftRequestsTests.cases.map(\.type))
        #expect(untested.isSubset(of: ["rest", "cloudtrail", "cloudtrail-files"]), "\(untested)")
    }

    private func ask(
        _ test: BuiltInCase, from cursor: String? = nil, cutting: Int? = nil
    ) async throws -> (ScriptedService, DescribedScene.Pull) {
        let scene = try DescribedScene(
            "type: \(test.type)\nbase_url: https://api.test\n\(test.settings)\n"
                + (BuiltInDescriptionsTests.hasLogin(test.type) ? "login_url: https://api.test\n" : ""))
        let first = cursor == nil ? 0 : 1
        let left = Countdown(test.answers.count - 1 - first)
        let service = ScriptedService { _ in
            let number = test.answers.count - 1 - left.next()
            let answer = test.answers[number]
            let body = number == cutting ? String(answer.body.dropLast()) : answer.body
            return ScriptedService.json(body, answer.headers)
        }
        let scope = test.scope.map { Scope(field: scene.made.source.traits.scopes[0]?.field ?? "", value: $0) }
        return (service, await scene.pull(service, from: cursor, scope: scope))
    }

    /// Types whose login has a place of its own, which nothing names in a test.
    private static func hasLogin(_ type: String) -> Bool { ["auth0", "onelogin-events"].contains(type) }
}
