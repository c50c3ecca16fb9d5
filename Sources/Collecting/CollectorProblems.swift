import AuditModel
import Transport

/// The wording of what a collector has to say.
enum CollectorProblems {
    static func throttled(_ record: TransportRecord, _ name: String) -> Problem? {
        guard record.throttles > 0 else { return nil }
        let times = record.throttles == 1 ? "once" : "\(record.throttles) times"
        return Problem(
            .warning, "W-THROTTLED", "\(name) asked \(times) to slow down", place: record.hosts.joined(separator: " "),
            means: "\(Int(record.waitedSeconds.rounded(.up))) s were spent waiting",
            effect: "what did not come is asked for again in later rounds",
            fix: "set a lower rate with limits: {requests: N, per: 1m}")
    }

    static func empty(_ window: TimeWindow, _ name: String) -> Problem {
        Problem(
            .warning, "W-EMPTY-ROUND", "\(name) held no event of the whole look-back", place: text(window),
            means: "nothing happened, or the service holds events back",
            effect: "the look-back grows until events come", fix: "look whether the service records events at all")
    }

    static func drift(_ drift: Int64, lookback: Int64, _ name: String) -> Problem {
        Problem(
            .warning, "W-DRIFT", "the newest event of \(name) is \(LookbackControl.text(drift)) old",
            means: "that is more than half of the look-back of \(LookbackControl.text(lookback))",
            effect: "the look-back grows", fix: "siemgap drift archive/\(name) says how late events come")
    }

    static func lookback(from old: Int64, _ decision: LookbackControl.Decision, _ name: String) -> Problem {
        let verb = decision.lookback > old ? "grows" : "shrinks"
        return Problem(
            .warning, "W-LOOKBACK",
            "the look-back of \(name) \(verb) from \(LookbackControl.text(old)) to \(LookbackControl.text(decision.lookback))",
            means: decision.reason, effect: "from the next round on")
    }

    static func retention(_ first: Int64, edge: Int64, _ name: String) -> Problem {
        Problem(
            .warning, "W-RETENTION-NEAR", "\(name) will soon no longer serve what has not come yet",
            place: "from \(InstantText.rfc3339(first))",
            means: "it serves events from \(InstantText.rfc3339(edge)) on",
            effect: "what is not collected by then stays unknown", fix: "mend what the other messages name")
    }

    static func late(_ took: Int64, every: Int64, _ name: String) -> Problem {
        Problem(
            .warning, "W-ROUND-LATE",
            "a round of \(name) took \(LookbackControl.text(took)), longer than \(LookbackControl.text(every))",
            effect: "the next one began at once; none was left out",
            fix: "set a longer --every, or a shorter --lookback")
    }

    static func down(_ said: Problem, waiting bytes: Int, _ target: String) -> Problem {
        Problem(
            .warning, "W-FORWARD-DOWN", "\(target) takes no events now", place: said.place ?? target,
            said: "\(said.code): \(said.what)", means: said.means,
            effect: "\(SizeText.rounded(bytes)) of events wait in the archive, and are sent when it takes them",
            // What is sent goes to the address of the entry's deliver.
            fix: said.fix.map { $0.replacing("base_url", with: "deliver.url") })
    }

    static func unkept(_ warning: Problem, _ failure: Problem, _ target: String) -> Problem {
        Problem(
            .warning, "W-WARNING-UNSENT", "\(warning.code) will not be sent to \(target)", place: failure.place,
            said: [failure.what, failure.said].compactMap(\.self).joined(separator: ": "), means: failure.means,
            effect: "it is told here only", fix: failure.fix)
    }

    static func refused(_ count: Int, first: String, _ target: String) -> Problem {
        Problem(
            .warning, "W-FORWARD-REFUSED", "\(target) refused \(count == 1 ? "an event" : "\(count) events")",
            place: target, said: first, effect: "they are kept in the archive, and not sent again",
            fix: "mend the target's mapping, then audit and backfill")
    }

    static func mayRepeat(_ count: Int, _ target: String) -> Problem {
        Problem(
            .warning, "W-FORWARD-REPEATS",
            "\(count == 1 ? "1 event" : "\(count) events") may be in \(target) twice", place: target,
            means: "sending was cut off before the target's answer, and the target cannot refuse what it holds",
            effect: "they were sent again, so that none is lost")
    }

    private static func text(_ window: TimeWindow) -> String {
        "\(InstantText.rfc3339(window.from)) to \(InstantText.rfc3339(window.to))"
    }
}
