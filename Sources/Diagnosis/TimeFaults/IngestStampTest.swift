import AuditModel

/// Events whose time is the SIEM's own stamp of when it took them.
struct IngestStampTest: TimeFaultTest {
    /// How far the event time may lie from the stamp, nanoseconds.
    private static let slack: Int64 = 1_000_000_000
    /// How far it must lie from the authority's.
    private static let least: Int64 = 2_000_000_000

    func faults(among open: [Int], of pairs: DifferingPairs) -> [(fault: TimeFault, pairs: [Int])] {
        let chosen = open.filter { index in
            let pair = pairs.differing[index]
            guard pair.ingested != EventFacts.unknown else { return false }
            let distance = pair.siem.subtractingReportingOverflow(pair.ingested)
            return !distance.overflow && distance.partialValue.magnitude <= Self.slack.magnitude
                && pair.delta >= Self.least
        }
        guard TimeFaultShare.suffices(chosen.count, of: open.count) else { return [] }
        let deltas = chosen.map { pairs.differing[$0].delta }.sorted()
        return [
            fault(
                .ingestTime, chosen, of: pairs,
                "the event time of \(Wording.counted(pairs.events(chosen.count), "event")) is the time at which the SIEM"
                    + " took them, \(IngestLagTest.spread(deltas)) after they happened; their own time is lost there")
        ]
    }
}
