import AuditModel

/// An AQL query over events.
///
/// Without START the window would be the last minute; both bounds count whole minutes and speak of when QRadar received
/// an event, so that they are set wide and the log source's own time decides (IBM, "Time criteria in AQL queries").
struct ArielQuery: Sendable {
    /// The user's condition; nil for none.
    let condition: String?
    /// How much earlier or later than its own time QRadar may have received an event, nanoseconds.
    let lead: Int64
    let asksWhole: Bool

    /// The most rows of an answer; consoles may refuse queries that do not say it.
    static let mostRows = 1_000_000
    private static let minute: Int64 = 60_000_000_000
    private static let millisecond: Int64 = 1_000_000

    /// What is read of an event.
    private var columns: String {
        let own = "devicetime, starttime, eventcount, UTF8(payload) AS payload"
        return asksWhole ? "qid, QIDNAME(qid) AS qidname, logsourceid, sourceip, username, \(own)" : own
    }

    /// Asks for the events of a stretch.
    ///
    /// - Parameters:
    ///   - window: nil for all there are.
    ///   - number: makes the text differ from that of any other question: QRadar answers a text that it knows with the
    ///     search that it has.
    func rows(_ window: TimeWindow?, wanted: WantedIDs?, number: Int) -> String {
        "SELECT \(columns) FROM events WHERE \(conditions(window, wanted, number)) LIMIT \(Self.mostRows)"
            + Self.bounds(window, lead)
    }

    /// Asks how many events a stretch has.
    func count(_ window: TimeWindow, number: Int) -> String {
        "SELECT COUNT(*) AS amount FROM events WHERE \(conditions(window, nil, number)) LIMIT 1"
            + Self.bounds(window, lead)
    }

    private func conditions(_ window: TimeWindow?, _ wanted: WantedIDs?, _ number: Int) -> String {
        var parts = condition.map { ["(\($0))"] } ?? []
        if let window {
            parts.append("devicetime >= \(Self.ceiling(window.from, Self.millisecond))")
            parts.append("devicetime < \(Self.ceiling(window.to, Self.millisecond))")
        }
        if let wanted {
            let texts = wanted.tellingParts.flatMap(GUIDSpelling.inside)
            let likes = texts.map { "UTF8(payload) ILIKE '%\($0.replacing("'", with: "''"))%'" }
            parts.append("(\(likes.joined(separator: " OR ")))")
        }
        parts.append("\(number) = \(number)")
        return parts.joined(separator: " AND ")
    }

    private static func bounds(_ window: TimeWindow?, _ lead: Int64) -> String {
        guard let window else { return " START '1970-01-01 00:00Z'" }
        let from = EventTime.floor(window.from.saturatingSum(-lead), minute)
        let to = ceiling(window.to.saturatingSum(lead), minute) * minute
        return " START '\(text(from))' STOP '\(text(to))'"
    }

    /// `2026-11-14 02:00Z`.
    private static func text(_ instant: Int64) -> String {
        String(InstantText.rfc3339(instant).prefix(16)).replacing("T", with: " ") + "Z"
    }

    private static func ceiling(_ value: Int64, _ unit: Int64) -> Int64 {
        let floor = EventTime.floor(value, unit)
        return floor / unit + (floor < value ? 1 : 0)
    }
}

extension Int64 {
    /// A sum that stops short of what the type can hold by a day.
    fileprivate func saturatingSum(_ other: Int64) -> Int64 {
        let (sum, overflow) = addingReportingOverflow(other)
        let (least, most) = (Int64.min + 86_400_000_000_000, Int64.max - 86_400_000_000_000)
        return overflow ? (other < 0 ? least : most) : Swift.min(Swift.max(sum, least), most)
    }
}
