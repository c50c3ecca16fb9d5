import AuditModel

/// Looks for one way in which times are wrong among pairs that no other has explained yet.
protocol TimeFaultTest {
    /// The faults it finds, each with the indices of the open pairs that it is about.
    ///
    /// - Parameter open: ascending indices in the differing pairs.
    func faults(among open: [Int], of pairs: DifferingPairs) -> [(fault: TimeFault, pairs: [Int])]
}

extension TimeFaultTest {
    /// Describes a fault of some pairs; they must not be none.
    func fault(
        _ kind: TimeFault.Kind, seconds: Int? = nil, _ chosen: [Int], of pairs: DifferingPairs, zones: [String] = [],
        _ explanation: String
    ) -> (fault: TimeFault, pairs: [Int]) {
        let (from, last) = (pairs.differing[chosen[0]].authority, pairs.differing[chosen[chosen.count - 1]].authority)
        let unit = pairs.differing[chosen[chosen.count - 1]].unit
        let to = last.addingReportingOverflow(unit)
        let fault = TimeFault(
            kind: kind, seconds: seconds, events: pairs.events(chosen.count), from: from,
            to: to.overflow ? .max : to.partialValue, explanation: explanation, zones: zones)
        return (fault, chosen)
    }
}

/// How many pairs make a fault.
enum TimeFaultShare {
    /// Of pairs that differ, the share that must have the fault, or else all of a few.
    static let least = 0.02
    /// So many pairs alone are no chance.
    static let fewest = 3

    /// Whether so many of the open pairs are enough.
    static func suffices(_ count: Int, of open: Int) -> Bool {
        count >= min(fewest, open) && count > 0 && Double(count) >= least * Double(open)
    }
}
