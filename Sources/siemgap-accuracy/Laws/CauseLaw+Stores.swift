import AuditModel
import Simulators

/// Losses of the transport and the store.
extension CauseLaw {
    static let stores: [CauseLaw] = [
        CauseLaw(.rateLoss, mixes: true) { losesByRate(&$0, &$1) },
        CauseLaw(.idCollision) { folds(&$0, &$1) },
        CauseLaw(.retentionEdge, mixes: true) { forgets(&$0, &$1) },
        CauseLaw(.sampling) { samples(&$0, &$1) },
        CauseLaw(.unexplained) { losesByChance(&$0, &$1) },
    ]

    static let shapes: [CauseLaw] = [
        CauseLaw(.fieldShape, mixes: true) { rejectsShape(&$0, &$1) },
        CauseLaw(.sizeLimit, mixes: true) { rejectsSize(&$0, &$1) },
        CauseLaw(.framing) { breaksLines(&$0, &$1) },
    ]

    /// Enough events for the rate to show: of losses in proportion to it some 100 are needed before even who knows the
    /// proportion finds it likelier than chance by the margin that a name takes, 0.14 of log-likelihood an event.
    private static func losesByRate(_ scenario: inout Scenario, _ draw: inout Draw) {
        blobs(&scenario, &draw)
        let share = draw.magnitude(0.01...0.9)
        scenario.tenant.events = max(scenario.tenant.events, Int(400 / share))
        scenario.siem.faults.append("datagrams=\(share)")
    }

    private static func losesByChance(_ scenario: inout Scenario, _ draw: inout Draw) {
        blobs(&scenario, &draw)
        scenario.siem.faults.append("random=\(draw.magnitude(0.0005...0.6))")
    }

    /// A document id made of user, operation and second.
    private static func folds(_ scenario: inout Scenario, _ draw: inout Draw) {
        blobs(&scenario, &draw)
        scenario.tenant.habits.bursts = draw.number(0.03...0.4)
        scenario.siem.faults.append(draw.pick(["fold"], aside: ["fold", "fold=60"]))
    }

    /// The oldest part is no longer there.
    private static func forgets(_ scenario: inout Scenario, _ draw: inout Draw) {
        blobs(&scenario, &draw)
        let kept = Double(scenario.tenant.length) * (1 - draw.magnitude(0.01...0.5))
        let age = Double((scenario.tenant.now ?? scenario.tenant.length) - scenario.tenant.length)
        scenario.siem.faults.append("retention=\((age + kept) / Double(Span.hour))")
    }

    /// Every so-maniest event, or what a day brings beyond its volume.
    private static func samples(_ scenario: inout Scenario, _ draw: inout Draw) {
        guard draw.chance(0.5) else {
            if draw.chance(0.5) { blobs(&scenario, &draw) }
            let share = draw.pick([0.5, 0.25, 0.2, 0.1, 0.05], aside: [1.0 / 3, 0.125])
            scenario.siem.faults.append("sample=\(share)")
            return
        }
        blobs(&scenario, &draw)
        scenario.tenant.length = max(scenario.tenant.length, 4 * Span.day)
        scenario.tenant.now = max(scenario.tenant.now ?? 0, scenario.tenant.length + 5 * Span.day)
        let daily = scenario.tenant.events / Int(scenario.tenant.length / Span.day)
        scenario.siem.faults.append("daily-cap=\(Int(Double(daily) * draw.number(0.5...0.95)))")
    }

    /// Addresses, names and operations that a mapping does not take.
    private static func rejectsShape(_ scenario: inout Scenario, _ draw: inout Draw) {
        blobs(&scenario, &draw)
        switch draw.pick([0, 1], aside: [1, 2]) {
        case 0: scenario.siem.faults.append("address")
        case 1:
            let type = draw.pick(["Exchange", "SharePoint", "AzureActiveDirectory"])
            if !scenario.tenant.types.isEmpty { scenario.tenant.types = [] }
            defect(.rejectsDocuments, &scenario) { $0.scope = type }
        default: scenario.siem.faults.append("non-ascii")
        }
    }

    /// Limits as products have them: 2,048 of syslog, 8,192 and 10,000 of log pipelines, 32,766 of a keyword, 65,536.
    private static func rejectsSize(_ scenario: inout Scenario, _ draw: inout Draw) {
        blobs(&scenario, &draw)
        let limit = draw.pick([2_048, 8_192, 10_000, 65_536], aside: [4_096, 32_766])
        scenario.tenant.habits.longest = limit * 8
        // Long texts of 40 MiB at most, so that a trial stays small.
        let usual = Double(limit * 8) / 5
        let most = 40_000_000 / usual / Double(scenario.tenant.events)
        scenario.tenant.habits.longShare = min(draw.magnitude(0.02...0.4), most)
        scenario.siem.faults.append("oversize=\(limit)")
    }

    /// Texts of several lines through a reader of lines.
    private static func breaksLines(_ scenario: inout Scenario, _ draw: inout Draw) {
        blobs(&scenario, &draw)
        // Events of mailboxes hold line feeds of their own.
        scenario.tenant.types = [
            .init("SharePoint", share: 0.4), .init("AzureActiveDirectory", share: 0.4), .init("OneDrive", share: 0.2),
        ]
        scenario.tenant.habits.multiline = draw.magnitude(0.005...0.2)
        scenario.siem.faults.append(draw.pick(["framing"], aside: ["framing=2"]))
    }
}
