import Simulators

/// Which trials there are, and the scenario of each.
struct TrialPlan: Sendable {
    let options: AccuracyOptions

    /// The rows of all trials, in their order: causes in turn, a fifth of the trials mixed.
    var rows: [String] {
        if let cause = options.cause { return Array(repeating: cause, count: options.runs) }
        let mixed = options.runs / 5
        let singles = (0..<options.runs - mixed).map { CauseLaw.singleNames[$0 % CauseLaw.singleNames.count] }
        return singles + Array(repeating: CauseLaw.mixed, count: mixed)
    }

    /// The trial of a number.
    ///
    /// - Parameter attempt: draws other numbers for the same trial, when an earlier attempt lost too little or too much.
    func trial(_ number: Int, row: String, attempt: Int) -> Trial {
        let seed = SeededGenerator.hash(seed: options.seed, "\(options.set.seedName)/\(row)/\(number)/\(attempt)")
        var draw = Draw(seed: seed, set: options.set)
        var scenario = Self.tenant(most: options.most, &draw)
        scenario.name = "\(row)-\(number)"
        let planted: Trial.Planted
        switch row {
        case CauseLaw.nothing:
            draw.family.plantNothing(&scenario, &draw)
            planted = .nothing
        case CauseLaw.mixed:
            planted = .mixed(CauseLaw.plantMixed(draw.family.laws.filter(\.mixes), &scenario, &draw))
        default:
            let law = draw.family.laws.first { $0.cause.rawValue == row }
            law?.plant(&scenario, &draw)
            planted = law.map { .single($0.cause) } ?? .nothing
        }
        if row != CauseLaw.nothing { Self.disguise(&scenario, &draw) }
        return Trial(number: number, planted: planted, scenario: scenario)
    }

    /// A tenant and a SIEM of any size, age and kind.
    private static func tenant(most: Int, _ draw: inout Draw) -> Scenario {
        let events = Int(draw.magnitude(2_000...Double(max(2_001, most))))
        let days = draw.family.days(&draw)
        // 2025-01-06, a Monday, and the 600 days behind it.
        let start = 1_736_121_600 * Span.second + Int64(draw.whole(0...600 * 24)) * Span.hour
        var scenario = Scenario(
            name: "", seed: draw.bits() >> 16,
            tenant: TenantPlan(
                sources: ["o365-management"], from: .at(start), length: Int64(days) * Span.day, events: events,
                now: Int64(days + draw.whole(5...40)) * Span.day))
        scenario.siem = SIEMPlan(kind: draw.family.kind(&draw), precision: draw.pick(["ms", "s"]))
        return scenario
    }

    /// What loses nothing beside what does: repeats, shifted times, ids in another dress.
    private static func disguise(_ scenario: inout Scenario, _ draw: inout Draw) {
        if draw.chance(0.15) { scenario.api.append(APIFault(.repeatedRecord, share: draw.number(0.005...0.05))) }
        if draw.chance(0.15) {
            scenario.collector.append(CollectorPlan(defect: DefectCode.localTime.rawValue))
            scenario.siem.zone = draw.family.zone(&draw)
        }
        if draw.chance(0.1) { scenario.collector.append(CollectorPlan(defect: DefectCode.rewritesIDs.rawValue)) }
    }
}
