package import AuditModel

/// What decides between missing, unknown and unsettled, and between extra and unconfirmed.
///
/// An event without a usable time falls into every part, and is as young as the youngest.
package struct ClassificationRules: Sendable {
    /// Authority events at or after it (nanoseconds since the Unix epoch) that are absent are unsettled; nil: none is.
    package var settledThrough: Int64?
    /// Where the SIEM is not known whole: absent events there are unknown.
    package var siemUnknown: [UnknownPart] = []
    /// Whether all absent events are unknown.
    package var allAbsentUnknown = false
    /// Events that are unknown when they are absent, wherever they lie.
    package var unknownEvents: Set<IDHash> = []
    /// Where the authority is not known whole: events only the SIEM holds there are unconfirmed.
    package var authorityNotWhole: [UnknownPart] = []
    /// Events only the SIEM holds that are later than this (nanoseconds since the Unix epoch) are unconfirmed.
    package var extrasAfter: Int64?
    /// Where the SIEM's records begin that were asked for by id; matched events without an earlier one are counted.
    package var foundByIDFrom: RecordPosition?
    /// The scope a code stands for.
    package var scopeName: @Sendable (UInt16) -> Scope?
    /// Times that lie no further apart than this many nanoseconds do not differ.
    package var timeTolerance: Int64 = 0
    /// SIEM-only events nearer to an end of the window than this, in nanoseconds, are counted as doubtful; 0: none is.
    package var doubtfulEdge: Int64 = 0
    /// Length of a coverage bucket in nanoseconds; above 0.
    package var bucketLength: Int64 = 3_600_000_000_000
    /// Whether times of the two sides can be compared at all.
    package var compareTimes = true

    /// Both sides whole and settled, hourly buckets.
    package init(scopeName: @escaping @Sendable (UInt16) -> Scope? = { _ in nil }) {
        self.scopeName = scopeName
    }
}
