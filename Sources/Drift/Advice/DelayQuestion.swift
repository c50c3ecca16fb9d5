/// What is to be known of delays.
package struct DelayQuestion: Hashable, Sendable {
    /// The share of events that a look-back may lose, 0 to 1.
    package var missShare = 1e-4
    /// Seconds between polls of the collector that is advised.
    package var pollSeconds = 300
    /// How far the source's clock may be off from the collector's, seconds.
    package var clockSeconds = 0.0

    /// The usual question: one event in 10,000, a poll every five minutes.
    package init() {}
}
