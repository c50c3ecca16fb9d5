import AuditModel

/// Finds the ways in which the SIEM's times are wrong, before anything is said about missing events.
///
/// Each pair counts for one fault. What has the clearest mark comes first: a wrong unit, swapped days and months, the time
/// of ingestion; then shifts, cut fractions, and what is left that varies.
struct TimeFaultFinder {
    private let evidence: Evidence
    private let zones: any ZoneOffsets

    init(_ evidence: Evidence, zones: any ZoneOffsets) {
        self.evidence = evidence
        self.zones = zones
    }

    /// The faults, the most events first.
    func found() -> [TimeFault] {
        let pairs = DifferingPairs(evidence.times)
        let candidates = CandidateZones(zones)
        let tests: [any TimeFaultTest] = [
            EpochUnitTest(), DayMonthTest(), IngestStampTest(), ShiftTest(zones: candidates), PrecisionTest(),
            SteadyShiftTest(), IngestLagTest(),
        ]
        var open = Array(pairs.differing.indices)
        var faults: [TimeFault] = []
        for test in tests where !open.isEmpty {
            let found = test.faults(among: open, of: pairs)
            faults += found.map(\.fault)
            let explained = Set(found.flatMap(\.pairs))
            open.removeAll { explained.contains($0) }
        }
        if let floor = PrecisionFloor.fault(pairs) { faults.append(floor) }
        if let shift = CountedShift(evidence, zones: candidates).fault() { faults.append(shift) }
        return faults.sorted { Self.key($0) < Self.key($1) }
    }

    private static func key(_ fault: TimeFault) -> (Int, Int64, Int, String) {
        (-fault.events, fault.from, fault.seconds ?? 0, fault.kind.rawValue)
    }
}
