import AuditModel

/// What cannot be said of delays, and when to ask again.
struct DelayRemarks {
    let measurement: DelayMeasurement
    let question: DelayQuestion
    let report: DelayReport

    /// Whole sentences, the most important first.
    var sentences: [String] {
        [few, beyond, unbounded, adviceless, sampled, early, polls, clock, leftOut, end].compactMap(\.self)
    }

    private var few: String? {
        guard report.quantiles.isEmpty else { return nil }
        return "\(report.count) events with a known delay are too few to say anything: ask again with a longer window"
    }

    private var beyond: String? {
        guard let support = report.supportedSeconds, support.isFinite else { return nil }
        return
            "nothing can be said of delays beyond \(Self.text(support)), for which no event was watched: pull the same"
            + " window again later"
    }

    private var unbounded: String? {
        guard report.recommended?.confidence == nil, report.supportedSeconds != nil else { return nil }
        let needed = OrderBound.needed(for: 1 - question.missShare)
        let known = measurement.delays.count
        let share = Self.percent(question.missShare)
        if known < 2 * needed {
            return "what is lost cannot be bounded by \(share) at 95 % confidence: that takes \(2 * needed) events, and"
                + " \(known) are known; ask again with a longer window"
        }
        return
            "no look-back within what was watched is certain at 95 % to lose at most \(share): delays come in bursts,"
            + " or are longer than the window allows to see"
    }

    private var adviceless: String? {
        guard report.recommended == nil, !report.quantiles.isEmpty else { return nil }
        return
            "no look-back that was watched loses as little as \(Self.percent(question.missShare)): pull a longer window"
    }

    private var sampled: String? {
        guard report.oneIn > 1 else { return nil }
        return "delays were looked at for one event in \(report.oneIn); counts are scaled up"
    }

    private var early: String? {
        guard report.early > 0 else { return nil }
        return "\(report.early) events were visible before they happened: a clock is off, or times are in another zone"
    }

    private var polls: String? {
        guard report.uncertaintySeconds > 0 else { return nil }
        return
            "delays are known to \(Self.text(report.uncertaintySeconds)) on either side, since events were only seen when"
            + " the source was polled"
    }

    private var clock: String? {
        guard let offset = measurement.clockOffset, abs(offset) >= 1 else { return nil }
        return
            "the source's clock is \(Self.text(abs(offset))) \(offset < 0 ? "behind" : "ahead of") this machine's: delays"
            + " shorter than that say nothing"
    }

    private var leftOut: String? {
        guard measurement.leftOut > 0 else { return nil }
        return
            "\(measurement.leftOut) events from before the source was watched were left out: only late ones of them can"
            + " be known"
    }

    private var end: String? {
        guard !measurement.knowsEnd, !measurement.delays.isEmpty else { return nil }
        return "the file does not say when the source was asked; the newest availability in it was taken for that"
    }

    /// Seconds in the largest unit that leaves them at least two.
    static func text(_ seconds: Double) -> String {
        let whole = Int(seconds.rounded(.up))
        switch whole {
        case ..<120: return "\(whole) s"
        case ..<7_200: return "\(whole / 60) min"
        case ..<172_800: return "\(whole / 3_600) h"
        default: return "\(whole / 86_400) d"
        }
    }

    /// A share in percent with the digits it needs: `0.01 %`.
    static func percent(_ share: Double) -> String {
        let text = "\((share * 100 * 1e9).rounded() / 1e9)"
        return (text.hasSuffix(".0") ? String(text.dropLast(2)) : text) + " %"
    }
}
