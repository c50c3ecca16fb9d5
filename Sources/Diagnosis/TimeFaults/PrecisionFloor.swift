import AuditModel

/// Times that agree only because the SIEM has them in seconds, minutes or days and the authority finer.
enum PrecisionFloor {
    /// Finer units than a second are how stores keep times; no more is said about them.
    private static let finest = TimePrecision.second
    private static let leastShare = 0.5

    /// The floor of most pairs that agree; nil where there is none.
    static func fault(_ pairs: DifferingPairs) -> TimeFault? {
        for unit in [TimePrecision.day, .minute, finest] {
            let floored = pairs.agreeing.filter {
                $0.unit >= unit.nanoseconds && $0.authority % unit.nanoseconds != 0
                    && $0.siem % unit.nanoseconds == 0
            }
            guard let first = floored.first, let last = floored.last,
                Double(floored.count) >= leastShare * Double(pairs.agreeing.count)
            else { continue }
            let events = Int((Double(floored.count) * pairs.agreeingWeight).rounded())
            let to = last.authority.addingReportingOverflow(unit.nanoseconds)
            return TimeFault(
                kind: .precision, seconds: nil, events: events, from: first.authority,
                to: to.overflow ? .max : to.partialValue,
                explanation: "the SIEM holds the time of \(Wording.counted(events, "event")) in \(unit.words) only;"
                    + " the authority has it finer")
        }
        return nil
    }
}
