import AuditModel

/// A shift told from counts alone, where events cannot be matched: the lag at which both sides' minutes are alike.
///
/// Counts are compared with the hour around them, so that the day's course, which is alike at any whole day, says nothing.
struct CountedShift {
    private static let step = 15
    private static let most = 14 * 60
    private static let minute: Int64 = 60_000_000_000
    /// The likeness of the best lag, at least, and how far it must be above the next one's.
    private static let leastLikeness = 0.3
    private static let leastLead = 2.0
    private static let fewestMinutes = 120
    private static let fewestEvents = 100

    private let evidence: Evidence
    private let zones: CandidateZones

    init(_ evidence: Evidence, zones: CandidateZones) {
        self.evidence = evidence
        self.zones = zones
    }

    /// The shift; nil where there is none, or none that is clear.
    func fault() -> TimeFault? {
        let (authority, siem) = (evidence.times.authorityMinutes, evidence.times.siemMinutes)
        let events = siem.reduce(0, +)
        guard min(authority.count, siem.count) >= Self.fewestMinutes, events >= Self.fewestEvents else { return nil }
        let (left, right) = (Self.sharpened(authority), Self.sharpened(siem))
        let lags = stride(from: -Self.most, through: Self.most, by: Self.step)
        let likeness = lags.map { (lag: $0, value: Self.likeness(left, right, lag: $0)) }
        let order = likeness.sorted { ($1.value, abs($0.lag)) < ($0.value, abs($1.lag)) }
        guard let best = order.first, order.count > 1, best.lag != 0, best.value >= Self.leastLikeness,
            best.value >= Self.leastLead * order[1].value
        else { return nil }
        let seconds = best.lag * 60
        let (from, to) = (evidence.window.from, evidence.window.to)
        let named = zones.of([(from, seconds), (from / 2 + to / 2, seconds), (to - 1, seconds)])
        let amount = Wording.duration(Int64(seconds) * 1_000_000_000)
        return TimeFault(
            kind: .offset, seconds: seconds, events: events, from: from, to: to,
            explanation: "counts by the minute are alike when the SIEM's times are taken as \(amount)"
                + " \(seconds > 0 ? "late" : "early") (likeness \(Wording.percent(best.value)), without a shift"
                + " \(Wording.percent(max(0, Self.likeness(left, right, lag: 0)))))",
            zones: named)
    }

    /// Square roots of counts, less their mean over the hour around.
    private static func sharpened(_ counts: [Int]) -> [Double] {
        let roots = counts.map { Double(max(0, $0)).squareRoot() }
        var sums = [0.0]
        for root in roots { sums.append(sums[sums.count - 1] + root) }
        return roots.indices.map { index in
            let (low, high) = (max(0, index - 30), min(roots.count, index + 31))
            return roots[index] - (sums[high] - sums[low]) / Double(high - low)
        }
    }

    /// The correlation of the authority's minutes with the SIEM's that are `lag` minutes later.
    private static func likeness(_ left: [Double], _ right: [Double], lag: Int) -> Double {
        let range = max(0, -lag)..<min(left.count, right.count - lag)
        guard range.count >= fewestMinutes else { return 0 }
        var (both, first, second) = (0.0, 0.0, 0.0)
        for index in range {
            let (a, b) = (left[index], right[index + lag])
            both += a * b
            first += a * a
            second += b * b
        }
        return first > 0 && second > 0 ? both / (first * second).squareRoot() : 0
    }
}
