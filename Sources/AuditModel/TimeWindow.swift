/// A stretch of time that includes its start and excludes its end.
package struct TimeWindow: Hashable, Sendable {
    /// First nanosecond inside, since the Unix epoch, UTC.
    package let from: Int64
    /// First nanosecond after the window.
    package let to: Int64

    /// Makes the half-open window `[from, to)`; nanoseconds since the Unix epoch, UTC.
    package init(from: Int64, to: Int64) {
        self.from = from
        self.to = to
    }

    /// The window with so many nanoseconds more on both sides; saturates.
    package func widened(by nanoseconds: Int64) -> TimeWindow {
        TimeWindow(from: from.later(by: -nanoseconds), to: to.later(by: nanoseconds))
    }

    /// What of the window lies inside another; empty, at its edge, where nothing does.
    package func clamped(to other: TimeWindow) -> TimeWindow {
        TimeWindow(from: min(max(from, other.from), other.to), to: min(max(to, other.from), other.to))
    }

    /// What of the window lies inside none of the others, ascending; no part is empty.
    package func parts(outside others: [TimeWindow]) -> [TimeWindow] {
        var (parts, position) = ([TimeWindow](), from)
        for other in others.sorted(by: { $0.from < $1.from })
        where other.from < other.to && other.to > position && position < to {
            if other.from > position { parts.append(TimeWindow(from: position, to: min(other.from, to))) }
            position = max(position, other.to)
        }
        if position < to { parts.append(TimeWindow(from: position, to: to)) }
        return parts
    }

    /// The window with both ends cut down to whole seconds; what begins and ends within one second becomes all of it.
    ///
    /// A window of a day stays one of a day, wherever in a second it begins.
    package var wholeSeconds: TimeWindow {
        let (first, last) = (EventTime.floor(from, 1_000_000_000), EventTime.floor(to, 1_000_000_000))
        return TimeWindow(from: first, to: length > 0 && last == first ? first.later(by: 1_000_000_000) : last)
    }

    /// Whether the instant lies inside.
    package func contains(_ nanoseconds: Int64) -> Bool { from <= nanoseconds && nanoseconds < to }

    /// Length in nanoseconds, at least 0; saturates.
    package var length: Int64 { max(0, to.since(from)) }
}
