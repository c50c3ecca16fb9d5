/// Says how long a batch has to wait so that no more events and bytes leave in a second than are allowed.
///
/// Decides only; nothing here waits. A batch may leave at once when those before it have taken their time.
struct RatePacer {
    private let events: Double?
    private let bytes: Double?
    /// Nanoseconds of uptime at which those sent so far have taken their time.
    private var free = Int64.min

    /// - Parameters:
    ///   - events: a second; nil for any number.
    ///   - bytes: of records, a second; nil for any number.
    init(events: Double?, bytes: Double?) {
        self.events = events
        self.bytes = bytes
    }

    /// Seconds that a batch of this size has to wait at `now`, nanoseconds of uptime; its time is taken.
    mutating func delay(events count: Int, bytes size: Int, at now: Int64) -> Double {
        let start = max(free, now)
        let seconds = max(events.map { Double(count) / $0 } ?? 0, bytes.map { Double(size) / $0 } ?? 0)
        free = start + Int64(seconds * 1e9)
        return Double(start - now) / 1e9
    }
}
