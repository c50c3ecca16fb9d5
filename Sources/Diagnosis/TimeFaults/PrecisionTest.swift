import AuditModel

/// Times that the SIEM has cut, or rounded, to a coarser unit although it writes them finer.
struct PrecisionTest: TimeFaultTest {
    private static let units: [TimePrecision] = [
        .day, .minute, .second, .tenths, .hundredths, .milliseconds, .digits4, .digits5, .microseconds, .ticks,
    ]
    private static let leastShare = 0.9

    func faults(among open: [Int], of pairs: DifferingPairs) -> [(fault: TimeFault, pairs: [Int])] {
        for unit in Self.units {
            let whole = open.filter { pairs.differing[$0].siem % unit.nanoseconds == 0 }
            let chosen = whole.filter { pairs.differing[$0].delta.magnitude < UInt64(unit.nanoseconds) }
            guard TimeFaultShare.suffices(chosen.count, of: open.count),
                Double(chosen.count) >= Self.leastShare * Double(whole.count)
            else { continue }
            let cut = chosen.count { pairs.differing[$0].delta < 0 }
            let isCut = Double(cut) >= 0.98 * Double(chosen.count)
            return [
                fault(
                    .precision, chosen, of: pairs,
                    "the SIEM has \(isCut ? "cut" : "rounded") the time of"
                        + " \(Wording.counted(pairs.events(chosen.count), "event")) to \(unit.words)")
            ]
        }
        return []
    }
}

extension TimePrecision {
    /// What one unit is called: `whole seconds`.
    var words: String {
        switch self {
        case .day: "whole days"
        case .minute: "whole minutes"
        case .second: "whole seconds"
        case .milliseconds: "milliseconds"
        case .microseconds: "microseconds"
        case .nanoseconds: "nanoseconds"
        case .tenths, .hundredths, .digits4, .digits5, .ticks, .digits8: "\(rawValue - 2) digits of a second"
        }
    }
}
