/// How long after an event its record becomes readable.
package struct DelayPlan: Hashable, Sendable {
    /// The shape of the distribution.
    package enum Law: String, Sendable, CaseIterable {
        /// Readable at once.
        case none
        /// Always the median.
        case constant
        /// Between nothing and twice the median.
        case uniform
        case exponential
        case lognormal
    }

    package var law: Law
    /// Nanoseconds.
    package var median: Int64
    /// Standard deviation of the logarithm, of the lognormal law only.
    package var sigma: Double
    /// Share of events that come later still, 0 to 1.
    package var lateShare: Double
    /// The most a late event is late beyond its delay, in nanoseconds; it is at least half of that.
    package var lateBy: Int64

    /// Describes a delay; median and `lateBy` in nanoseconds.
    package init(law: Law, median: Int64 = 0, sigma: Double = 1, lateShare: Double = 0, lateBy: Int64 = 0) {
        self.law = law
        self.median = median
        self.sigma = sigma
        self.lateShare = lateShare
        self.lateBy = lateBy
    }
}
