import AuditModel

/// How a service writes the times of its records, and how it writes them on a bad day (F18).
package enum RecordTime: Hashable, Sendable {
    /// `2026-01-01T00:00:05.123Z`, with so many digits; odd: as many digits as needed, and an offset instead of `Z`.
    case iso(digits: Int)
    /// `2026-01-01T00:00:05-08:00`, whole seconds, the local time of that zone; odd: `Z`.
    case offset(hours: Int)
    /// Whole seconds since the epoch; odd: with a fraction, or in E notation.
    case seconds
    /// Milliseconds since the epoch; odd: in E notation.
    case milliseconds

    /// The unit to which it cuts a time, nanoseconds.
    package var resolution: Int64 {
        switch self {
        case .iso(let digits): TimePrecision(fractionDigits: digits).nanoseconds
        case .offset, .seconds: 1_000_000_000
        case .milliseconds: 1_000_000
        }
    }

    /// Appends an instant, nanoseconds since the Unix epoch, UTC; without quotes.
    func append(_ instant: Int64, isOdd: Bool, to output: inout [UInt8]) {
        let seconds = Int(EventTime.floor(instant, 1_000_000_000) / 1_000_000_000)
        switch (self, isOdd) {
        case (.iso(let digits), false):
            output.append(instant: instant, digits: digits)
            output.append("Z")
        case (.iso, true):
            output.append(shortest: instant)
            output.append(text: seconds % 2 == 0 ? "Z" : "+00:00")
        case (.offset(let hours), false):
            output.append(instant: instant + Int64(hours) * 3_600_000_000_000)
            output.append(text: (hours < 0 ? "-" : "+") + InstantText.padded(abs(hours), 2) + ":00")
        case (.offset, true):
            output.append(instant: instant)
            output.append("Z")
        case (.seconds, false): output.append(number: seconds)
        case (.seconds, true): output.append(text: seconds % 2 == 0 ? "\(seconds).0" : Self.scientific(seconds))
        case (.milliseconds, false): output.append(number: Int(instant / 1_000_000))
        case (.milliseconds, true): output.append(text: Self.scientific(Int(instant / 1_000_000)))
        }
    }

    /// A positive whole number in E notation, every digit kept: `1.767225605E9`.
    private static func scientific(_ value: Int) -> String {
        let digits = String(value)
        return "\(digits.prefix(1)).\(digits.dropFirst())E\(digits.utf8.count - 1)"
    }
}
