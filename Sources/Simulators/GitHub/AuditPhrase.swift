import AuditModel

/// The search phrase of GitHub's audit log, as far as the simulator reads it: `created:` with its operators, and
/// `action:`; anything else is refused, so that nobody takes an ignored word for a filter.
struct AuditPhrase {
    /// Half-open, nanoseconds; nil without `created:`.
    var created: TimeWindow?
    var action: String?

    private static let second: Int64 = 1_000_000_000

    /// Reads a phrase; nil when it holds something else.
    init?(_ text: String) {
        var (from, to) = (Int64.min, Int64.max)
        var isDated = false
        for word in text.split(separator: " ") {
            if word.hasPrefix("action:") {
                action = String(word.dropFirst("action:".count))
            } else if word.hasPrefix("created:"), let window = Self.window(word.dropFirst("created:".count)) {
                (from, to, isDated) = (max(from, window.from), min(to, window.to), true)
            } else {
                return nil
            }
        }
        if isDated { created = TimeWindow(from: from, to: max(from, to)) }
    }

    /// `>=A`, `>A`, `<=A`, `<A`, `A..B` or `A`; an instant stands for the second it names, a date for its day.
    private static func window(_ text: Substring) -> TimeWindow? {
        for (sign, isLower, isInclusive) in [
            (">=", true, true), ("<=", false, true), (">", true, false), ("<", false, false),
        ]
        where text.hasPrefix(sign) {
            guard let unit = unit(text.dropFirst(sign.count)) else { return nil }
            return isLower
                ? TimeWindow(from: isInclusive ? unit.from : unit.to, to: .max)
                : TimeWindow(from: .min, to: isInclusive ? unit.to : unit.from)
        }
        let ends = text.split(separator: "..", omittingEmptySubsequences: false)
        guard let first = unit(ends[0]), let last = unit(ends[ends.count - 1]), ends.count <= 2 else { return nil }
        return TimeWindow(from: first.from, to: last.to)
    }

    private static func unit(_ text: Substring) -> TimeWindow? {
        if let day = RequestTime.date(String(text)) { return TimeWindow(from: day, to: day + 86_400 * second) }
        guard let instant = RequestTime.rfc3339(String(text)) else { return nil }
        let start = EventTime.floor(instant, second)
        return TimeWindow(from: start, to: start + second)
    }
}
