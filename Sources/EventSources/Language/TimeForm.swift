import AuditModel

/// How a service wants an instant written in a question.
package enum TimeForm: String, Sendable, CaseIterable {
    /// `2026-01-01T00:00:00Z`.
    case iso
    /// The same with three fraction digits.
    case isoMilliseconds = "iso-ms"
    /// The same with six fraction digits.
    case isoMicroseconds = "iso-us"
    /// The same with seven fraction digits.
    case isoTicks = "iso-100ns"
    /// `2026-01-01T00:00:00`, which means UTC.
    case isoZoneless = "iso-nozone"
    /// `2026-01-01T00:00:00+00:00`.
    case isoOffset = "iso-offset"
    /// Whole seconds since the Unix epoch.
    case epochSeconds = "epoch-s"
    /// Whole milliseconds since the Unix epoch.
    case epochMilliseconds = "epoch-ms"
    /// Seconds since the Unix epoch with up to six fraction digits.
    case epochFraction = "epoch-float"
    /// `2026-01-01`.
    case date

    /// The finest step the form can name, nanoseconds.
    package var unit: Int64 {
        switch self {
        case .iso, .isoZoneless, .isoOffset, .epochSeconds: 1_000_000_000
        case .isoMilliseconds, .epochMilliseconds: 1_000_000
        case .isoMicroseconds, .epochFraction: 1_000
        case .isoTicks: 100
        case .date: 86_400_000_000_000
        }
    }

    /// Whether the text is a JSON number when it stands alone in a JSON body.
    package var isNumber: Bool {
        switch self {
        case .epochSeconds, .epochMilliseconds, .epochFraction: true
        case .iso, .isoMilliseconds, .isoMicroseconds, .isoTicks, .isoZoneless, .isoOffset, .date: false
        }
    }

    /// The instant's text; what is finer than the form's unit is cut, towards the past.
    ///
    /// - Parameter nanoseconds: since the Unix epoch, UTC.
    package func text(_ nanoseconds: Int64) -> String {
        let instant = EventTime.floor(nanoseconds, unit)
        switch self {
        case .iso: return Self.clock(instant) + "Z"
        case .isoMilliseconds: return Self.clock(instant) + Self.fraction(instant, digits: 3) + "Z"
        case .isoMicroseconds: return Self.clock(instant) + Self.fraction(instant, digits: 6) + "Z"
        case .isoTicks: return Self.clock(instant) + Self.fraction(instant, digits: 7) + "Z"
        case .isoZoneless: return Self.clock(instant)
        case .isoOffset: return Self.clock(instant) + "+00:00"
        case .epochSeconds: return String(instant / 1_000_000_000)
        case .epochMilliseconds: return String(instant / 1_000_000)
        case .epochFraction: return Self.seconds(instant)
        case .date: return String(Self.clock(instant).prefix(10))
        }
    }

    private static func clock(_ instant: Int64) -> String {
        String(InstantText.rfc3339(EventTime.floor(instant, 1_000_000_000)).dropLast())
    }

    private static func fraction(_ instant: Int64, digits: Int) -> String {
        "." + InstantText.padded(CivilTime(nanoseconds: instant).nanosecond, 9).prefix(digits)
    }

    private static func seconds(_ instant: Int64) -> String {
        let micros = (instant / 1_000).magnitude
        let sign = instant < 0 ? "-" : ""
        var fraction = Substring(InstantText.padded(Int(micros % 1_000_000), 6))
        while fraction.last == "0" { fraction.removeLast() }
        return sign + String(micros / 1_000_000) + (fraction.isEmpty ? "" : "." + fraction)
    }
}
