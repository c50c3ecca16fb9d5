import NIOCore

/// Turns events into what is written to a connection.
protocol EventFraming: Sendable {
    /// Adds one event.
    ///
    /// - Parameter sent: when it is sent, nanoseconds since the Unix epoch.
    /// - Returns: nil, or what becomes of an event that cannot be sent this way; nothing was added then.
    func append(_ event: DeliveryEvent, sent: Int64, to buffer: inout ByteBuffer) -> DeliveryFate?
}
