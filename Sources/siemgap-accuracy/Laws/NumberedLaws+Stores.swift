import Simulators

/// Losses of the transport and the store.
extension NumberedLaws {
    static func losesByRate(_ scenario: inout Scenario, _ draw: inout Draw) {
        log(&scenario, &draw)
        scenario.plantRateLoss(share: draw.magnitude(stores.rate.shares), least: stores.rate.least)
    }

    /// Fingerprints over user, operation and a time that is cut.
    static func folds(_ scenario: inout Scenario, _ draw: inout Draw) {
        log(&scenario, &draw)
        scenario.tenant.habits.bursts = draw.number(stores.folds.bursts)
        scenario.siem.faults.append(draw.pick(stores.folds.faults))
    }

    static func forgets(_ scenario: inout Scenario, _ draw: inout Draw) {
        log(&scenario, &draw)
        scenario.plantRetention(lost: draw.magnitude(stores.forgotten))
    }

    /// A steady share, or what a day brings beyond its volume.
    static func samples(_ scenario: inout Scenario, _ draw: inout Draw) {
        log(&scenario, &draw)
        let numbers = stores.samples
        guard draw.chance(0.5) else {
            scenario.siem.faults.append("sample=\(draw.pick(numbers.shares))")
            return
        }
        scenario.plantDailyCap(days: numbers.days, later: numbers.later, share: draw.number(numbers.volumes))
    }

    /// Single events, or batches that a retry stored twice in the place of the next ones.
    static func losesByChance(_ scenario: inout Scenario, _ draw: inout Draw) {
        log(&scenario, &draw)
        let share = draw.magnitude(stores.chance.shares)
        let isSingle = draw.chance(stores.chance.singles)
        scenario.siem.faults.append(isSingle ? "random=\(share)" : "resent=\(min(share, stores.chance.mostResent))")
    }

    /// An address mapped as IPv4, a name in another coding, an operation whose fields conflict.
    static func rejectsShape(_ scenario: inout Scenario, _ draw: inout Draw) {
        log(&scenario, &draw)
        switch draw.whole(0...1 + stores.otherShapes) {
        case 0: scenario.siem.faults.append("address")
        case 1: scenario.siem.faults.append("non-ascii")
        default:
            let type = scenario.type(&draw)
            scenario.plant(.rejectsDocuments) { $0.scope = type }
        }
    }

    /// Limits of the store's door or of the collector.
    static func rejectsSize(_ scenario: inout Scenario, _ draw: inout Draw) {
        log(&scenario, &draw)
        let limit = draw.pick(stores.sizes.limits)
        scenario.lengthenTexts(
            around: limit, times: stores.sizes.times, share: draw.magnitude(stores.sizes.shares))
        if stores.sizes.isOfCollector(&draw) {
            scenario.plant(.rejectsDocuments) { $0.size = limit }
        } else {
            scenario.siem.faults.append("oversize=\(limit)")
        }
    }

    /// Texts of several lines through a reader of lines, which takes the next record for their rest or not.
    static func breaksLines(_ scenario: inout Scenario, _ draw: inout Draw) {
        log(&scenario, &draw)
        if scenario.source == "o365-management" { scenario.tenant.types = stores.lines.officeTypes }
        scenario.tenant.habits.multiline = draw.magnitude(stores.lines.shares)
        scenario.siem.faults.append(draw.pick(["framing", "framing=2"]))
    }
}
