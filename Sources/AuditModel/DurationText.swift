/// A duration as options and settings write it: `90s`, `15m`, `2h` or `7d`.
package struct DurationText: Hashable, Sendable {
    /// The unit a duration was written in.
    package enum Unit: Character, Sendable, CaseIterable {
        case seconds = "s"
        case minutes = "m"
        case hours = "h"
        case days = "d"

        /// The length of one unit, in nanoseconds.
        package var nanoseconds: Int64 {
            switch self {
            case .seconds: 1_000_000_000
            case .minutes: 60_000_000_000
            case .hours: 3_600_000_000_000
            case .days: 86_400_000_000_000
            }
        }
    }

    /// The whole length, at least 0.
    package let nanoseconds: Int64
    /// The unit it was written in, to which a window's end is cut.
    package let unit: Unit

    /// Reads digits followed by one unit letter.
    package init(parsing text: String) throws(DurationTextError) {
        guard let unit = text.last.flatMap(Unit.init(rawValue:)) else {
            throw DurationTextError(text: text, reason: .form)
        }
        guard let count = Decimals.count(text.dropLast()) else { throw DurationTextError(text: text, reason: .form) }
        let (length, overflow) = count.multipliedReportingOverflow(by: unit.nanoseconds)
        guard !overflow else { throw DurationTextError(text: text, reason: .tooLong) }
        nanoseconds = length
        self.unit = unit
    }
}

/// Why a duration was refused.
package struct DurationTextError: Error, Hashable, Sendable {
    /// What is wrong.
    package enum Reason: Sendable {
        /// Not digits and one of the letters s, m, h, d.
        case form
        /// More than 292 years.
        case tooLong
    }

    /// The value as typed.
    package let text: String
    package let reason: Reason

    /// Makes an error about `text`.
    package init(text: String, reason: Reason) {
        self.text = text
        self.reason = reason
    }
}

extension DurationTextError: Explained {
    package var exitCode: Int { 64 }

    package var problem: Problem {
        let means =
            switch reason {
            case .form: "a duration is a whole number and one of s, m, h, d"
            case .tooLong: "durations reach up to 292 years"
            }
        return Problem(
            .error, "E-DURATION", "\"\(text)\" is not a duration", means: means,
            effect: "nothing was read or contacted (exit 64)", fix: "write 90s, 15m, 2h or 7d")
    }
}
