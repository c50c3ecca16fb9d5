import AuditModel

/// The instants at which a collector asks for one type of event.
struct PollClock {
    /// A span without polls.
    struct Outage {
        let span: TimeWindow
        /// How far back the first poll behind it asks, nanoseconds.
        let lookback: Int64
        /// What its losses are put down to.
        let cause: LossCause
    }

    private static let second: Int64 = 1_000_000_000

    /// The first poll, nanoseconds since the Unix epoch.
    let first: Int64
    /// Nanoseconds between polls.
    let every: Int64
    /// Nanoseconds between a poll and the latest event time it asks for.
    let delay: Int64
    /// Spans without polls.
    let outages: [Outage]

    /// When a poll takes place, by its number.
    func instant(of poll: Int) -> Int64 { first + Int64(poll) * every }

    /// The first poll that can see a record, and why it was not asked for at all, if an outage kept it from that.
    func poll(seeing record: TenantRecord) -> (number: Int, loss: LossCause?) {
        var number = poll(from: max(record.available, record.time + delay))
        var loss: LossCause?
        while let outage = outage(at: number) {
            // An outage that never ends leaves no poll that could see the record.
            guard outage.span.to < .max else { return (number, outage.cause) }
            number = poll(from: outage.span.to)
            if record.time < instant(of: number) - outage.lookback { loss = loss ?? outage.cause }
        }
        return (number, loss)
    }

    /// The poll whose stretch holds a record's time and in which it can be seen, where each poll asks for the stretch
    /// since the one before; and why there is none.
    ///
    /// - Parameters:
    ///   - lookback: how far before that stretch a poll begins, nanoseconds.
    ///   - hole: how long before the next stretch a stretch ends, nanoseconds.
    func poll(holding record: TenantRecord, lookback: Int64, hole: Int64) -> (number: Int, loss: LossCause?) {
        let own = stretch(of: record.time)
        let last = max(own, stretch(of: record.time + lookback))
        if hole > 0, record.time >= instant(of: own) - delay - hole { return (own, .pollBoundary) }
        var loss: LossCause?
        for number in own...last {
            if let outage = outage(at: number) {
                loss = loss ?? outage.cause
            } else if record.available <= instant(of: number) {
                return (number, nil)
            } else {
                loss = .lateArrival
            }
        }
        return (own, loss)
    }

    /// Whether a record lies in the first second of what a poll asks for, and behind a whole second.
    func isFractionAtLowerBound(_ record: TenantRecord) -> Bool {
        let whole = EventTime.floor(record.time, Self.second)
        return whole != record.time && (whole - first + delay) % every == 0
    }

    /// The number of the poll whose stretch, which ends before `delay`, holds a time.
    private func stretch(of time: Int64) -> Int {
        let behind = time + delay - first
        return behind < 0 ? 0 : Int(behind / every) + 1
    }

    private func outage(at poll: Int) -> Outage? {
        let instant = instant(of: poll)
        return outages.first { $0.span.contains(instant) }
    }

    private func poll(from instant: Int64) -> Int {
        instant <= first ? 0 : Int((instant - first + every - 1) / every)
    }
}
