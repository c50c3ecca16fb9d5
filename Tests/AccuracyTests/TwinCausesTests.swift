import Simulators
import Testing

@testable import siemgap_accuracy

struct TwinCausesTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let source: String
        let defect: DefectCode
        let scope: String
        let names: [LossCause: LossCause]

        init(
            _ description: String, _ source: String, _ defect: DefectCode, _ scope: String,
            _ names: [LossCause: LossCause] = [:]
        ) {
            testDescription = description
            self.source = source
            self.defect = defect
            self.scope = scope
            self.names = names
        }
    }

    @Test(arguments: [
        Case(
            "a type's only operation is the type", "o365-management", .rejectsDocuments, "DLP", [.fieldShape: .typeLost]
        ),
        Case("one operation of several is not", "o365-management", .rejectsDocuments, "Exchange"),
        Case("a type with one operation of its own", "o365-management", .lacksType, "DLP", [.typeLost: .fieldShape]),
        Case("a type of several operations", "o365-management", .lacksType, "Exchange"),
        Case("a content type of several workloads", "o365-management", .lacksType, "Audit.General"),
        Case("an operation that other types have too", "graph-sign-ins", .lacksType, "servicePrincipal"),
        Case(
            "the sign-ins of one kind refused", "graph-sign-ins", .rejectsDocuments, "managedIdentity",
            [.fieldShape: .typeLost]),
        Case("an outage of one type", "o365-management", .outage, "DLP"),
    ])
    func aSetOfEventsHasEveryNameThatTakesIt(_ test: Case) throws {
        let shape = try #require(ServiceCatalogue.entry(test.source)).shape
        var scenario = Scenario(
            name: "", seed: 1,
            tenant: TenantPlan(sources: [test.source], from: .at(0), length: Span.day, events: 100))
        scenario.plant(test.defect) { $0.scope = test.scope }
        #expect(TwinCauses.names(of: scenario, shape: shape) == test.names)
    }

    @Test func aLimitOfSizeInATypeHasNoTwin() throws {
        let shape = try #require(ServiceCatalogue.entry("o365-management")).shape
        var scenario = Scenario(
            name: "", seed: 1,
            tenant: TenantPlan(sources: ["o365-management"], from: .at(0), length: Span.day, events: 100))
        scenario.plant(.rejectsDocuments) { ($0.scope, $0.size) = ("DLP", 2_000) }
        #expect(TwinCauses.names(of: scenario, shape: shape).isEmpty)
    }
}
