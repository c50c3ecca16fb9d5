import AuditModel
import Glibc

/// Losses that grow with the number of events in a short while: a second of datagrams, a minute of an API's quota.
struct RateLoss: CauseTest {
    /// Events by how many of them there are in the same while.
    private struct Scale {
        /// Nanoseconds.
        let length: Int64
        /// The bin of each entry of the timeline.
        let binOfEntry: [UInt8]
        /// By bin: present events, and the mean logarithm of the number of events in their while.
        let present: [Double]
        let place: [Double]
    }

    /// Whiles in which limits count, nanoseconds.
    private static let lengths: [Int64] = [1, 5, 15, 60, 300].map { $0 * 1_000_000_000 }
    /// Bins for each doubling of the rate.
    private static let binsADoubling = 4.0
    private static let bins = 96
    /// The power of the rate with which the odds of a loss grow, at least.
    private static let leastPower = 0.4
    /// The missing rate of the busiest quarter of events over that of the quietest, at least.
    private static let leastRatio = 1.5
    /// The share of the rate in the busiest whiles from which on losses are put down to the rate.
    private static let leastShare = 0.1

    private let file: CaseFile
    private let scales: [Scale]

    init?(_ file: CaseFile) {
        self.file = file
        scales = Self.lengths.map { Self.scale($0, file) }
            .filter { $0.present.count(where: { $0 > 0 }) > 1 }
        guard !scales.isEmpty else { return nil }
    }

    /// Of small numbers, which most whiles hold; that of 0 is taken for that of 1.
    private static let logarithms = (0..<256).map { log(Double(max(1, $0))) }

    private static func scale(_ length: Int64, _ file: CaseFile) -> Scale {
        let (timeline, all) = (file.evidence.timeline, file.courses.all)
        var binOfEntry = [UInt8](repeating: 0, count: timeline.count)
        var present = [Double](repeating: 0, count: bins)
        var sums = present
        var weights = present
        var start = 0
        while start < timeline.count {
            let from = EventTime.floor(timeline.time[start], length)
            var end = start
            while end < timeline.count, timeline.time[end] - from < length { end += 1 }
            let events = all.events(start..<end)
            let place = events < logarithms.count ? logarithms[events] : log(Double(events))
            let bin = min(bins - 1, Int(place / log(2) * binsADoubling))
            present[bin] += Double(events - all.missing(start..<end))
            sums[bin] += place * Double(events)
            weights[bin] += Double(events)
            for entry in start..<end { binOfEntry[entry] = UInt8(bin) }
            start = end
        }
        let place = zip(sums, weights).map { $1 > 0 ? $0 / $1 : 0 }
        return Scale(length: length, binOfEntry: binOfEntry, present: present, place: place)
    }

    func claims(on open: [Int]) -> [Claim] {
        let timed = open.filter { file.entry(of: $0) != nil }
        guard Double(timed.count) * file.missingWeight >= Attribution.fewestEvents else { return [] }
        let claims = scales.compactMap { claim($0, timed, of: open.count) }
        return claims.max { $0.gain < $1.gain }.map { [$0] } ?? []
    }

    private func claim(_ scale: Scale, _ timed: [Int], of open: Int) -> Claim? {
        var missing = [Double](repeating: 0, count: Self.bins)
        for fact in timed {
            guard let entry = file.entry(of: fact) else { continue }
            missing[Int(scale.binOfEntry[entry])] += file.missingWeight
        }
        let bins = missing.indices.map { (x: scale.place[$0], missing: missing[$0], present: scale.present[$0]) }
        guard let fit = LogisticFit(bins), fit.slope >= Self.leastPower else { return nil }
        let (quiet, busy) = Self.quarters(bins)
        guard busy.rate >= Self.leastRatio * quiet.rate else { return nil }
        let rates = scale.place.map { fit.rate($0) }
        let clustering = LossClustering(file, timed) { rates[Int(scale.binOfEntry[$0])] }.factor
        // A stop or a lost batch takes more events where there are more; a rate takes each by itself.
        guard clustering <= LossClustering.mostOfSingles else { return nil }
        let gain = fit.gain / max(1, clustering)
        let top = fit.rate(bins.last { $0.missing > 0 }?.x ?? 0)
        let first = bins.firstIndex { $0.missing + $0.present > 0 && fit.rate($0.x) >= Self.leastShare * top } ?? 0
        let facts = timed.filter { fact in
            file.entry(of: fact).map { Int(scale.binOfEntry[$0]) >= first } ?? false
        }
        let split = file.split(
            facts: facts.count, of: open, presentEvents: scale.present[first...].reduce(0, +))
        let (length, least) = (Wording.duration(scale.length), Wording.count(Int(exp(busy.edge).rounded(.up))))
        var claim = Claim(
            .rateLoss, facts: facts, split: split, hypotheses: Double(Self.lengths.count),
            evidence: [
                "losses grow with the rate: of the quarter of all events in the busiest stretches of \(length), with \(least)"
                    + " events and more, \(Wording.percent(busy.rate)) are missing, of the quarter in the quietest"
                    + " \(Wording.percent(quiet.rate))"
            ],
            advice:
                "send over TCP with acknowledgement instead of UDP, or raise the collector's and the SIEM's rate limit"
                + " above \(least) events in \(length)")
        claim.gain = gain
        return claim
    }

    /// The missing rates of the quarters of events in the quietest and in the busiest whiles, and where the latter begins.
    private static func quarters(
        _ bins: [LogisticFit.Bin]
    ) -> (quiet: (rate: Double, edge: Double), busy: (rate: Double, edge: Double)) {
        let quarter = bins.reduce(0) { $0 + $1.missing + $1.present } / 4
        func rate(_ order: some Sequence<LogisticFit.Bin>) -> (rate: Double, edge: Double) {
            var (missing, events, edge) = (0.0, 0.0, 0.0)
            for bin in order where bin.missing + bin.present > 0 && events < quarter {
                missing += bin.missing
                events += bin.missing + bin.present
                edge = bin.x
            }
            return (events > 0 ? missing / events : 0, edge)
        }
        return (rate(bins), rate(bins.reversed()))
    }
}
