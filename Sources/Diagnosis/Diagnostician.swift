/// Says why events are missing, with evidence, or that it does not know.
///
/// Pure: the same evidence gives the same findings, whatever the machine.
package struct Diagnostician: Sendable {
    /// The zones by name with their offsets at instants, for naming candidates.
    private let zones: any ZoneOffsets

    /// - Parameter zones: the tz database.
    package init(zones: any ZoneOffsets) { self.zones = zones }

    /// Looks for time faults first, then scopes, gaps, causes and the breakdown.
    package func findings(_ evidence: Evidence) -> Findings {
        Findings()
    }
}

/// The tz database, as far as diagnosis needs it.
package protocol ZoneOffsets: Sendable {
    /// Zones that are looked at, sorted.
    var names: [String] { get }
    /// Seconds east of UTC at an instant, nanoseconds since the Unix epoch; nil for a name that is not known.
    func offset(of name: String, at instant: Int64) -> Int?
}
