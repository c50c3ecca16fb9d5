package import AuditModel

/// The two times of matched events, in columns of one length: nanoseconds since the Unix epoch.
package struct TimePairs: Sendable {
    package var authority: [Int64] = []
    package var siem: [Int64] = []
    /// When the SIEM took it; ``EventFacts/unknown`` where it does not say.
    package var ingested: [Int64] = []
    /// Fraction digits of each side's times, as precisions.
    package var authorityPrecision: [TimePrecision] = []
    package var siemPrecision: [TimePrecision] = []
    /// How many matched events there are, and how many of them differ; entries are seeded samples of each.
    package var matched = 0
    package var differing = 0
    /// Events per minute of each side, from the window's first minute on; empty when ids match.
    ///
    /// For a shift that can only be told by counts.
    package var authorityMinutes: [Int] = []
    package var siemMinutes: [Int] = []

    /// No events.
    package init() {}

    /// Entries.
    package var count: Int { authority.count }
}
