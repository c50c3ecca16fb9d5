import AuditModel
import EventSources
import Pulling
import Simulators
import Testing

/// Built-in sources against the faults their services can show: what is harmless loses nothing, and what is not is never
/// taken for whole.
struct FaultMatrixTests {
    /// What a pull may come to.
    enum Expected: Sendable {
        /// Every event is there, and every slice is whole.
        case whole
        /// Some slice is not whole, for one of these reasons.
        case broken([String])
        /// Each of two pulls is whole, and they differ.
        case unstable
    }

    /// One service, one fault.
    struct Row: Sendable, CustomTestStringConvertible {
        let name: String
        let plan: SimulatedPull.Plan
        let expected: Expected

        var testDescription: String { "\(plan.source) \(name)" }
    }

    @Test(arguments: rows)
    func nothingIsLostInSilence(_ row: Row) async throws {
        let pull = try await SimulatedPull.run(row.plan)
        #expect(!pull.truth.isEmpty)
        #expect(Set(pull.lines).isSubset(of: pull.bodies))
        #expect(pull.foreignRequests == 0)
        #expect(!pull.written.contains(SimulatorClient().secret))
        switch row.expected {
        case .whole:
            #expect(pull.outcome.isWhole, "\(pull.reasons)")
            #expect(pull.missing.isEmpty)
            if row.plan.pulls > 1 { #expect(pull.comparison?.differs == false) }
        case .broken(let reasons):
            #expect(!pull.outcome.isWhole)
            #expect(pull.reasons.allSatisfy(reasons.contains), "\(pull.reasons)")
            #expect(pull.missing.allSatisfy(pull.isAdmitted), "what is missing lies in a slice that is not whole")
        case .unstable:
            #expect(pull.outcome.isWhole, "\(pull.reasons)")
            #expect(pull.comparison?.differs == true)
        }
    }

    // MARK: The matrix

    static let rows: [Row] = office + lists.flatMap(list) + signIns + searches + emptied + okta + gitHub

    private static let hour = SimulatedPull.hour

    static func row(
        _ source: String, _ name: String, _ faults: [APIFault], _ expected: Expected,
        _ change: (inout SimulatedPull.Plan) -> Void = { _ in }
    ) -> Row {
        var plan = SimulatedPull.Plan(source: source, faults: faults)
        change(&plan)
        return Row(name: name, plan: plan, expected: expected)
    }

    /// Faults of the login and of the records themselves, which every service shows in the same way.
    private static func common(_ source: String, _ change: (inout SimulatedPull.Plan) -> Void) -> [Row] {
        func row(_ name: String, _ fault: APIFault?, _ expected: Expected) -> Row {
            Self.row(source, name, [fault].compactMap(\.self), expected, change)
        }
        return [
            row("sound", nil, .whole),
            row("F4 again", APIFault(.repeatedRecord, share: 0.2), .whole),
            row("F14 once", APIFault(.tokenExpired), .whole),
            row("F14 always", APIFault(.tokenExpired, times: nil), .broken(["denied"])),
            row("F17", APIFault(.boundaryRows, share: 0.5), .whole),
            row("F18", APIFault(.oddTimes, share: 0.5), .whole),
            row("F22 behind", APIFault(.clockOff, by: -600_000_000_000), .whole),
            row("F22 ahead", APIFault(.clockOff, by: 600_000_000_000), .whole),
            row("F27", APIFault(.schemaDrift, share: 0.3), .whole),
            row("F30 passing", APIFault(.loginError, form: "90024"), .whole),
            row("F30 wrong secret", APIFault(.loginError, times: nil, form: "7000215"), .broken(["denied"])),
        ]
    }

    // MARK: Management Activity

    private static let office: [Row] = {
        let source = "o365-management"
        // With 300 events one stream has more blobs than a page of the listing holds.
        func change(_ plan: inout SimulatedPull.Plan) {
            plan.events = 50
            plan.types = [.init("Exchange", share: 0.95), .init("SharePoint", share: 0.05)]
        }
        func row(
            _ name: String, _ fault: APIFault, _ expected: Expected,
            _ more: (inout SimulatedPull.Plan) -> Void = { _ in }
        ) -> Row {
            Self.row(source, name, [fault], expected) { plan in
                change(&plan)
                more(&plan)
            }
        }
        let exchange = "Audit.Exchange"
        return common(source, change) + [
            row("F2", APIFault(.lateListing, share: 0.3), .whole),
            row("F3", APIFault(.disorder), .whole),
            row("F7", APIFault(.emptyPage), .whole) { $0.events = 300 },
            row("F8", APIFault(.repeatedToken, times: nil), .broken(["page-loop"])) { $0.events = 300 },
            row("F11 once", APIFault(.cutBody, share: 0.3), .whole),
            row("F11 always", APIFault(.cutBody, scope: exchange, share: 0.2, times: nil), .broken(["cut-answer"])),
            row("F12 403", APIFault(.throttled, share: 0.3), .whole),
            row("F12 429", APIFault(.throttled, share: 0.3, times: 3, form: "429"), .whole),
            row("F12 storm", APIFault(.throttled, scope: exchange, times: nil), .broken(["throttled"])),
            row("F13 once", APIFault(.serverError, share: 0.3), .whole),
            row("F13 always", APIFault(.serverError, scope: exchange, times: nil), .broken(["timeout"])),
            row("F23 a part", APIFault(.retentionEdge), .broken(["retention"])) { $0.now = 7 * 24 + 12 },
            row("F23 silent", APIFault(.retentionEdge, form: "silent"), .broken(["retention"])) {
                $0.now = 7 * 24 + 12
            },
            row("F24 off", APIFault(.notSubscribed, scope: exchange, times: nil), .broken(["not-subscribed"])),
            row(
                "F24 disabled", APIFault(.notSubscribed, scope: exchange, times: nil, form: "disabled"),
                .broken(["not-subscribed"])),
            row("F25 gone", APIFault(.contentGone, share: 0.1, times: nil), .broken(["cut-answer"])),
            row("F25 404", APIFault(.contentGone, share: 0.1, times: nil, form: "404"), .broken(["cut-answer"])),
            row("F25 expired", APIFault(.contentGone, share: 0.1, times: nil, form: "expired"), .broken(["retention"])),
            row("F26", APIFault(.partialAnswer), .whole),
            row("F28", APIFault(.oddHeaders), .whole),
            row("F29 page", APIFault(.foreignLink), .broken(["foreign-link"])) { $0.events = 300 },
            row("F29 blob", APIFault(.foreignLink, share: 0.1, times: nil, form: "content"), .broken(["foreign-link"])),
        ]
    }()

    // MARK: Lists of Graph

    private static let lists = [
        "graph-sign-ins", "graph-directory-audits", "graph-risk-detections", "graph-identity-risk-events",
        "aad-graph-sign-ins",
    ]

    private static func list(_ source: String) -> [Row] {
        func change(_ plan: inout SimulatedPull.Plan) {
            plan.events = 60
            plan.settings = "page_size: \(source == "graph-sign-ins" ? 5 : 15)"
        }
        func row(
            _ name: String, _ fault: APIFault, _ expected: Expected,
            _ more: (inout SimulatedPull.Plan) -> Void = { _ in }
        ) -> Row {
            Self.row(source, name, [fault], expected) { plan in
                change(&plan)
                more(&plan)
            }
        }
        return common(source, change) + [
            row("F7", APIFault(.emptyPage), .whole),
            row("F7 last", APIFault(.emptyPage, form: "last"), .whole),
            row("F8", APIFault(.repeatedToken, times: nil), .broken(["page-loop"])),
            row("F9", APIFault(.unstableCount, share: 0.2), .unstable) { $0.pulls = 2 },
            row("F11 once", APIFault(.cutBody), .whole),
            row("F11 always", APIFault(.cutBody, times: nil), .broken(["cut-answer"])),
            row("F12 retry-after", APIFault(.throttled, form: "retry-after", size: 30), .whole),
            row("F12 date", APIFault(.throttled, form: "date", size: 30), .whole),
            row("F12 bare", APIFault(.throttled, times: 3, form: "bare"), .whole),
            row("F12 unknown-error", APIFault(.throttled, form: "unknown-error"), .whole),
            row("F12 503", APIFault(.throttled, form: "503"), .whole),
            row("F12 storm", APIFault(.throttled, times: nil, form: "retry-after", size: 60), .broken(["throttled"])),
            row("F12 bare storm", APIFault(.throttled, times: nil, form: "bare"), .broken(["throttled"])),
            // What is asked for by availability is no shorter stretch of event times to the service.
            row(
                "F13 wide", APIFault(.serverError, times: nil),
                source == "graph-identity-risk-events" ? .broken(["timeout"]) : .whole),
            row("F13 deep", APIFault(.serverError, times: nil, size: 20), .whole),
            row("F15 once", APIFault(.lostToken), .whole),
            row("F16", APIFault(.ignoredFilter), .broken(["count-mismatch"])) { $0.window = 6..<18 },
            row("F16 gt-lt", APIFault(.ignoredFilter, form: "gt-lt"), .whole) { $0.window = 6..<18 },
            row("F28", APIFault(.oddHeaders), .whole),
            row("F29", APIFault(.foreignLink), .broken(["foreign-link"])),
        ]
    }

    private static let signIns: [Row] = [
        // The window holds all there is, so that only the kinds tell that the filter was not heeded.
        row("graph-sign-ins", "F16 all", [APIFault(.ignoredFilter)], .broken(["count-mismatch"])),
        row("graph-sign-ins", "too old", [], .broken(["retention"])) { $0.now = 30 * 24 + 12 },
    ]

    // MARK: Purview

    private static let searches: [Row] = {
        let source = "purview-audit"
        func row(_ name: String, _ fault: APIFault, _ expected: Expected) -> Row {
            Self.row(source, name, [fault], expected) { $0.events = 200 }
        }
        return common(source) { _ in } + [
            row("F7", APIFault(.emptyPage), .whole),
            row("F8", APIFault(.repeatedToken, times: nil), .broken(["page-loop"])),
            Self.row(source, "F9", [APIFault(.unstableCount, share: 0.2)], .unstable) { $0.pulls = 2 },
            row("F11 once", APIFault(.cutBody), .whole),
            row("F11 always", APIFault(.cutBody, times: nil), .broken(["cut-answer"])),
            row("F12", APIFault(.throttled), .whole),
            row("F12 storm", APIFault(.throttled, times: nil), .broken(["throttled"])),
            row("F13 deep", APIFault(.serverError, times: nil, size: 100), .whole),
            row("F13 post", APIFault(.serverError, form: "post"), .whole),
            row("F13 failed", APIFault(.serverError, times: nil, form: "failed"), .broken(["timeout"])),
            row("F15 once", APIFault(.lostToken), .whole),
            row("F29", APIFault(.foreignLink), .broken(["foreign-link"])),
        ]
    }()
}
