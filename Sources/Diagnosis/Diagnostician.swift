/// Says why events are missing, with evidence, or that it does not know.
///
/// Pure: the same evidence gives the same findings, whatever the machine. Time grows with n log n; memory is about 40
/// bytes an entry of the timeline above the evidence.
package struct Diagnostician: Sendable {
    /// The zones by name with their offsets at instants, for naming candidates.
    private let zones: any ZoneOffsets
    private let parallel: ParallelMap

    /// - Parameters:
    ///   - zones: the tz database.
    ///   - parallel: how the tests of causes are run; the findings do not depend on it.
    package init(zones: any ZoneOffsets, parallel: ParallelMap = .serial) {
        self.zones = zones
        self.parallel = parallel
    }

    /// Looks for time faults first, then scopes, gaps, causes and the breakdown.
    package func findings(_ evidence: Evidence) -> Findings {
        var findings = Findings()
        findings.timeFaults = TimeFaultFinder(evidence, zones: zones).found()
        let file = CaseFile(evidence)
        findings.scopeDifferences = ScopeDifferences(file).found()
        guard file.missing.count > 0 || file.courses.all.missing > 0 else { return findings }
        let table = CauseTable(file, Attribution(file, parallel))
        let gaps = GapTable(file, table)
        findings.gaps = gaps.gaps
        findings.gapOfMissing = gaps.gapOfMissing
        findings.causes = table.causes
        findings.causeOfMissing = table.causeOfFact
        findings.breakdown = BreakdownTable(file, gaps: Self.factsInGaps(file)).rows
        return findings
    }

    /// Missing facts that lie in a significant stretch.
    private static func factsInGaps(_ file: CaseFile) -> Set<Int> {
        Set((0..<file.missing.count).filter { fact in file.entry(of: fact).map { file.owner[$0] > 0 } ?? false })
    }
}

/// The tz database, as far as diagnosis needs it.
package protocol ZoneOffsets: Sendable {
    /// Zones that are looked at, sorted.
    var names: [String] { get }
    /// Seconds east of UTC at an instant, nanoseconds since the Unix epoch; nil for a name that is not known.
    func offset(of name: String, at instant: Int64) -> Int?
}
