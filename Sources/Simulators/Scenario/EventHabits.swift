/// What is unusual in a tenant's events without being wrong: how they come in crowds, and what makes them hard to carry.
package struct EventHabits: Hashable, Sendable {
    /// The span, in nanoseconds, of which a type's events become readable together, as content blobs do.
    ///
    /// Nil: each by itself.
    package var batch: Int64?
    /// Share of events that repeat type, operation, user, address and instant of the one before, 0 to 1.
    package var bursts: Double
    /// Share of events with a long text, 0 to 1.
    package var longShare: Double
    /// The most bytes of a long text; its length is spread evenly over the orders of magnitude from 256 bytes on.
    package var longest: Int
    /// Share of events with a text of several lines, 0 to 1.
    package var multiline: Double
    /// When events come; scenario files leave it at an office's in UTC.
    package var day = DayShape()

    /// Describes habits; without arguments there are none.
    package init(
        batch: Int64? = nil, bursts: Double = 0, longShare: Double = 0, longest: Int = 65_536, multiline: Double = 0
    ) {
        self.batch = batch
        self.bursts = bursts
        self.longShare = longShare
        self.longest = longest
        self.multiline = multiline
    }

    /// Whether records hold texts that their shapes do not write.
    var addsTexts: Bool { longShare > 0 || multiline > 0 }
}
