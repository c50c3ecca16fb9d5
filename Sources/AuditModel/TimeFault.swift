/// A way in which the SIEM's times are wrong, which makes no event missing.
package struct TimeFault: Hashable, Sendable {
    /// The contract's closed list.
    package enum Kind: String, Sendable, CaseIterable {
        case offset, dst, precision
        case dayMonth = "day-month"
        case epochUnit = "epoch-unit"
        case ingestTime = "ingest-time"
    }

    package let kind: Kind
    /// The SIEM's time minus the authority's, seconds; nil where it is no constant.
    package let seconds: Int?
    /// Events it concerns.
    package let events: Int
    /// Event times of the first and one unit after the last, nanoseconds since the Unix epoch.
    package let from: Int64
    package let to: Int64
    /// A sentence with its numbers.
    package let explanation: String
    /// IANA zones whose offset it is over the whole stretch, sorted; empty where none or no zone is at work.
    package let zones: [String]

    /// Describes a fault.
    package init(
        kind: Kind, seconds: Int?, events: Int, from: Int64, to: Int64, explanation: String, zones: [String] = []
    ) {
        self.kind = kind
        self.seconds = seconds
        self.events = events
        self.from = from
        self.to = to
        self.explanation = explanation
        self.zones = zones
    }
}
