import AuditModel
import Glibc

/// Losses that rise and fall with the phase of a poll, where nobody says when events became available.
///
/// A poll that passes events which are not there yet loses the more of them the shorter before it they happened; one that
/// leaves a hole loses all in it and none beside it.
struct PollSlope: CauseTest {
    /// Longer periods are those of days, nanoseconds.
    private static let longest: Int64 = 120 * 60_000_000_000
    private static let periods = PhaseFold.usual.filter { $0 <= longest }
    private static let bins = 24
    /// The highest missing rate of the curve over its lowest, at least.
    private static let leastRatio = 1.4
    /// The share of the highest rate from which on losses are put down to the polls.
    private static let leastShare = 0.25
    /// Events that are folded to choose a period.
    private static let most = 30_000
    /// Missing events in more bins than so many full ones, one behind the other, are no hole.
    private static let holeRate = 0.9

    private let file: CaseFile
    private let present: Instants
    private let some: Instants

    init?(_ file: CaseFile) {
        guard !file.missing.isStamped, !file.present.isStamped, file.presentInTimeline > 0 else { return nil }
        self.file = file
        present = file.evidence.timeline.present
        some = present.thinned(to: Self.most)
    }

    func claims(on open: [Int]) -> [Claim] {
        let timed = open.filter { file.entry(of: $0) != nil }
        let missing = Instants(timed.map { file.missing.time[$0] }, weight: file.missingWeight)
        guard Double(timed.count) * file.missingWeight >= Attribution.fewestEvents else { return [] }
        let few = missing.thinned(to: Self.most)
        let best = Self.periods.compactMap { period in
            Self.fit(few, some, period).map { (period: period, gain: $0.gain) }
        }.max { $0.gain < $1.gain }
        guard let period = best?.period, let fit = Self.fit(missing, present, period) else { return [] }
        return claim(fit, period, missing, timed, of: open.count).map { [$0] } ?? []
    }

    /// The curve of one wave a period.
    private static func fit(_ missing: Instants, _ present: Instants, _ period: Int64) -> PairedLogisticFit? {
        let (lost, held) = (missing.folded(period, bins: bins), present.folded(period, bins: bins))
        return PairedLogisticFit(
            lost.indices.map { bin in
                let (x, y) = place(bin)
                return (x, y, lost[bin], held[bin])
            })
    }

    /// The direction of a part of the period.
    private static func place(_ bin: Int) -> (x: Double, y: Double) {
        let angle = 2 * Double.pi * (Double(bin) + 0.5) / Double(bins)
        return (cos(angle), sin(angle))
    }

    private func claim(
        _ fit: PairedLogisticFit, _ period: Int64, _ missing: Instants, _ timed: [Int], of open: Int
    ) -> Claim? {
        let rates = (0..<Self.bins).map { fit.rate(Self.place($0).x, Self.place($0).y) }
        let (low, high) = (rates.min() ?? 0, rates.max() ?? 0)
        let held = present.folded(period, bins: Self.bins)
        let lost = missing.folded(period, bins: Self.bins)
        guard high >= Self.leastRatio * low,
            !lost.indices.contains(where: { lost[$0] > 1 && lost[$0] >= Self.holeRate * (lost[$0] + held[$0]) })
        else { return nil }
        let clustering = LossClustering(file, timed) { entry in
            rates[Self.bin(file.evidence.timeline.time[entry], period)]
        }.factor
        guard clustering <= LossClustering.mostOfSingles else { return nil }
        let facts = timed.filter { rates[Self.bin(file.missing.time[$0], period)] >= Self.leastShare * high }
        let inside = held.indices.reduce(0) { $0 + (rates[$1] >= Self.leastShare * high ? held[$1] : 0) }
        let split = file.split(facts: facts.count, of: open, presentEvents: inside)
        var claim = Claim(
            .lateArrival, facts: facts, split: split, parameters: 3, hypotheses: Double(Self.periods.count),
            evidence: [
                "losses rise and fall every \(Wording.duration(period)), from \(Wording.percent(low)) of the events to"
                    + " \(Wording.percent(high)), without a part of which all are missing: polls passed events that"
                    + " became available after them"
            ],
            advice: LateArrival.unstampedAdvice)
        claim.gain = fit.gain / max(1, clustering)
        return claim
    }

    private static func bin(_ time: Int64, _ period: Int64) -> Int {
        min(bins - 1, Int(Double(Instants.phase(time, period)) * Double(bins) / Double(period)))
    }
}
