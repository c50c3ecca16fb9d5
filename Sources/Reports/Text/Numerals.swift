/// Numbers as people read them.
///
/// Shares are cut, never rounded, so that 100 % means all.
package enum Numerals {
    /// `1281155` as `1,281,155`.
    package static func grouped(_ value: Int) -> String {
        var digits = String(value.magnitude)
        var groups: [Substring] = []
        while digits.utf8.count > 3 {
            groups.insert(digits.suffix(3), at: 0)
            digits.removeLast(3)
        }
        return (value < 0 ? "-" : "") + ([Substring(digits)] + groups).joined(separator: ",")
    }

    /// `part` of `whole` as `99.20 %`, cut after two digits; `100 %` only if nothing lacks; nil without a whole.
    package static func percentage(_ part: Int, of whole: Int) -> String? {
        guard whole > 0, part >= 0, part <= whole else { return nil }
        guard part < whole else { return "100 %" }
        // Whole numbers all the way: the 128-bit product cannot overflow.
        let hundredths = Int((Int128(part) * 10_000) / Int128(whole))
        let rest = hundredths % 100
        return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest) %"
    }

    /// A count with its noun: `1 event`, `2 events`.
    package static func counted(_ count: Int, _ singular: String, _ plural: String? = nil) -> String {
        grouped(count) + " " + (count == 1 ? singular : plural ?? singular + "s")
    }

    /// Seconds as `2 s`, `6 m 48 s`, `26 h 18 m`, `3 d 2 h`; cut to whole units.
    package static func duration(seconds: Int) -> String {
        switch seconds {
        case ..<0: "-" + duration(seconds: -seconds)
        case ..<60: "\(seconds) s"
        case ..<3600: joined(seconds / 60, "m", seconds % 60, "s")
        case ..<172_800: joined(seconds / 3600, "h", seconds / 60 % 60, "m")
        default: joined(seconds / 86_400, "d", seconds / 3600 % 24, "h")
        }
    }

    /// Nanoseconds as exact decimal seconds: `-3600`, `0.5`.
    package static func seconds(nanoseconds: Int64) -> String {
        let whole = nanoseconds.magnitude / 1_000_000_000
        let fraction = nanoseconds.magnitude % 1_000_000_000
        var text = (nanoseconds < 0 ? "-" : "") + String(whole)
        guard fraction > 0 else { return text }
        var digits = String(fraction + 1_000_000_000).dropFirst()
        while digits.last == "0" { digits.removeLast() }
        text += "." + digits
        return text
    }

    /// Bytes in the unit that leaves one to four digits before the point: `512 B`, `1.2 GB`.
    package static func bytes(_ count: Int) -> String {
        guard count >= 1000 else { return "\(count) B" }
        var (tenths, unit) = (count / 100, 0)
        while tenths >= 10_000, unit < 3 { (tenths, unit) = (tenths / 1000, unit + 1) }
        return "\(tenths / 10).\(tenths % 10) " + ["kB", "MB", "GB", "TB"][unit]
    }

    private static func joined(_ large: Int, _ largeUnit: String, _ small: Int, _ smallUnit: String) -> String {
        small == 0
            ? "\(large) \(largeUnit)" : "\(large) \(largeUnit) \(small < 10 ? "0" : "")\(small) \(smallUnit)"
    }
}
