import AuditModel
import Simulators

/// Losses of the transport and the store.
extension ThirdLaws {
    static func losesByRate(_ scenario: inout Scenario, _ draw: inout Draw) {
        log(&scenario, &draw)
        scenario.plantRateLoss(share: draw.magnitude(0.015...0.9), least: 450)
    }

    /// Fingerprints over a time cut to one, five or thirty seconds.
    static func folds(_ scenario: inout Scenario, _ draw: inout Draw) {
        log(&scenario, &draw)
        scenario.tenant.habits.bursts = draw.number(0.04...0.35)
        scenario.siem.faults.append(draw.pick(["fold", "fold=5", "fold=30"]))
    }

    static func forgets(_ scenario: inout Scenario, _ draw: inout Draw) {
        log(&scenario, &draw)
        scenario.plantRetention(lost: draw.magnitude(0.015...0.5))
    }

    static func samples(_ scenario: inout Scenario, _ draw: inout Draw) {
        log(&scenario, &draw)
        guard draw.chance(0.5) else {
            scenario.siem.faults.append("sample=\(draw.pick([0.45, 0.35, 0.15, 1.0 / 12, 0.06]))")
            return
        }
        scenario.plantDailyCap(days: 4, later: 8, share: draw.number(0.5...0.9))
    }

    static func losesByChance(_ scenario: inout Scenario, _ draw: inout Draw) {
        log(&scenario, &draw)
        let share = draw.magnitude(0.0008...0.55)
        scenario.siem.faults.append(draw.chance(0.7) ? "random=\(share)" : "resent=\(min(share, 0.4))")
    }

    /// An address mapped as IPv4, a name in another coding, an operation whose fields conflict.
    static func rejectsShape(_ scenario: inout Scenario, _ draw: inout Draw) {
        log(&scenario, &draw)
        switch draw.whole(0...3) {
        case 0: scenario.siem.faults.append("address")
        case 1: scenario.siem.faults.append("non-ascii")
        default:
            let type = scenario.type(&draw)
            scenario.plant(.rejectsDocuments) { $0.scope = type }
        }
    }

    /// Limits of transports and of mappings that the other families do not have.
    static func rejectsSize(_ scenario: inout Scenario, _ draw: inout Draw) {
        log(&scenario, &draw)
        let limit = draw.pick([2_500, 6_000, 12_288, 24_576, 50_000, 100_000])
        scenario.lengthenTexts(around: limit, times: 10, share: draw.magnitude(0.02...0.45))
        if draw.chance(0.4) {
            scenario.plant(.rejectsDocuments) { $0.size = limit }
        } else {
            scenario.siem.faults.append("oversize=\(limit)")
        }
    }

    /// Texts of several lines through a reader of lines.
    static func breaksLines(_ scenario: inout Scenario, _ draw: inout Draw) {
        log(&scenario, &draw)
        if scenario.tenant.sources == ["o365-management"] {
            // Events of mailboxes hold line feeds of their own.
            scenario.tenant.types = [.init("AzureActiveDirectory", share: 0.6), .init("MicrosoftTeams", share: 0.4)]
        }
        scenario.tenant.habits.multiline = draw.magnitude(0.008...0.25)
        scenario.siem.faults.append(draw.pick(["framing", "framing=2"]))
    }
}
