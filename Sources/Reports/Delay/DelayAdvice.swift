import AuditModel

/// Advice on delays in sentences.
struct DelayAdvice {
    private let advised: DelayReport.Recommendation
    private let report: DelayReport

    init(_ advised: DelayReport.Recommendation, _ report: DelayReport) {
        self.advised = advised
        self.report = report
    }

    /// How far to look back, what that loses, and what it is made of.
    var lookback: String {
        let length = DelayFigures.edge(advised.lookbackSeconds)
        let of = "of \(Numerals.counted(report.count, "event"))"
        let loss =
            advised.confidence == nil
            ? "by what was seen it loses \(Numerals.grouped(advised.misses)) \(of), without certainty"
            : "loses \(Numerals.grouped(advised.misses)) \(of), with 95 % confidence no more than"
                + " \(Numerals.grouped(advised.mostMisses))"
        let parts = advised.parts.filter { $0.seconds > 0 }.map { part in
            "\(DelayFigures.within(part.seconds)) for \(Self.names[part.name] ?? part.name)"
        }
        return "look back \(length) at each poll: \(loss) (\(DelayFigures.share(advised.missShare)) allowed); that is "
            + parts.joined(separator: ", ")
    }

    private static let names = [
        "delay": "the delay", "poll": "the wait for a poll", "restart": "a restart", "clocks": "clocks",
    ]

    /// How often to poll.
    var poll: String {
        let suitable = DelayFigures.edge(advised.suitablePollSeconds)
        if let median = report.quantiles.first(where: { $0.share == 0.5 })?.seconds,
            median < Double(advised.suitablePollSeconds)
        {
            return "every \(suitable) is often enough, though half of the events are visible within "
                + "\(DelayFigures.within(max(0, median))): what comes sooner waits for the poll"
        }
        return "every \(suitable) is often enough: half of the events take longer than that to become visible"
    }

    /// From when on events are final.
    var settled: String {
        advised.settledSeconds.map {
            "events are final \(DelayFigures.edge($0)) after they happened, but for"
                + " \(DelayFigures.share(advised.missShare)) of them"
        } ?? "it cannot be said after what time events are final; audits keep to the source's default"
    }

    /// Whose audits go by it; nil for none.
    static func audits(_ report: DelayReport) -> String? {
        report.settling.map {
            "audits of \(Escaping.terminal($0.source)) wait \(DelayFigures.edge($0.seconds)) from now on, unless --settle or the"
                + " configuration says how long"
        }
    }

    /// The way from the API to the SIEM.
    static func delivery(_ delivery: DelayReport.Delivery) -> String {
        let times = delivery.quantiles.map {
            "\(DelayFigures.portion($0.share)) of those that arrive within \(DelayFigures.within($0.seconds))"
        }
        let lost =
            "\(DelayFigures.share(delivery.lostShare)) never arrive (\(DelayFigures.share(delivery.lowLostShare)) to"
            + " \(DelayFigures.share(delivery.highLostShare)))"
        return "from the API to the SIEM: " + (times + [lost]).joined(separator: ", ")
    }

    /// How much the hour of the day matters; nil where it is not known.
    static func hours(_ report: DelayReport) -> String? {
        let own = report.hours.filter { !$0.isPooled }
        guard own.count > 1, let least = own.min(by: { ($0.medianSeconds, $0.hour) < ($1.medianSeconds, $1.hour) }),
            let most = own.max(by: { ($0.medianSeconds, $1.hour) < ($1.medianSeconds, $0.hour) })
        else { return nil }
        func hour(_ row: DelayReport.HourDelay) -> String { InstantText.padded(row.hour, 2) + ":00Z" }
        return "the middle delay is \(DelayFigures.within(least.medianSeconds)) for events of \(hour(least)) and"
            + " \(DelayFigures.within(most.medianSeconds)) for those of \(hour(most))"
    }
}
