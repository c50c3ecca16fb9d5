/// A way of collecting: when a collector asks, for what, and what it remembers.
package struct CollectorPolicy: Hashable, Sendable {
    /// Which events a poll asks for, by the time they happened.
    package enum Reach: Hashable, Sendable {
        /// From the newest event time that was read, up to `delay` seconds before now.
        ///
        /// With `includesMark` events at that time are read again, else they are passed over.
        case fromMark(delay: Double, includesMark: Bool)
        /// The last so many seconds.
        case last(seconds: Double)
    }

    package var reach: Reach
    /// Seconds between polls.
    package var every: Double
    /// Polls start up to so many seconds late.
    package var jitter = 0.0
    /// Share of polls that bring nothing.
    package var failures = 0.0
    /// Successful polls whose ids are remembered; 0 delivers again whatever is read again.
    package var remembered = 0
    /// The most events that an answer holds, oldest first; nil for no limit.
    package var mostEvents: Int?
    /// Events a request brings.
    package var pageSize = 500

    /// A policy that polls every so many seconds and remembers nothing.
    package init(_ reach: Reach, every: Double) {
        self.reach = reach
        self.every = every
    }

    /// The policy in words.
    package var words: String {
        let interval = "every " + DelayRemarks.text(every)
        var parts: [String]
        switch reach {
        case .fromMark(let delay, let includesMark):
            parts = [
                "from the newest time read, " + interval,
                delay > 0 ? "up to \(DelayRemarks.text(delay)) before now" : "",
                includesMark ? "that time included" : "",
            ]
        case .last(let seconds): parts = ["the last \(DelayRemarks.text(seconds)), " + interval]
        }
        if remembered > 0 { parts.append("ids remembered") }
        if failures > 0 { parts.append("\(DelayRemarks.percent(failures)) of polls fail") }
        if jitter > 0 { parts.append("up to \(DelayRemarks.text(jitter)) late") }
        if let mostEvents { parts.append("at most \(mostEvents) events an answer") }
        return parts.filter { !$0.isEmpty }.joined(separator: ", ")
    }
}
