import AuditModel

/// Times that are off by one amount that is no zone's, such as a wrong clock.
struct SteadyShiftTest: TimeFaultTest {
    private static let second: Int64 = 1_000_000_000
    private static let leastShare = 0.8
    private static let fewest = 8

    func faults(among open: [Int], of pairs: DifferingPairs) -> [(fault: TimeFault, pairs: [Int])] {
        let deltas = open.map { pairs.differing[$0].delta }.sorted()
        guard deltas.count >= Self.fewest else { return [] }
        let middle = deltas[deltas.count / 2]
        guard middle.magnitude > Self.second.magnitude, middle.magnitude < UInt64(Int64.max / 2) else { return [] }
        let chosen = open.filter { index in
            let distance = pairs.differing[index].delta.subtractingReportingOverflow(middle)
            return !distance.overflow
                && distance.partialValue.magnitude <= max(Self.second, pairs.differing[index].unit).magnitude
        }
        guard Double(chosen.count) >= Self.leastShare * Double(open.count) else { return [] }
        let seconds = Int((Double(middle) / 1e9).rounded())
        return [
            fault(
                .offset, seconds: seconds, chosen, of: pairs,
                "\(Wording.counted(pairs.events(chosen.count), "event")) carry a time \(Wording.duration(middle))"
                    + " \(middle > 0 ? "later" : "earlier") in the SIEM, which is no zone's offset: a clock is wrong")
        ]
    }
}
