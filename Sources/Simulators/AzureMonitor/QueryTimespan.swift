import AuditModel

/// A stretch of TimeGenerated as ISO 8601 writes it: `PT24H`, `start/end`, `start/duration` or `duration/end`.
struct QueryTimespan {
    let window: TimeWindow

    /// Reads one; nil for a text of another form.
    ///
    /// - Parameter now: the end of one that is a duration alone, nanoseconds since the Unix epoch, UTC.
    init?(_ text: String, now: Int64) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        switch (parts.count, parts.first.flatMap(KustoValue.time), parts.last.flatMap(KustoValue.time)) {
        case (1, nil, nil):
            guard let length = Self.length(text) else { return nil }
            window = TimeWindow(from: now - length, to: now)
        case (2, .some(let from), .some(let to)): window = TimeWindow(from: from, to: to)
        case (2, .some(let from), nil):
            guard let length = Self.length(parts[1]) else { return nil }
            window = TimeWindow(from: from, to: from + length)
        case (2, nil, .some(let to)):
            guard let length = Self.length(parts[0]) else { return nil }
            window = TimeWindow(from: to - length, to: to)
        default: return nil
        }
    }

    /// What both windows cover; nil stands for no bound.
    static func common(_ one: TimeWindow?, _ other: TimeWindow?) -> TimeWindow? {
        guard let one, let other else { return one ?? other }
        return TimeWindow(from: max(one.from, other.from), to: min(one.to, other.to))
    }

    /// `P1DT2H3M4.5S`, with weeks; no months or years, whose lengths differ.
    private static func length(_ text: String) -> Int64? {
        guard text.first == "P", text.count > 2 else { return nil }
        var (length, digits, isTime) = (Int64(0), "", false)
        for character in text.dropFirst() {
            switch character {
            case "T": isTime = true
            case "0"..."9", ".": digits.append(character)
            default:
                let units: [Character: Double] =
                    isTime ? ["H": 3600e9, "M": 60e9, "S": 1e9] : ["W": 604_800e9, "D": 86_400e9]
                guard let unit = units[character], let count = Double(digits) else { return nil }
                length += Int64(count * unit)
                digits = ""
            }
        }
        return digits.isEmpty ? length : nil
    }
}
