import AuditModel

/// Round instants of a window, for an axis.
struct TimeTicks {
    private static let hour: Int64 = 3_600_000_000_000
    private static let lengths: [Int64] =
        [1, 2, 3, 6, 12].map { $0 * hour }
        + [1, 2, 7, 14, 28, 91, 182, 364, 3_640].map { $0 * DayText.nanosecondsADay }

    /// Nanoseconds since the Unix epoch, in order.
    let instants: [Int64]
    private let length: Int64

    /// The finest round steps of which at most `most` fit into the window.
    init(_ window: TimeWindow, most: Int) {
        let fitting = Self.lengths.first { window.length / $0 <= most }
        length = fitting ?? max(1, window.length)
        // Weeks begin on Monday, four days before the epoch's first Monday's like.
        let shift = length % (7 * DayText.nanosecondsADay) == 0 ? 4 * DayText.nanosecondsADay : 0
        let first = EventTime.floor(window.from - shift, length) + shift
        instants = stride(from: first, to: window.to, by: Int64.Stride(length)).filter { $0 >= window.from }
    }

    /// `Wed 11`, `11 Nov`, `14:00Z`, or `Nov 2026` where steps are quarters and longer.
    func label(_ instant: Int64) -> String {
        if length < DayText.nanosecondsADay, instant % DayText.nanosecondsADay != 0 {
            return DayText.clock(instant).prefix(5) + "Z"
        }
        if length > 90 * DayText.nanosecondsADay { return DayText.month(instant, withYear: true) }
        return length <= DayText.nanosecondsADay ? DayText.weekdayAndDay(instant) : DayText.dayAndMonth(instant)
    }
}
