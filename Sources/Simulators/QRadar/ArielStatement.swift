import AuditModel

/// The part of AQL that the simulator knows: columns or a count of events, conditions, LIMIT, START and STOP.
struct ArielStatement {
    let condition: SearchCondition
    let isCount: Bool
    let columns: [String]
    let limit: Int
    /// When events were received, nanoseconds: the first instant, and the one after the last; nil: the last minute.
    let start: Int64?
    let stop: Int64?

    private static let minute: Int64 = 60_000_000_000

    /// Reads a statement; nil for what the simulator does not know.
    init?(_ text: String) {
        guard text.hasPrefix("SELECT "), let from = text.firstRange(of: " FROM events WHERE "),
            let limitAt = text.firstRange(of: " LIMIT ")
        else { return nil }
        let columns = text[text.index(text.startIndex, offsetBy: 7)..<from.lowerBound]
        guard let condition = SearchCondition(String(text[from.upperBound..<limitAt.lowerBound]), quotes: ["'"]) else {
            return nil
        }
        self.condition = condition
        isCount = columns.hasPrefix("COUNT(*)")
        self.columns = columns.split(separator: ",").map { column in
            let words = column.split(separator: " ")
            return words.last.map(String.init) ?? ""
        }
        let tail = text[limitAt.upperBound...]
        guard let limit = Int(tail.prefix { $0.isNumber }) else { return nil }
        self.limit = limit
        start = Self.bound(" START '", in: tail).map { EventTime.floor($0, Self.minute) }
        // The minute that STOP names is not in; one that it lies in is in to its end.
        stop = Self.bound(" STOP '", in: tail).map { EventTime.floor($0 + Self.minute - 1, Self.minute) }
    }

    /// Whether an event fits; nil for a comparison that is not known.
    func holds(logSource: String, time: Int64, payload: () -> String) -> Bool? {
        condition.holds { comparison in
            let words = comparison.split(separator: " ").map(String.init)
            if comparison.hasPrefix("LOGSOURCETYPENAME(devicetype)="), let name = Self.quoted(comparison) {
                return name == logSource
            }
            if comparison.hasPrefix("UTF8(payload) ILIKE "), let pattern = Self.quoted(comparison) {
                guard pattern.hasPrefix("%"), pattern.hasSuffix("%") else { return nil }
                return payload().lowercased().contains(pattern.dropFirst().dropLast().lowercased())
            }
            guard words.count == 3, let right = Int64(words[2]) else { return nil }
            let left = words[0] == "devicetime" ? time : Int64(words[0])
            guard let left else { return nil }
            switch words[1] {
            case ">=": return left >= right
            case "<": return left < right
            case "=": return left == right
            case _: return nil
            }
        }
    }

    /// The stretch of its own time that an event may have, as far as the comparisons say.
    var window: TimeWindow? {
        func bound(_ operation: String) -> Int64? {
            let prefix = "devicetime \(operation) "
            return condition.comparisons.first { $0.hasPrefix(prefix) }.flatMap { Int64($0.dropFirst(prefix.count)) }
        }
        guard let from = bound(">="), let to = bound("<"), from <= to else { return nil }
        return TimeWindow(from: from * 1_000_000, to: to * 1_000_000)
    }

    /// `2026-11-14 02:00Z`, `2026-11-14 02:00` and `2026-11-14 02:00:20` in UTC, which is the console's zone.
    private static func bound(_ name: String, in text: Substring) -> Int64? {
        guard let place = text.firstRange(of: name) else { return nil }
        var time = text[place.upperBound...].prefix { $0 != "'" }.replacing(" ", with: "T")
        if time.uppercased().hasSuffix("Z") { time.removeLast() }
        return RequestTime.rfc3339(time + (time.count == 16 ? ":00Z" : "Z"))
    }

    private static func quoted(_ comparison: String) -> String? {
        guard let first = comparison.firstIndex(of: "'"), comparison.last == "'", comparison.count > 1 else {
            return nil
        }
        return String(comparison[first...].dropFirst().dropLast().replacing("''", with: "'"))
    }
}
