import AuditModel

/// Seconds and shares of delays as people read them.
enum DelayFigures {
    /// Seconds rounded up to what is shown, since an event has arrived within them: `7 m 12 s`, `26 h 18 m`.
    static func within(_ seconds: Double) -> String {
        guard seconds < 1e10 else { return "for ever" }
        let whole = Int(seconds.rounded(.up))
        let unit = whole < 3_600 ? 1 : whole < 172_800 ? 60 : 3_600
        return Numerals.duration(seconds: (whole + unit - 1) / unit * unit)
    }

    /// Seconds as an edge: `10 s`, `30 m`, `2 d`.
    static func edge(_ seconds: Int) -> String {
        let magnitude = abs(seconds)
        let sign = seconds < 0 ? "-" : ""
        for (unit, letter) in [(86_400, "d"), (3_600, "h"), (60, "m")] where magnitude > 0 && magnitude % unit == 0 {
            if unit == 86_400, magnitude == unit { continue }
            return "\(sign)\(magnitude / unit) \(letter)"
        }
        return "\(sign)\(magnitude) s"
    }

    /// A share as percent with two digits that count, rounded up: `3.3 %`, `0.00094 %`, `none`.
    static func share(_ share: Double) -> String {
        guard share > 0 else { return "none" }
        guard share < 1 else { return "all" }
        var (scale, digits) = (1.0, 0)
        while share * 100 * scale < 10, digits < 8 { (scale, digits) = (scale * 10, digits + 1) }
        let units = Int((share * 100 * scale - 1e-9).rounded(.up))
        return decimal(units, digits) + " %"
    }

    /// A whole number with that many of its digits behind the point, without zeros at the end.
    private static func decimal(_ units: Int, _ digits: Int) -> String {
        guard digits > 0 else { return String(units) }
        let text = InstantText.padded(units, digits + 1)
        let whole = text.prefix(text.utf8.count - digits)
        var fraction = text.suffix(digits)
        while fraction.last == "0" { fraction.removeLast() }
        return fraction.isEmpty ? String(whole) : "\(whole).\(fraction)"
    }

    /// A share of events as a column's head: `half`, `99 %`.
    static func portion(_ share: Double) -> String {
        if share == 0.5 { return "half" }
        let tenths = Int((share * 1000).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10) %" : "\(tenths / 10).\(tenths % 10) %"
    }
}
