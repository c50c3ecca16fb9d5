import AuditModel

/// A search as it was asked: its text and the times it is bound by.
struct SplunkQuestion {
    let search: SPLSearch
    /// Of `_time`, half-open, nanoseconds since the Unix epoch, UTC.
    let window: TimeWindow
    /// Of `_indextime`, half-open, seconds since the Unix epoch.
    let indexed: Range<Int64>

    /// Reads the fields of a request.
    ///
    /// - Parameter now: what relative times count from, nanoseconds since the Unix epoch, UTC.
    init(_ fields: [String: String], now: Int64) throws(SPLSearch.Refusal) {
        search = try SPLSearch(fields["search"] ?? "")
        let modifiers = search.modifiers
        func time(_ name: String, _ modifier: String, usual: Int64) throws(SPLSearch.Refusal) -> Int64 {
            guard let text = modifiers[modifier] ?? fields[name], !text.isEmpty else { return usual }
            guard let time = Self.time(text, now: now) else {
                throw SPLSearch.Refusal(text: "Invalid \(name).")
            }
            return time
        }
        let from = try time("earliest_time", "earliest", usual: .min)
        window = TimeWindow(from: from, to: max(from, try time("latest_time", "latest", usual: .max)))
        // Index times are whole seconds: the first one at or after a bound counts.
        let first = Self.second(atOrAfter: try time("index_earliest", "_index_earliest", usual: 0))
        let last = Self.second(atOrAfter: try time("index_latest", "_index_latest", usual: .max))
        indexed = first..<max(first, last)
    }

    private static func second(atOrAfter instant: Int64) -> Int64 {
        instant / 1_000_000_000 + (instant % 1_000_000_000 > 0 ? 1 : 0)
    }

    /// Seconds since the Unix epoch, RFC 3339, `now`, or `-2h` and the like; nil for anything else.
    private static func time(_ text: String, now: Int64) -> Int64? {
        if text == "now" { return now }
        if text.hasPrefix("-"), let unit = text.last, let count = Int64(text.dropFirst().dropLast()) {
            let seconds: [Character: Int64] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
            return seconds[unit].map { now - count * $0 * 1_000_000_000 }
        }
        return seconds(text) ?? RequestTime.rfc3339(text)
    }

    /// A number of seconds with up to nine decimals.
    private static func seconds(_ text: String) -> Int64? {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = Int64(parts[0]), (0...9_000_000_000).contains(whole) else { return nil }
        let digits = parts.count > 1 ? parts[1] : ""
        guard digits.utf8.count <= 9, digits.allSatisfy(\.isNumber) else { return nil }
        let fraction = Int64(digits + String(repeating: "0", count: 9 - digits.utf8.count)) ?? 0
        return whole * 1_000_000_000 + fraction
    }
}
