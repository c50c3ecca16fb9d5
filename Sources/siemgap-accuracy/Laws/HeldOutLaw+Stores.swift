import AuditModel
import Simulators

/// Losses of the transport and the store.
extension HeldOutLaw {
    static let stores: [CauseLaw] = [
        CauseLaw(.rateLoss, mixes: true) { losesByRate(&$0, &$1) },
        CauseLaw(.idCollision) { folds(&$0, &$1) },
        CauseLaw(.retentionEdge, mixes: true) { forgets(&$0, &$1) },
        CauseLaw(.sampling) { samples(&$0, &$1) },
        CauseLaw(.unexplained) { losesByChance(&$0, &$1) },
        CauseLaw(.fieldShape, mixes: true) { rejectsShape(&$0, &$1) },
        CauseLaw(.sizeLimit, mixes: true) { rejectsSize(&$0, &$1) },
        CauseLaw(.framing) { breaksLines(&$0, &$1) },
    ]

    /// As of the known law: losses in proportion to the rate need some 100 events to show.
    private static func losesByRate(_ scenario: inout Scenario, _ draw: inout Draw) {
        service(&scenario, &draw)
        let share = draw.magnitude(0.02...0.95)
        scenario.tenant.events = max(scenario.tenant.events, Int(500 / share))
        scenario.siem.faults.append("datagrams=\(share)")
    }

    /// Fingerprints over user, operation and a time cut to seconds or to a minute.
    private static func folds(_ scenario: inout Scenario, _ draw: inout Draw) {
        service(&scenario, &draw)
        scenario.tenant.habits.bursts = draw.number(0.05...0.3)
        scenario.siem.faults.append(draw.pick(["fold", "fold=10", "fold=60"]))
    }

    private static func forgets(_ scenario: inout Scenario, _ draw: inout Draw) {
        service(&scenario, &draw)
        let kept = Double(scenario.tenant.length) * (1 - draw.magnitude(0.02...0.55))
        let age = Double((scenario.tenant.now ?? scenario.tenant.length) - scenario.tenant.length)
        scenario.siem.faults.append("retention=\((age + kept) / Double(Span.hour))")
    }

    private static func samples(_ scenario: inout Scenario, _ draw: inout Draw) {
        service(&scenario, &draw)
        guard draw.chance(0.5) else {
            scenario.siem.faults.append("sample=\(draw.pick([0.4, 0.3, 1.0 / 6, 0.1, 0.04]))")
            return
        }
        scenario.tenant.length = max(scenario.tenant.length, 5 * Span.day)
        scenario.tenant.now = max(scenario.tenant.now ?? 0, scenario.tenant.length + 6 * Span.day)
        let daily = scenario.tenant.events / Int(scenario.tenant.length / Span.day)
        scenario.siem.faults.append("daily-cap=\(Int(Double(daily) * draw.number(0.45...0.9)))")
    }

    /// Single events, or batches that a retry stored twice in the place of the next ones.
    private static func losesByChance(_ scenario: inout Scenario, _ draw: inout Draw) {
        service(&scenario, &draw)
        let share = draw.magnitude(0.001...0.5)
        scenario.siem.faults.append(draw.chance(0.8) ? "random=\(share)" : "resent=\(share)")
    }

    /// Addresses, names and operations that a mapping does not take.
    private static func rejectsShape(_ scenario: inout Scenario, _ draw: inout Draw) {
        service(&scenario, &draw)
        switch draw.whole(0...2) {
        case 0: scenario.siem.faults.append("address")
        case 1: scenario.siem.faults.append("non-ascii")
        default:
            let type = CauseLaw.type(of: scenario, &draw)
            CauseLaw.defect(.rejectsDocuments, &scenario) { $0.scope = type }
        }
    }

    /// Limits between and beyond those of the known law, at the store's door or in the collector.
    private static func rejectsSize(_ scenario: inout Scenario, _ draw: inout Draw) {
        service(&scenario, &draw)
        let limit = draw.pick([3_000, 5_000, 16_384, 20_000, 131_072])
        scenario.tenant.habits.longest = limit * 6
        // Long texts of 40 MiB at most, so that a trial stays small.
        let usual = Double(limit * 6) / 5
        let most = 40_000_000 / usual / Double(scenario.tenant.events)
        scenario.tenant.habits.longShare = min(draw.magnitude(0.03...0.5), most)
        if draw.chance(0.5) {
            scenario.siem.faults.append("oversize=\(limit)")
        } else {
            CauseLaw.defect(.rejectsDocuments, &scenario) { $0.size = limit }
        }
    }

    /// Texts of several lines through a reader of lines, which takes the next record for their rest or not.
    private static func breaksLines(_ scenario: inout Scenario, _ draw: inout Draw) {
        service(&scenario, &draw)
        if scenario.tenant.sources == ["o365-management"] {
            // Events of mailboxes hold line feeds of their own.
            scenario.tenant.types = [
                .init("SharePoint", share: 0.5), .init("OneDrive", share: 0.3), .init("MicrosoftTeams", share: 0.2),
            ]
        }
        scenario.tenant.habits.multiline = draw.magnitude(0.01...0.3)
        scenario.siem.faults.append(draw.pick(["framing", "framing=2"]))
    }
}
