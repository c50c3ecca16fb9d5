package import AuditModel

/// What matching the two sides gave.
package struct Reconciliation: Sendable {
    /// `timeDiffers` is nil when times were not compared.
    package let counts: AuditReport.Counts
    package let authority: SideTally
    package let siem: SideTally
    /// SIEM-only events, inside the window or not, that lie nearer to one of its ends than the rules' edge.
    package let doubtful: Int
    /// By bucket, then scope code; events without a time come last.
    package let coverage: [CoverageCount]
    /// Every inside event that is not a plain match: absent, only in the SIEM, of another time there, truncated there,
    /// or repeated on a side.
    ///
    /// First those the authority holds, by its position; then the others, by the SIEM's.
    package let notable: SortedRecords<EventOutcome>
    /// Every record of inside events that have more than one record on its side, by side, then position.
    package let repeats: SortedRecords<RepeatedRecord>
    /// Matched events that have a time inside the window; nil where nothing is missing, so that nobody asks for them.
    package let present: PresentEvents?
}
