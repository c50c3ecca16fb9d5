import AuditModel

/// Times that are off by whole multiples of 15 minutes: a zone that was read wrongly, for all of the window or until the
/// clocks changed.
struct ShiftTest: TimeFaultTest {
    private static let quarter: Int64 = 900_000_000_000
    /// No zone is further from UTC; two zones are no further apart.
    private static let most = 26 * 4 * quarter
    /// How far a delta may lie from a multiple, nanoseconds, beside a cut fraction.
    private static let slack: Int64 = 1_000_000_000
    /// The share of pairs that may lie on the wrong side of a change of clocks.
    private static let leastOrdered = 0.98

    private let zones: CandidateZones

    init(zones: CandidateZones) { self.zones = zones }

    func faults(among open: [Int], of pairs: DifferingPairs) -> [(fault: TimeFault, pairs: [Int])] {
        let minuteCut = Self.isCutToMinutes(open, pairs)
        var groups: [Int: [Int]] = [:]
        for index in open {
            guard let seconds = Self.offset(pairs.differing[index], minuteCut: minuteCut), seconds != 0 else {
                continue
            }
            groups[seconds, default: []].append(index)
        }
        groups = groups.filter { TimeFaultShare.suffices($0.value.count, of: open.count) }
        let order = groups.sorted { ($0.value[0], $0.key) < ($1.value[0], $1.key) }
        let changes = changing(order, pairs)
        let whole = changes ? order.flatMap { sample($0.value, pairs) } + steady(pairs, order) : []
        let overAll = candidates(whole)
        return order.map { seconds, chosen in
            let named = overAll.isEmpty ? candidates(sample(chosen, pairs)) : overAll
            return fault(
                changes ? .dst : .offset, seconds: seconds, chosen, of: pairs, zones: named.all,
                Self.explanation(seconds, chosen.count, pairs, changes: changes, zones: named))
        }
    }

    /// Zones that make such shifts when their local time is taken for UTC, and those that do when UTC is taken for their
    /// local time.
    private struct Candidates {
        let takenForUTC: [String]
        let takenForLocal: [String]

        var isEmpty: Bool { takenForUTC.isEmpty && takenForLocal.isEmpty }
        var all: [String] { (takenForUTC + takenForLocal).sorted() }
    }

    private func candidates(_ sample: [(time: Int64, seconds: Int)]) -> Candidates {
        Candidates(takenForUTC: zones.of(sample), takenForLocal: zones.of(sample.map { ($0.time, -$0.seconds) }))
    }

    /// The multiple of 15 minutes nearest to a pair's delta, in seconds; nil where it is not near.
    private static func offset(_ pair: DifferingPairs.Pair, minuteCut: Bool) -> Int? {
        let delta = pair.delta
        guard delta.magnitude <= most.magnitude else { return nil }
        let cut = minuteCut ? 60_000_000_000 : max(pair.unit < quarter ? pair.unit : 0, slack)
        // A cut moves a time back only.
        let rounded = EventTime.floor(delta + (quarter + cut - slack) / 2, quarter)
        let rest = delta - rounded
        return rest > -cut - slack && rest <= slack ? Int(rounded / 1_000_000_000) : nil
    }

    /// Whether the SIEM's times of most pairs are whole minutes and the authority's are not.
    private static func isCutToMinutes(_ open: [Int], _ pairs: DifferingPairs) -> Bool {
        let whole = open.count { pairs.differing[$0].siem % 60_000_000_000 == 0 }
        let both = open.count { pairs.differing[$0].authority % 60_000_000_000 == 0 }
        return whole * 10 >= open.count * 9 && both * 2 < open.count
    }

    /// Whether offsets follow each other in time, an hour or less apart, as they do when clocks change.
    private func changing(_ groups: [(key: Int, value: [Int])], _ pairs: DifferingPairs) -> Bool {
        let steady = self.steady(pairs, groups)
        let offsets = groups.map(\.key) + (steady.isEmpty ? [] : [0])
        guard let least = offsets.min(), let most = offsets.max(), offsets.count > 1, most - least <= 7200 else {
            return false
        }
        let marks = groups.flatMap { group in group.value.map { (pairs.differing[$0].authority, group.key) } }
        let all = (marks + (steady.isEmpty ? [] : pairs.agreeing.map { ($0.authority, 0) })).sorted { $0 < $1 }
        let turns = zip(all, all.dropFirst()).count { $0.1 != $1.1 }
        let years = Double((all.last?.0 ?? 0) - (all.first?.0 ?? 0)) / 3.15576e16
        return turns >= 1 && Double(turns) <= max(2 * years + 2, (1 - Self.leastOrdered) * Double(all.count))
    }

    /// Instants at which times agreed, where those are as many as a fault must have.
    private func steady(
        _ pairs: DifferingPairs, _ groups: [(key: Int, value: [Int])]
    ) -> [(time: Int64, seconds: Int)] {
        let shifted = groups.reduce(0) { $0 + Double($1.value.count) * pairs.weight }
        let agreed = Double(pairs.agreeing.count) * pairs.agreeingWeight
        guard agreed >= 0.05 * (shifted + agreed), pairs.agreeing.count >= TimeFaultShare.fewest else { return [] }
        return Self.spread(pairs.agreeing.indices).map { (pairs.agreeing[$0].authority, 0) }
    }

    private func sample(_ chosen: [Int], _ pairs: DifferingPairs) -> [(time: Int64, seconds: Int)] {
        let minuteCut = Self.isCutToMinutes(chosen, pairs)
        return Self.spread(chosen.indices).compactMap { index in
            let pair = pairs.differing[chosen[index]]
            return Self.offset(pair, minuteCut: minuteCut).map { (pair.authority, $0) }
        }
    }

    /// At most 16 of some indices, the first and the last among them.
    private static func spread(_ indices: Range<Int>) -> [Int] {
        guard indices.count > 16 else { return Array(indices) }
        return (0..<16).map { indices.lowerBound + $0 * (indices.count - 1) / 15 }
    }

    private static func explanation(
        _ seconds: Int, _ count: Int, _ pairs: DifferingPairs, changes: Bool, zones: Candidates
    ) -> String {
        let later = seconds > 0 ? "later" : "earlier"
        let unit = seconds % 3600 == 0 ? "whole hours" : seconds % 1800 == 0 ? "half hours" : "quarters of an hour"
        let amount = Wording.duration(Int64(seconds) * 1_000_000_000)
        let readings = [
            zones.takenForUTC.isEmpty ? nil : "local time of \(Wording.list(zones.takenForUTC)) as UTC",
            zones.takenForLocal.isEmpty ? nil : "UTC as local time of \(Wording.list(zones.takenForLocal))",
        ].compactMap { $0 }
        let cause = readings.isEmpty ? "" : "; somebody may have read \(readings.joined(separator: ", or "))"
        let until = changes ? ", another offset at other times as clocks change" : ""
        return "\(Wording.counted(pairs.events(count), "event")) carry a time exactly \(amount) \(later) in the SIEM"
            + " (\(unit))\(until)\(cause)"
    }
}
