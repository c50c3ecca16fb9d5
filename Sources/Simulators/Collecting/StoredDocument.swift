/// One document of the simulated SIEM: a record of the tenant, and what became of it on the way.
package struct StoredDocument: Hashable, Sendable {
    /// What the SIEM has for the record's id.
    package enum IDForm: Hashable, Sendable {
        case own, upperCase, braced, none
        /// One of the documents a record was split into, counted from 1.
        case part(Int)
    }

    /// Index into the tenant's records.
    package let index: Int
    /// The event time the SIEM shows, nanoseconds since the Unix epoch, UTC.
    package var time: Int64
    /// When the SIEM took it, nanoseconds since the Unix epoch, UTC.
    package var received: Int64
    package var idForm = IDForm.own
    /// Bytes of the raw text that were kept; nil: all.
    package var keptBytes: Int?
    /// The event that was sent to the SIEM; nil for a record that a collector brought.
    var delivered: DeliveredDocument?

    /// The record as it came.
    package init(index: Int, time: Int64, received: Int64) {
        self.index = index
        self.time = time
        self.received = received
    }
}

/// What a simulated collector brought home.
package struct CollectedLog: Sendable {
    /// By event time, then record.
    package let documents: [StoredDocument]
    /// Why records, by their index, are in no document under their own id.
    package let losses: [Int: LossCause]
}
