import AuditModel

/// How far the clocks of services are from this machine's, by the `Date` headers of their answers.
///
/// Each host counts once, with the sample whose request was answered fastest. A header has whole seconds, so a sample
/// is right to within half a second and half the time the answer took.
struct ClockOffset: Hashable, Sendable {
    private struct Sample: Hashable {
        let offset: Int64
        let roundTrip: Int64
    }

    private var samples: [String: Sample] = [:]

    /// Takes a sample.
    ///
    /// - Parameters:
    ///   - reply: an answer; one from a cache says nothing about now and is left out.
    ///   - sent: when the request left, nanoseconds since the Unix epoch by this machine's clock.
    ///   - received: when the answer was there, by the same clock.
    mutating func observe(_ reply: HTTPReply, host: String, sent: Int64, received: Int64) {
        guard reply.values(of: "age").isEmpty, received >= sent,
            let date = reply.values(of: "date").first.flatMap(HTTPDate.nanoseconds)
        else { return }
        let roundTrip = received - sent
        if let known = samples[host], known.roundTrip <= roundTrip { return }
        // The header's second was cut, so the instant lies half a second later on average.
        samples[host] = Sample(offset: date + 500_000_000 - (sent + roundTrip / 2), roundTrip: roundTrip)
    }

    /// The services' clocks minus this machine's, the median over hosts; nil before the first sample.
    var milliseconds: Int? {
        let sorted = samples.values.map { Int($0.offset / 1_000_000) }.sorted()
        guard !sorted.isEmpty else { return nil }
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }
}
