/// An event on its way to a SIEM.
package struct DeliveryEvent: Hashable, Sendable {
    /// The id as the authority writes it; the parts of a composite one joined by `|`.
    package let id: String
    /// The event's own time, nanoseconds since the Unix epoch; nil when it has none.
    package let time: Int64?
    /// One whole JSON object without line feeds, the authority's record.
    package let record: [UInt8]

    /// Describes an event.
    package init(id: String, time: Int64?, record: [UInt8]) {
        self.id = id
        self.time = time
        self.record = record
    }
}

/// What is put beside each event, so that it can be told from one that came the usual way.
package struct DeliveryMarks: Hashable, Sendable {
    /// The member that holds the plan's id.
    package static let planName = "siemgap.plan"
    /// The member that holds when it was sent.
    package static let sentName = "siemgap.sent"

    /// The plan's id; nil leaves events as they are.
    package let plan: String?

    /// Names a plan.
    package init(plan: String?) { self.plan = plan }

    /// Leaves events as they are, byte for byte.
    package static let none = DeliveryMarks(plan: nil)
}
