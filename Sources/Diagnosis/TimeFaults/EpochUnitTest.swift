import AuditModel

/// Numbers since an epoch that were read in the wrong unit or from the wrong epoch.
struct EpochUnitTest: TimeFaultTest {
    /// Factors between units, and what was taken for what.
    private static let factors: [(factor: Double, words: String)] = [
        (1e-3, "seconds were read as milliseconds"), (1e3, "milliseconds were read as seconds"),
        (1e-6, "seconds were read as microseconds, or milliseconds as nanoseconds"),
        (1e6, "microseconds were read as seconds"), (1e-9, "seconds were read as nanoseconds"),
        (1e9, "nanoseconds were read as seconds"), (1e-2, "100-nanosecond ticks were read as nanoseconds"),
        (1e-7, "seconds were read as 100-nanosecond ticks"), (1e-4, "milliseconds were read as 100-nanosecond ticks"),
        (1.0 / 86_400, "days were read as seconds"),
    ]
    /// Seconds between the Unix epoch and others, and whose they are.
    private static let epochs: [(seconds: Int64, words: String)] = [
        (2_208_988_800, "1900-01-01 (NTP)"), (2_209_161_600, "1899-12-30 (spreadsheet serials)"),
        (978_307_200, "2001-01-01 (Cocoa)"), (2_082_844_800, "1904-01-01 (classic Mac OS)"),
        (315_964_800, "1980-01-06 (GPS)"),
    ]
    /// How far a ratio may lie from a factor, as a share of it: times were cut on the way.
    private static let slack = 0.005

    func faults(among open: [Int], of pairs: DifferingPairs) -> [(fault: TimeFault, pairs: [Int])] {
        var groups: [String: [Int]] = [:]
        for index in open {
            if let words = Self.words(pairs.differing[index]) { groups[words, default: []].append(index) }
        }
        return groups.sorted { $0.value[0] < $1.value[0] }
            .filter { TimeFaultShare.suffices($0.value.count, of: open.count) }
            .map { words, chosen in
                let pair = pairs.differing[chosen[0]]
                return fault(
                    .epochUnit, chosen, of: pairs,
                    "\(words): \(Wording.counted(pairs.events(chosen.count), "event")), such as"
                        + " \(Wording.instant(pair.authority)) that the SIEM has at \(Wording.instant(pair.siem))")
            }
    }

    private static func words(_ pair: DifferingPairs.Pair) -> String? {
        let ratio = Double(pair.siem) / Double(pair.authority)
        if let factor = factors.first(where: { abs(ratio - $0.factor) <= slack * $0.factor }) { return factor.words }
        guard let epoch = epochs.first(where: { abs(abs(pair.delta / 1_000_000_000) - $0.seconds) <= 86_400 }) else {
            return nil
        }
        return "a number was counted from \(epoch.words) by one side and from 1970 by the other"
    }
}
