import AuditModel
import Foundation
import Pulling
import SIEMStores
import Testing
import Transport

struct SecOpsPagesTests {
    private static let settings = """
        type: secops
        url: https://siem.test
        instance: projects/p/locations/us/instances/i
        query: metadata.log_type = "OKTA"
        client_email: a@b.example
        private_key: {env: KEY}
        """

    private static func answer(_ ids: [String], more: Bool = false) -> ScriptedService {
        let events = ids.map {
            #"{"udm":{"metadata":{"id":"g","productLogId":"\#($0)","eventTimestamp":"1970-01-01T00:20:00Z","logType":"OKTA"}}}"#
        }
        let body = #"{"events":[\#(events.joined(separator: ","))],"moreDataAvailable":\#(more)}"#
        return ScriptedService { _ in ScriptedService.json(body) }
    }

    @Test func theVendorsIDIsTakenNotGooglesOwn() async throws {
        let service = Self.answer(["a", "b"])
        let made = try TestStore.make(Self.settings)
        let answer = await TestStore.all(made.store.pages(of: TestStore.question, from: nil, service))
        #expect(
            answer.lines.first
                == #"{"id":"a","time":"1970-01-01T00:20:00Z","place":{"id":"g","logType":"OKTA"}}"#)
        #expect(answer.lines.count == 2)
        let url = try #require(service.calls.first?.url)
        #expect(url.hasPrefix("https://siem.test/v1alpha/projects/p/locations/us/instances/i:udmSearch?"))
        let items = URLComponents(string: url)?.queryItems ?? []
        #expect(
            items.map(\.value) == [
                #"metadata.log_type = "OKTA""#, "1970-01-01T00:16:40Z", "1970-01-01T00:33:20Z", "10000",
            ])
    }

    @Test func anAnswerThatLeavesEventsOutHalvesTheStretch() async throws {
        let made = try TestStore.make(Self.settings)
        let answer = await TestStore.all(
            made.store.pages(of: TestStore.question, from: nil, Self.answer(["a"], more: true)))
        #expect(answer.failure?.kind == .shrink)
        #expect(answer.lines.isEmpty)
    }

    @Test func idsAreAskedForInEverySpelling() async throws {
        let id = "7d3e0a1b-0000-4000-8000-00000000beef"
        let service = Self.answer([id.uppercased(), "other"])
        let made = try TestStore.make(Self.settings)
        let answer = await TestStore.all(made.store.pages(ofIDs: [[id]], in: nil, service))
        #expect(answer.lines.count == 1)
        let query = URLComponents(string: service.calls.first?.url ?? "")?.queryItems?.first?.value
        let conditions = [id, "{\(id)}", id.filter { $0 != "-" }].map { #"metadata.product_log_id = "\#($0)" nocase"# }
        #expect(query == #"(metadata.log_type = "OKTA") AND (\#(conditions.joined(separator: " OR ")))"#)
    }

    @Test(arguments: [
        ("", "siems.test: credentials are missing"),
        ("credentials: {env: FILE}", "siems.test.credentials: that is no key file of a service account"),
        ("token: {env: TOKEN}", nil),
        ("client_email: a\nprivate_key: {env: KEY}\ntoken_url: x", "siems.test.token_url: that is no address"),
    ])
    func theAccountComesInOneOfThreeForms(_ login: String, _ refusal: String?) {
        let base = "type: secops\nurl: https://siem.test\ninstance: i\n"
        #expect(TestStore.refusal(base + login) == refusal)
    }
}
