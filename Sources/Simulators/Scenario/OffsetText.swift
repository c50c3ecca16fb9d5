import AuditModel

/// A span of time as scenarios write it: durations one after the other, `1d2h`, with a `-` in front for a negative one.
enum OffsetText {
    /// Nanoseconds; nil for anything else, and beyond 292 years.
    static func nanoseconds(_ text: String) -> Int64? {
        let isNegative = text.hasPrefix("-")
        var rest = isNegative ? text.dropFirst() : text[...]
        guard !rest.isEmpty else { return nil }
        var sum: Int64 = 0
        while !rest.isEmpty {
            guard let end = rest.firstIndex(where: { !$0.isNumber }),
                // Why a part is no duration is said by the caller, of the whole text.
                let part = try? DurationText(parsing: String(rest[...end]))
            else { return nil }
            let (next, overflow) = sum.addingReportingOverflow(part.nanoseconds)
            guard !overflow else { return nil }
            sum = next
            rest = rest[rest.index(after: end)...]
        }
        return isNegative ? -sum : sum
    }
}
