import AuditModel
import Simulators

/// Losses of the transport and the store.
extension FirstLaws {
    static func losesByRate(_ scenario: inout Scenario, _ draw: inout Draw) {
        blobs(&scenario, &draw)
        scenario.plantRateLoss(share: draw.magnitude(0.01...0.9), least: 400)
    }

    static func losesByChance(_ scenario: inout Scenario, _ draw: inout Draw) {
        blobs(&scenario, &draw)
        scenario.siem.faults.append("random=\(draw.magnitude(0.0005...0.6))")
    }

    /// A document id made of user, operation and second.
    static func folds(_ scenario: inout Scenario, _ draw: inout Draw) {
        blobs(&scenario, &draw)
        scenario.tenant.habits.bursts = draw.number(0.03...0.4)
        scenario.siem.faults.append(draw.pick(["fold"], aside: ["fold", "fold=60"]))
    }

    /// The oldest part is no longer there.
    static func forgets(_ scenario: inout Scenario, _ draw: inout Draw) {
        blobs(&scenario, &draw)
        scenario.plantRetention(lost: draw.magnitude(0.01...0.5))
    }

    /// Every so-maniest event, or what a day brings beyond its volume.
    static func samples(_ scenario: inout Scenario, _ draw: inout Draw) {
        guard draw.chance(0.5) else {
            if draw.chance(0.5) { blobs(&scenario, &draw) }
            let share = draw.pick([0.5, 0.25, 0.2, 0.1, 0.05], aside: [1.0 / 3, 0.125])
            scenario.siem.faults.append("sample=\(share)")
            return
        }
        blobs(&scenario, &draw)
        scenario.plantDailyCap(days: 4, later: 5, share: draw.number(0.5...0.95))
    }

    /// Addresses, names and operations that a mapping does not take.
    static func rejectsShape(_ scenario: inout Scenario, _ draw: inout Draw) {
        blobs(&scenario, &draw)
        switch draw.pick([0, 1], aside: [1, 2]) {
        case 0: scenario.siem.faults.append("address")
        case 1:
            let type = draw.pick(["Exchange", "SharePoint", "AzureActiveDirectory"])
            if !scenario.tenant.types.isEmpty { scenario.tenant.types = [] }
            scenario.plant(.rejectsDocuments) { $0.scope = type }
        default: scenario.siem.faults.append("non-ascii")
        }
    }

    /// Limits as products have them: 2,048 of syslog, 8,192 and 10,000 of log pipelines, 32,766 of a keyword, 65,536.
    static func rejectsSize(_ scenario: inout Scenario, _ draw: inout Draw) {
        blobs(&scenario, &draw)
        let limit = draw.pick([2_048, 8_192, 10_000, 65_536], aside: [4_096, 32_766])
        scenario.lengthenTexts(around: limit, times: 8, share: draw.magnitude(0.02...0.4))
        scenario.siem.faults.append("oversize=\(limit)")
    }

    /// Texts of several lines through a reader of lines.
    static func breaksLines(_ scenario: inout Scenario, _ draw: inout Draw) {
        blobs(&scenario, &draw)
        // Events of mailboxes hold line feeds of their own.
        scenario.tenant.types = [
            .init("SharePoint", share: 0.4), .init("AzureActiveDirectory", share: 0.4), .init("OneDrive", share: 0.2),
        ]
        scenario.tenant.habits.multiline = draw.magnitude(0.005...0.2)
        scenario.siem.faults.append(draw.pick(["framing"], aside: ["framing=2"]))
    }
}
