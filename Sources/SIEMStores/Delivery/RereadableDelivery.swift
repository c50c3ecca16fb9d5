package import Transport

/// A way to send whose target can be read by the tool itself, so that what is there is not sent again.
package protocol RereadableDelivery: EventDelivery {
    /// Looks for events in the target, by their whole record, marks left aside.
    ///
    /// Reads the target once from start to end; memory grows with the events asked for, not with the target.
    ///
    /// - Returns: the indexes of the events that are there.
    func present(_ events: [DeliveryEvent]) async throws(TransportFailure) -> Set<Int>
}
