package import Settings

/// What a target takes and what its answers mean.
package struct DeliveryTraits: Hashable, Sendable {
    /// How the configuration names the way.
    package let kind: NamedSIEM.DeliveryKind
    /// Scheme, host and port, or a path; what a plan is bound to.
    package let address: String
    /// The index, stream, table or category written to; nil where there is none.
    package let index: String?
    /// The largest batch and event, after settings and the service's own bounds.
    package var limits = DeliveryLimits()
    /// What an acknowledgement promises.
    package var acknowledgement: Acknowledgement
    /// Whether an id that is there already is not stored a second time.
    package var refusesRepeats = false
    /// Whether the event keeps its own time; where not, it carries it in its text only.
    package var keepsEventTime = true
    /// How many batches may be sent side by side; above 1 only where their order does not matter.
    package var batchesAtOnce = 1
    /// How sent events can be found and removed by the plan's mark; nil where they cannot be removed.
    package var undo: String?
    /// What the person should know before sending, one sentence each.
    package var remarks: [String] = []

    /// What an acknowledgement promises, the weakest first.
    package enum Acknowledgement: String, Sendable, CaseIterable {
        /// Nothing: the bytes were handed to the network.
        case none
        /// The target has it and may still drop it.
        case received
        /// It is on disk there.
        case stored
    }

    /// Describes a target.
    package init(
        kind: NamedSIEM.DeliveryKind, address: String, index: String? = nil, acknowledgement: Acknowledgement
    ) {
        self.kind = kind
        self.address = address
        self.index = index
        self.acknowledgement = acknowledgement
    }
}

/// Bounds of what is sent.
package struct DeliveryLimits: Hashable, Sendable {
    /// Events in one batch.
    package var batchEvents = 500
    /// Bytes of records in one batch.
    package var batchBytes = 1 << 20
    /// Bytes of the largest event, as it is sent; nil for no bound known.
    package var eventBytes: Int?
    /// Bytes that are sent with each record beside it, about; they count towards ``eventBytes``.
    package var headBytes = 0
    /// How old an event may be, seconds; nil for no bound known.
    package var oldestSeconds: Int64?
    /// How far ahead of the clock an event may be, seconds; nil for no bound known.
    package var futureSeconds: Int64?
    /// Events a second; nil for as fast as it goes.
    package var eventsPerSecond: Double?
    /// Bytes of records a second; nil for as fast as it goes.
    package var bytesPerSecond: Double?

    /// The defaults.
    package init() {}
}
