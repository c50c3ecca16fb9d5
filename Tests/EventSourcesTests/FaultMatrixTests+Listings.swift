import EventSources
import Pulling
import Simulators
import Testing
import Transport

/// Listings of other vendors.
extension FaultMatrixTests {
    private static let hour = SimulatedPull.hour

    /// Sources whose answers end by an empty page, which also comes in the middle.
    static let emptied: [Row] = ["okta-system-log", "box-events", "jumpcloud"].flatMap { source in
        func row(_ name: String, _ fault: APIFault) -> Row {
            Self.row(source, name, [fault], .whole) { $0.settings = "page_size: 15" }
        }
        return [
            row("F7 at the start and everywhere", APIFault(.emptyPage)),
            row("F7 in the middle", APIFault(.emptyPage, from: 6 * hour, to: 18 * hour, share: 0.5)),
            row("F7 always", APIFault(.emptyPage, times: nil)),
        ]
    }

    static let okta: [Row] = [
        row("okta-system-log", "sound", [], .whole),
        row(
            "okta-system-log", "F13 wide", [APIFault(.serverError, times: nil, form: "window")], .broken(["timeout"])
        ),
        row("okta-system-log", "F13 once", [APIFault(.serverError, share: 0.5)], .whole),
    ]

    static let gitHub: [Row] = [
        row("github-audit", "sound", [], .whole),
        row("github-audit", "F23 of git alone", [APIFault(.retentionEdge, scope: "git")], .broken(["retention"])) {
            $0.now = 7 * 24 + 12
        },
    ]

    @Test func aServiceThatRefusesEveryWidthIsSoonLeftAlone() async throws {
        let fault = APIFault(.serverError, times: nil, form: "window")
        let pull = try await SimulatedPull.run(SimulatedPull.Plan(source: "okta-system-log", faults: [fault]))
        #expect(pull.reasons == ["timeout"])
        #expect(pull.lines.isEmpty)
        #expect(pull.outcome.record.requests < 30)
    }
}
