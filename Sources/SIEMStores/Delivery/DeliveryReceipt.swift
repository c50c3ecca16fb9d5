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
    /// How many of the events sent last before this batch, all ``DeliveryFate/taken`` then, are in doubt now as well.
    ///
    /// A connection without acknowledgements broke: what had been handed to it since it was last known to be read to
    /// its end may be lost. They have to be asked for, like those of this batch that are ``DeliveryFate/doubtful(_:)``.
    package let earlierInDoubt: Int

    /// Describes a batch's end.
    package init(_ fates: [DeliveryFate], stop: TransportFailure? = nil, earlierInDoubt: Int = 0) {
        self.fates = fates
        self.stop = stop
        self.earlierInDoubt = earlierInDoubt
    }
}
