import AuditModel

/// How numbers are written in sentences of evidence: the same on every machine.
enum Wording {
    /// `9,118`.
    static func count(_ value: Int) -> String {
        var groups: [String] = []
        var rest = value.magnitude
        while rest >= 1000 {
            groups.append(InstantText.padded(Int(rest % 1000), 3))
            rest /= 1000
        }
        return (value < 0 ? "-" : "") + ([String(rest)] + groups.reversed()).joined(separator: ",")
    }

    /// `1 event`, `2 events`.
    static func counted(_ value: Int, _ noun: String) -> String { "\(count(value)) \(noun)\(value == 1 ? "" : "s")" }

    /// A share in per cent with as many digits as tell it from 0 and 100: `93 %`, `0.4 %`.
    static func percent(_ share: Double) -> String {
        let value = share * 100
        if value >= 99.95 || value <= 0 { return value <= 0 ? "0 %" : "100 %" }
        guard value < 10 || value > 90 else { return "\(Int(value.rounded())) %" }
        let tenths = Int((value * 10).rounded())
        if tenths == 0 { return "under 0.1 %" }
        return tenths % 10 == 0 ? "\(tenths / 10) %" : "\(tenths / 10).\(tenths % 10) %"
    }

    /// A number with one digit behind the point where it is not whole: `10`, `2.5`.
    static func ratio(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return tenths % 10 == 0 ? count(tenths / 10) : "\(count(tenths / 10)).\(tenths % 10)"
    }

    /// A length of time in its two largest units: `7 min 12 s`; nanoseconds, below a second in milliseconds.
    static func duration(_ nanoseconds: Int64) -> String {
        let milliseconds = Int(nanoseconds.magnitude / 1_000_000)
        let seconds = (milliseconds + 500) / 1000
        if milliseconds < 1000 { return "\(milliseconds) ms" }
        let parts = [
            (seconds / 86_400, "d"), (seconds / 3600 % 24, "h"), (seconds / 60 % 60, "min"), (seconds % 60, "s"),
        ]
        let first = parts.firstIndex { $0.0 > 0 } ?? 3
        return parts[first..<min(first + 2, 4)].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: " ")
    }

    /// A chance with one digit: `1e-12`; below what a double holds, `under 1e-300`.
    static func chance(_ value: Double) -> String {
        guard value >= 1e-300 else { return "under 1e-300" }
        guard value < 0.001 else { return percent(value) }
        var (power, rest) = (0, value)
        while rest < 1 { (rest, power) = (rest * 10, power + 1) }
        return "under 1e-\(power - 1)"
    }

    /// A value of a record in quotes, cut after 60 characters.
    static func quoted(_ value: String) -> String { "\"\(value.prefix(60))\(value.count > 60 ? "…" : "")\"" }

    /// `a, b and 3 more`.
    static func list(_ values: [String], most: Int = 3) -> String {
        let shown = values.prefix(most).joined(separator: ", ")
        return values.count > most ? "\(shown) and \(count(values.count - most)) more" : shown
    }

    /// `2026-11-14T02:00:00Z`, cut to the second.
    static func instant(_ nanoseconds: Int64) -> String {
        InstantText.rfc3339(EventTime.floor(nanoseconds, 1_000_000_000))
    }
}
