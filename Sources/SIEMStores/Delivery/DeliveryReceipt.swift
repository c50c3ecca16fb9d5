package import Transport

/// What became of one event of a batch.
package enum DeliveryFate: Hashable, Sendable {
    /// The target acknowledged it; what that means is ``DeliveryTraits/acknowledgement``.
    case taken
    /// The target says that it holds this id already; nothing was stored.
    case present
    /// The target will never take it: its own code and words.
    case refused(code: String, words: String)
    /// It may or may not be stored: it has to be asked for before it is sent again.
    case doubtful(String)
    /// Certainly not stored; it may be sent again.
    case unsent

    /// Whether it may or may not be stored.
    package var isDoubtful: Bool {
        if case .doubtful = self { true } else { false }
    }
}

/// What became of a batch.
package struct DeliveryReceipt: Sendable {
    /// One for each event, in the batch's order.
    package let fates: [DeliveryFate]
    /// Why nothing more can be sent, such as a refused credential; nil when the next batch may be.
    package let stop: TransportFailure?

    /// Describes a batch's end.
    package init(_ fates: [DeliveryFate], stop: TransportFailure? = nil) {
        self.fates = fates
        self.stop = stop
    }
}
