import AuditModel
import Glibc

/// Events that newer ones of their kind overtook, where nobody says when events became available: losses grow with the
/// number of events that follow an event soon, and not with the number of those that came before it.
///
/// A checkpoint that never goes back loses an event only if a newer one was brought first. Whatever loses events by their
/// rate strikes before and behind a crowd alike, and what loses runs of them strikes them together.
struct Overtaken: CauseTest {
    /// Missing and present events by how many others follow them within a while, and how many came within it before.
    private struct Scale {
        /// Nanoseconds.
        let length: Int64
        /// By entry of the timeline: its row and column.
        let cells: [UInt16]
        /// By cell: present events.
        let present: [Double]
    }

    /// Whiles in which newer events are counted, nanoseconds.
    private static let lengths: [Int64] = [1, 5, 15, 60].map { $0 * 60_000_000_000 }
    /// Bins for each doubling of the number.
    private static let binsADoubling = 3.0
    private static let bins = 48
    /// The power of the number of newer events with which the odds of a loss grow, at least.
    private static let leastPower = 0.3
    /// What the events before may tell beside those behind, as a share of what the latter tell beside them.
    private static let mostBefore = 0.2
    /// What the events behind must tell beside those before, in twice log-likelihood.
    private static let leastScore = 16.0
    /// What it must score of what losses that grow with the rate score: of a crowd that begins suddenly more events have
    /// newer ones behind them than before.
    private static let leastOfRate = 0.5
    /// Entries of the timeline, at most: of larger ones single events tell enough already.
    private static let mostEntries = 2_000_000

    private let file: CaseFile
    private let scales: [Scale]

    init?(_ file: CaseFile) {
        // Stamps tell lateness itself.
        guard !file.missing.isStamped, !file.present.isStamped, file.missing.count > 0,
            file.evidence.timeline.count <= Self.mostEntries
        else { return nil }
        self.file = file
        let courses = file.courses.scoped.isEmpty ? [file.courses.all] : file.courses.scoped
        let timed = courses.map { course in (course, course.entries.map { file.evidence.timeline.time[Int($0)] }) }
        scales = Self.lengths.map { Self.scale($0, file.evidence.timeline, timed) }
    }

    /// - Parameter courses: with the time of each entry.
    private static func scale(
        _ length: Int64, _ timeline: Timeline, _ courses: [(course: Course, times: [Int64])]
    ) -> Scale {
        var cells = [UInt16](repeating: .max, count: timeline.count)
        var present = [Double](repeating: 0, count: bins * bins)
        let small = smallBins
        func bin(_ count: Int) -> Int { count < small.count ? small[count] : Self.bin(Double(count)) }
        for (course, times) in courses {
            let events = course.eventsBefore
            var (first, end) = (0, 0)
            for place in times.indices {
                let (entry, time) = (Int(course.entries[place]), times[place])
                while end < times.count, times[end] - time <= length { end += 1 }
                while time - times[first] > length { first += 1 }
                let (behind, before) = (events[end] &- events[place + 1], events[place] &- events[first])
                let cell = bin(Int(behind)) * bins + bin(Int(before))
                cells[entry] = UInt16(cell)
                if !timeline.isMissing[entry] { present[cell] += Double(timeline.weight[entry]) }
            }
        }
        return Scale(length: length, cells: cells, present: present)
    }

    private static let smallBins = (0..<4_096).map { bin(Double($0)) }

    private static func bin(_ count: Double) -> Int { min(bins - 1, Int(log2(count + 1) * binsADoubling)) }

    /// The logarithm of one more than the number of events that a bin stands for.
    private static func place(_ bin: Int) -> Double { (Double(bin) + 0.5) / binsADoubling * log(2) }

    func claims(on open: [Int]) -> [Claim] {
        let timed = open.filter { file.entry(of: $0) != nil }
        guard Double(timed.count) * file.missingWeight >= Attribution.fewestEvents else { return [] }
        let fits = scales.compactMap { scale in
            let bins = bins(of: timed, scale)
            return PairedLogisticFit(bins).map { (scale: scale, bins: bins, both: $0) }
        }
        // Of a while in which both numbers say nearly the same either could seem to say more.
        guard let best = fits.max(by: { $0.both.gain < $1.both.gain }) else { return [] }
        return claim(best.scale, best.bins, best.both, timed, of: open.count).map { [$0] } ?? []
    }

    private func bins(of timed: [Int], _ scale: Scale) -> [PairedLogisticFit.Bin] {
        var missing = [Double](repeating: 0, count: Self.bins * Self.bins)
        for fact in timed {
            if let cell = cell(of: fact, scale) { missing[cell] += file.missingWeight }
        }
        return missing.indices.filter { missing[$0] + scale.present[$0] > 0 }.map { cell in
            (
                x: Self.place(cell / Self.bins), y: Self.place(cell % Self.bins), missing: missing[cell],
                present: scale.present[cell]
            )
        }
    }

    private func claim(
        _ scale: Scale, _ bins: [PairedLogisticFit.Bin], _ both: PairedLogisticFit, _ timed: [Int], of open: Int
    ) -> Claim? {
        guard both.slopes.x >= Self.leastPower,
            let behind = LogisticFit(bins.map { ($0.x, $0.missing, $0.present) }),
            let before = LogisticFit(bins.map { ($0.y, $0.missing, $0.present) }),
            both.gain - behind.gain <= Self.mostBefore * (both.gain - before.gain)
        else { return nil }
        let rates = (0..<Self.bins * Self.bins).map {
            both.rate(Self.place($0 / Self.bins), Self.place($0 % Self.bins))
        }
        // Scopes without a course lack nothing.
        let clustering = LossClustering(file, timed) { scale.cells[$0] == .max ? 0 : rates[Int(scale.cells[$0])] }
            .factor
        guard clustering <= LossClustering.mostOfSingles,
            2 * (both.gain - before.gain) / max(1, clustering) >= Self.leastScore
        else { return nil }
        return claim(behind, gain: behind.gain / max(1, clustering), scale, timed, of: open)
    }

    private func claim(_ fit: LogisticFit, gain: Double, _ scale: Scale, _ timed: [Int], of open: Int) -> Claim {
        // Which nothing follows for that while no newer one can have overtaken.
        let facts = timed.filter { cell(of: $0, scale).map { $0 >= Self.bins } ?? false }
        let alone = scale.present[..<Self.bins].reduce(0, +)
        let split = file.split(
            facts: facts.count, of: open, presentEvents: scale.present.reduce(0, +) - alone)
        let length = Wording.duration(scale.length)
        var claim = Claim(
            .lateArrival, facts: facts, split: split, parameters: 3, hypotheses: Double(Self.lengths.count),
            evidence: [
                "losses grow with the number of newer events that follow within \(length), and not with the number of"
                    + " those that came within \(length) before: of events with 1 that follows"
                    + " \(Wording.percent(fit.rate(Self.place(Self.bin(1))))) are missing, with 32"
                    + " \(Wording.percent(fit.rate(Self.place(Self.bin(32))))), as if newer events had overtaken them"
            ],
            advice: LateArrival.unstampedAdvice)
        claim.gain = gain
        claim.overrules = [.rateLoss]
        claim.leastOverruling = Self.leastOfRate
        return claim
    }

    private func cell(of fact: Int, _ scale: Scale) -> Int? {
        guard let entry = file.entry(of: fact), scale.cells[entry] != .max else { return nil }
        return Int(scale.cells[entry])
    }
}
