package import Transport

/// A way to send events to a SIEM.
///
/// Sends what it is given, once. Deciding what to send, keeping a journal, asking the SIEM for doubtful events and
/// sending again belong to the caller. Every delivery passes the same contract test.
package protocol EventDelivery: Sendable {
    /// What the target takes and what its answers mean.
    var traits: DeliveryTraits { get }

    /// Reaches the target without storing an event: name, trust, credential, index, age limits, as far as it says.
    func examination() async throws(TransportFailure) -> DeliveryExamination

    /// Sends one batch, whose events are within ``DeliveryTraits/limits``.
    ///
    /// Waits and sends again only what the target certainly did not take, such as after 429.
    func send(_ batch: [DeliveryEvent]) async -> DeliveryReceipt

    /// Waits until what was sent is known to be read, as far as the target lets that be known.
    ///
    /// To be called after the last batch, and wherever events are to be counted as sent for good.
    ///
    /// - Returns: how many of the events sent last are in doubt; see ``DeliveryReceipt/earlierInDoubt``.
    func drain() async -> Int

    /// Whether ``drain()`` can learn that everything was read; where not, it says that all is in doubt.
    var confirmsReading: Bool { get async }

    /// Ends connections; nothing is sent afterwards.
    func close() async
}

extension EventDelivery {
    /// 0: each receipt was final.
    package func drain() async -> Int { 0 }

    /// True: each receipt was final.
    package var confirmsReading: Bool { get async { true } }
}

/// What a target said of itself.
package struct DeliveryExamination: Sendable {
    /// The product and its version, as it says; nil when it does not.
    package var product: String?
    /// Restrictions and other remarks, such as a retention that is shorter than the events are old.
    package var remarks: [String] = []

    /// Nothing said.
    package init() {}
}
