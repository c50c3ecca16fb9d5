import AuditModel
import ByteScan
import Simulators
import Testing

/// The search phrase and the kinds of events, asked as a client asks them.
struct AuditPhraseTests {
    private func count(_ query: [(name: String, value: String)]) throws -> (status: Int, count: Int) {
        let client = try ListingClient("github-audit", api: [APIFault(.boundaryRows)])
        client.credential = { client, _ in [("authorization", "Bearer \(client.context.client.secret)")] }
        let answer = try client.send(
            ListingClient.Call(path: "/orgs/example/audit-log", query: query + [("per_page", "100")]))
        return (answer.status, (try? JSONTree(parsing: answer.body).elements?.count) ?? 0)
    }

    private func truth(_ from: Int64, _ to: Int64, types: Set<String>? = nil) throws -> Int {
        let client = try ListingClient("github-audit", api: [APIFault(.boundaryRows)])
        return client.tenant.ids(in: TimeWindow(from: from, to: to), at: .max, types: types).count
    }

    private let eight = ListingClient.start + 8 * ListingClient.hour
    private let ten = ListingClient.start + 10 * ListingClient.hour
    private let second: Int64 = 1_000_000_000

    @Test func boundsIncludeOrExcludeWholeSeconds() throws {
        let (from, to) = ("2026-11-02T08:00:00+00:00", "2026-11-02T10:00:00Z")
        let cases: [(String, Int64, Int64)] = [
            ("created:\(from)..\(to)", eight, ten + second), ("created:>=\(from) created:<\(to)", eight, ten),
            ("created:>\(from) created:<=\(to)", eight + second, ten + second),
        ]
        for (phrase, from, to) in cases {
            let found = try count([("phrase", phrase), ("include", "all")])
            #expect(found.status == 200)
            #expect(found.count == (try truth(from, to)), "\(phrase)")
        }
    }

    @Test(
        arguments: [("web", ["web"]), ("git", ["git"]), ("all", ["web", "git"]), (nil, ["web"])]
            as [(String?, Set<String>)])
    func withoutIncludeThereAreNoGitEvents(include: String?, types: Set<String>) throws {
        let query =
            [("phrase", "created:2026-11-02T08:00:00Z..2026-11-02T09:59:59Z")]
            + (include.map { [("include", $0)] } ?? [])
        #expect(try count(query).count == truth(eight, ten, types: types))
    }

    @Test(arguments: ["created:yesterday", "created:>=2026-11-02T08:00:00 00:00", "repo:x"])
    func refusesWhatItDoesNotRead(phrase: String) throws { #expect(try count([("phrase", phrase)]).status == 422) }
}
