import AuditModel
import ByteScan
import Testing

@testable import Simulators

struct ElasticIndexTests {
    private static let sources = [
        "o365-management", "graph-sign-ins", "graph-directory-audits", "graph-risk-detections", "okta-system-log",
        "google-workspace-reports",
    ]

    private func index(_ source: String) throws -> ElasticIndex {
        var scenario = TestTenants.scenario(source, events: 60)
        scenario.collector = [CollectorPlan(defect: "S16")]
        let shape = try #require(ServiceCatalogue.entry(source)).shape
        let tenant = TestTenants.tenant(scenario, shape)
        return ElasticIndex(try StoreShelf(of: scenario, tenant: tenant, at: TestTenants.start + 3 * TestTenants.day))
    }

    @Test(
        arguments: sources,
        [#"true"#, #"["@timestamp","event.id","azure*","event.ingested"]"#, #"{"excludes":["user"]}"#])
    func aTemplateWritesWhatTheDocumentHolds(_ source: String, _ shown: String) throws {
        let index = try index(source)
        let filter = ElasticSourceFilter(try JSONTree(parsing: Array(shown.utf8)))
        let template = index.template(filter)
        #expect((template == nil) == (source == "google-workspace-reports"))
        #expect(index.shelf.documents.count > 50)
        for number in index.shelf.documents.indices {
            var (quick, plain): ([UInt8], [UInt8]) = ([], [])
            index.append(number, ElasticSort(), filter, template, to: &quick)
            index.append(number, ElasticSort(), filter, nil, to: &plain)
            #expect(quick == plain, "\(number)")
        }
    }

    @Test(arguments: sources)
    func idsAreFoundWhateverElseIsAskedFor(_ source: String) throws {
        let index = try index(source)
        guard let field = index.form.idField, let id = index.shelf.eventID(7) else { return }
        let text = #"{"bool":{"should":[{"terms":{"nosuch.field":["\#(id)"]}},{"terms":{"\#(field)":["\#(id)"]}}]}}"#
        let query = try ElasticQuery(try JSONTree(parsing: Array(text.utf8)), unit: index.unit)
        let wanted = index.shelf.documents.indices.filter { index.shelf.eventID($0) == id }
        #expect(index.matches(query, visibleAt: .max) == wanted)
    }

    /// A pattern, a text, and whether it fits.
    @Test(arguments: [
        ("logs-*", "logs-a", true), ("*", "", true), ("a*b", "ab", true), ("a*b*c", "a1b2c", true),
        ("a*b", "abc", false), ("ab*ba", "aba", false), ("logs", "logs-a", false),
    ])
    func patternsFitWholeNames(_ pattern: String, _ text: String, _ fits: Bool) {
        #expect(ElasticSourceFilter.fits(pattern, text) == fits)
    }
}
