/// How long after they happened events of a source are final, as measured: what stands in for `--settle`.
package struct MeasuredHorizon: Hashable, Sendable {
    /// Tells the source from all others: its name, its type and its settings in one text.
    package let source: String
    /// The type of its events; nil for all.
    package let type: String?
    package let seconds: Int
    /// The share of events that may come later still, at 95 % confidence.
    package let missShare: Double
    /// How many events it was measured on.
    package let events: Int
    /// When the source was asked, nanoseconds since the Unix epoch.
    package let measured: Int64

    /// Describes a horizon.
    package init(source: String, type: String?, seconds: Int, missShare: Double, events: Int, measured: Int64) {
        self.source = source
        self.type = type
        self.seconds = seconds
        self.missShare = missShare
        self.events = events
        self.measured = measured
    }

    /// A month: services change.
    private static let validity: Int64 = 30 * 86_400_000_000_000

    /// Whether it may still be relied on.
    package func isValid(at now: Int64) -> Bool { now - measured < Self.validity }
}
