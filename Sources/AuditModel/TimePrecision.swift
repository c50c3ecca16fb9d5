/// How finely a time was written; a time stands for the whole unit that begins at it.
package enum TimePrecision: UInt8, Sendable, CaseIterable, Comparable {
    case day = 0
    case minute = 1
    case second = 2
    /// One to nine digits of a second's fraction.
    case tenths = 3
    case hundredths = 4
    case milliseconds = 5
    case digits4 = 6
    case digits5 = 7
    case microseconds = 8
    case ticks = 9
    case digits8 = 10
    case nanoseconds = 11

    /// The precision of a time written with `digits` fraction digits; more than nine count as nine.
    package init(fractionDigits digits: Int) {
        self = TimePrecision(rawValue: UInt8(2 + min(max(digits, 0), 9))) ?? .second
    }

    /// The length of one unit, in nanoseconds.
    package var nanoseconds: Int64 { Self.units[Int(rawValue)] }

    /// Coarser precisions come first.
    @inlinable
    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

    private static let units: [Int64] = [
        86_400_000_000_000, 60_000_000_000, 1_000_000_000, 100_000_000, 10_000_000, 1_000_000, 100_000, 10_000, 1_000,
        100, 10, 1,
    ]
}
