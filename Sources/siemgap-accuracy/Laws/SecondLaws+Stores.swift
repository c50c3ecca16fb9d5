import AuditModel
import Simulators

/// Losses of the transport and the store.
extension SecondLaws {
    static func losesByRate(_ scenario: inout Scenario, _ draw: inout Draw) {
        service(&scenario, &draw)
        scenario.plantRateLoss(share: draw.magnitude(0.02...0.95), least: 500)
    }

    /// Fingerprints over user, operation and a time cut to seconds or to a minute.
    static func folds(_ scenario: inout Scenario, _ draw: inout Draw) {
        service(&scenario, &draw)
        scenario.tenant.habits.bursts = draw.number(0.05...0.3)
        scenario.siem.faults.append(draw.pick(["fold", "fold=10", "fold=60"]))
    }

    static func forgets(_ scenario: inout Scenario, _ draw: inout Draw) {
        service(&scenario, &draw)
        scenario.plantRetention(lost: draw.magnitude(0.02...0.55))
    }

    static func samples(_ scenario: inout Scenario, _ draw: inout Draw) {
        service(&scenario, &draw)
        guard draw.chance(0.5) else {
            scenario.siem.faults.append("sample=\(draw.pick([0.4, 0.3, 1.0 / 6, 0.1, 0.04]))")
            return
        }
        scenario.plantDailyCap(days: 5, later: 6, share: draw.number(0.45...0.9))
    }

    /// Single events, or batches that a retry stored twice in the place of the next ones.
    static func losesByChance(_ scenario: inout Scenario, _ draw: inout Draw) {
        service(&scenario, &draw)
        let share = draw.magnitude(0.001...0.5)
        scenario.siem.faults.append(draw.chance(0.8) ? "random=\(share)" : "resent=\(share)")
    }

    /// Addresses, names and operations that a mapping does not take.
    static func rejectsShape(_ scenario: inout Scenario, _ draw: inout Draw) {
        service(&scenario, &draw)
        switch draw.whole(0...2) {
        case 0: scenario.siem.faults.append("address")
        case 1: scenario.siem.faults.append("non-ascii")
        default:
            let type = scenario.type(&draw)
            scenario.plant(.rejectsDocuments) { $0.scope = type }
        }
    }

    /// Limits between and beyond those of the known law, at the store's door or in the collector.
    static func rejectsSize(_ scenario: inout Scenario, _ draw: inout Draw) {
        service(&scenario, &draw)
        let limit = draw.pick([3_000, 5_000, 16_384, 20_000, 131_072])
        scenario.lengthenTexts(around: limit, times: 6, share: draw.magnitude(0.03...0.5))
        if draw.chance(0.5) {
            scenario.siem.faults.append("oversize=\(limit)")
        } else {
            scenario.plant(.rejectsDocuments) { $0.size = limit }
        }
    }

    /// Texts of several lines through a reader of lines, which takes the next record for their rest or not.
    static func breaksLines(_ scenario: inout Scenario, _ draw: inout Draw) {
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
