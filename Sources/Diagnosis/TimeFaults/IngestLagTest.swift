import AuditModel

/// Event times that are later by lags that vary, as a time of ingestion is.
struct IngestLagTest: TimeFaultTest {
    /// The share of pairs that must be later.
    private static let leastLater = 0.95
    /// The lag, nanoseconds, that half of them must reach, and by how much the middle half must vary, as a share.
    private static let leastMedian: Int64 = 2_000_000_000
    private static let leastSpread = 0.2

    func faults(among open: [Int], of pairs: DifferingPairs) -> [(fault: TimeFault, pairs: [Int])] {
        let later = open.filter { pairs.differing[$0].delta > 0 }
        guard later.count >= 8, Double(later.count) >= Self.leastLater * Double(open.count) else { return [] }
        let deltas = later.map { pairs.differing[$0].delta }.sorted()
        let (low, middle, high) = (deltas[deltas.count / 4], deltas[deltas.count / 2], deltas[deltas.count * 3 / 4])
        guard middle >= Self.leastMedian, Double(high) - Double(low) >= Self.leastSpread * Double(middle) else {
            return []
        }
        return [
            fault(
                .ingestTime, later, of: pairs,
                "\(Wording.counted(pairs.events(later.count), "event")) have a time that is later by lags that vary,"
                    + " \(Self.spread(deltas)): likely the time at which the SIEM took them")
        ]
    }

    /// `4 s to 12 min, half of them within 40 s`; ascending lags.
    static func spread(_ deltas: [Int64]) -> String {
        "\(Wording.duration(deltas[0])) to \(Wording.duration(deltas[deltas.count - 1])), half of them within"
            + " \(Wording.duration(deltas[deltas.count / 2])),"
    }
}
