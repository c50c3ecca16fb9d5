import AuditModel
import Glibc

/// Losses that grow with the number of events a second.
struct RateLoss: CauseTest {
    private static let second: Int64 = 1_000_000_000
    /// Bins for each doubling of the rate.
    private static let binsADoubling = 4.0
    private static let bins = 96
    /// The missing rate of busy seconds over that of quiet ones, at least.
    private static let leastRatio = 3.0
    /// The share of the highest rate from which a bin belongs to the claim.
    private static let leastShare = 0.2

    private let file: CaseFile
    /// Present events by bin of their second's events.
    private let present: [Double]
    /// The bin of each missing fact; -1 where it has no time.
    private let binOfFact: [Int]

    init?(_ file: CaseFile) {
        self.file = file
        var present = [Double](repeating: 0, count: Self.bins)
        var binOfEntry = [UInt8](repeating: 0, count: file.evidence.timeline.count)
        let (timeline, all) = (file.evidence.timeline, file.courses.all)
        var start = 0
        while start < timeline.count {
            let second = EventTime.floor(timeline.time[start], Self.second)
            var end = start
            while end < timeline.count, timeline.time[end] - second < Self.second { end += 1 }
            let bin = Self.bin(all.events(start..<end))
            let missing = all.missing(start..<end)
            present[bin] += Double(all.events(start..<end) - missing)
            for entry in start..<end where missing > 0 { binOfEntry[entry] = UInt8(bin) }
            start = end
        }
        self.present = present
        binOfFact = (0..<file.missing.count).map { fact in
            file.entry(of: fact).map { Int(binOfEntry[$0]) } ?? -1
        }
        guard present.count(where: { $0 > 0 }) > 1 else { return nil }
    }

    func claims(on open: [Int]) -> [Claim] {
        var missing = [Double](repeating: 0, count: Self.bins)
        for fact in open where binOfFact[fact] >= 0 { missing[binOfFact[fact]] += file.missingWeight }
        let fit = MonotoneFit(zip(missing, present).map { ($0, $1) })
        let used = fit.rates.indices.filter { missing[$0] + present[$0] > 0 }
        guard let top = used.last.map({ fit.rates[$0] }), top > 0,
            let first = used.first(where: { fit.rates[$0] >= Self.leastShare * top }), first > used[0]
        else { return [] }
        let facts = open.filter { binOfFact[$0] >= first }
        let split = file.split(
            facts: facts.count, of: open.count, presentEvents: present[first...].reduce(0, +))
        guard split.riskRatio >= Self.leastRatio else { return [] }
        let least = Wording.count(Self.least(of: first))
        var claim = Claim(
            .rateLoss, facts: facts, split: split, parameters: 3,
            evidence: [
                "\(Wording.percent(split.rateInside)) of events in seconds with \(least) events and more are missing,"
                    + " \(Wording.percent(split.rateOutside)) in quieter ones"
            ],
            advice:
                "send over TCP with acknowledgement instead of UDP, or raise the collector's and the SIEM's rate limit"
                + " above \(least) events a second")
        claim.gain = max(fit.gain, split.gain)
        return [claim]
    }

    private static func bin(_ events: Int) -> Int {
        min(bins - 1, max(0, Int(log2(Double(max(1, events))) * binsADoubling)))
    }

    /// The smallest number of events of a bin.
    private static func least(of bin: Int) -> Int { Int(exp2(Double(bin) / binsADoubling).rounded(.up)) }
}
