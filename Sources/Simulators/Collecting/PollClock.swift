import AuditModel

/// The instants at which a collector asks for one type of event.
struct PollClock {
    private static let second: Int64 = 1_000_000_000

    /// The first poll, nanoseconds since the Unix epoch.
    let first: Int64
    /// Nanoseconds between polls.
    let every: Int64
    /// Nanoseconds between a poll and the latest event time it asks for.
    let delay: Int64
    /// Spans without polls, and how far back the next poll asks.
    let outages: [(span: TimeWindow, lookback: Int64)]

    /// When a poll takes place, by its number.
    func instant(of poll: Int) -> Int64 { first + Int64(poll) * every }

    /// The first poll that can see a record, and whether an outage kept it from being asked for at all.
    func poll(seeing record: TenantRecord) -> (number: Int, isLost: Bool) {
        var number = poll(from: max(record.available, record.time + delay))
        var isLost = false
        while let outage = outages.first(where: { $0.span.contains(instant(of: number)) }) {
            // An outage that never ends leaves no poll that could see the record.
            guard outage.span.to < .max else { return (number, true) }
            number = poll(from: outage.span.to)
            isLost = isLost || record.time < instant(of: number) - outage.lookback
        }
        return (number, isLost)
    }

    /// Whether a record lies in the first second of what a poll asks for, and behind a whole second.
    func isFractionAtLowerBound(_ record: TenantRecord) -> Bool {
        let whole = EventTime.floor(record.time, Self.second)
        return whole != record.time && (whole - first + delay) % every == 0
    }

    private func poll(from instant: Int64) -> Int {
        instant <= first ? 0 : Int((instant - first + every - 1) / every)
    }
}
