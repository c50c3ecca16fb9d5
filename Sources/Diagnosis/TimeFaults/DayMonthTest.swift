import AuditModel

/// Dates whose day and month were exchanged, which only days up to the 12th allow.
struct DayMonthTest: TimeFaultTest {
    private static let day: Int64 = 86_400_000_000_000
    /// How far the clock's part may differ: a zone, or a cut fraction.
    private static let slack: Int64 = 1_000_000_000

    func faults(among open: [Int], of pairs: DifferingPairs) -> [(fault: TimeFault, pairs: [Int])] {
        let chosen = open.filter { Self.isSwapped(pairs.differing[$0]) }
        guard TimeFaultShare.suffices(chosen.count, of: open.count) else { return [] }
        let late = pairs.agreeing.count { CivilTime(nanoseconds: $0.authority).day > 12 }
        let pair = pairs.differing[chosen[0]]
        let whole = late > 0 ? "; days after the 12th are right" : ""
        return [
            fault(
                .dayMonth, chosen, of: pairs,
                "day and month are exchanged in \(Wording.counted(pairs.events(chosen.count), "event")):"
                    + " \(Wording.instant(pair.authority)) became \(Wording.instant(pair.siem))\(whole)")
        ]
    }

    private static func isSwapped(_ pair: DifferingPairs.Pair) -> Bool {
        let (from, to) = (CivilTime(nanoseconds: pair.authority), CivilTime(nanoseconds: pair.siem))
        guard from.day <= 12, from.day != from.month, from.year == to.year, from.day == to.month, from.month == to.day
        else { return false }
        let clocks = (
            pair.authority - EventTime.floor(pair.authority, day), pair.siem - EventTime.floor(pair.siem, day)
        )
        return abs(clocks.0 - clocks.1) <= max(slack, pair.unit)
    }
}
