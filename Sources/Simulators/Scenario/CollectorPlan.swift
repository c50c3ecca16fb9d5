/// One defect of the simulated collector, and the numbers it depends on.
package struct CollectorPlan: Hashable, Sendable {
    /// `S1` to `S23`, or `none` for a collector that does all right.
    package var defect: String
    /// Time between polls, nanoseconds.
    package var every: Int64?
    /// How far behind now the collector asks, nanoseconds.
    package var delay: Int64?
    /// How far back it asks again, nanoseconds.
    package var lookback: Int64?
    /// Where the defect begins, in nanoseconds behind the tenant's start.
    package var from: Int64?
    /// Where it ends, in nanoseconds behind the tenant's start.
    package var to: Int64?
    /// Share of events, pages or blobs it hits, 0 to 1.
    package var share: Double?
    /// The scope value it is limited to.
    package var scope: String?
    /// Records a page, or bytes a document, as the defect needs.
    package var size: Int?
    /// A length of time the defect needs, nanoseconds: the hole between two polls, how long a start lasts, the unit to
    /// which times are cut.
    package var span: Int64?
    /// Time from one start of the collector to the next, nanoseconds.
    package var period: Int64?
    /// Whether answers begin with the newest record, so that a limit loses the oldest.
    package var isNewestFirst = false

    /// Describes a collector with everything left to its usual value.
    package init(defect: String) { self.defect = defect }
}
