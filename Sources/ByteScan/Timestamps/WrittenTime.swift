import AuditModel

/// The zone as a time's text states it.
enum WrittenZone: Equatable {
    case unwritten
    /// Seconds east of UTC; 0 for `Z`, `UTC` and `GMT`.
    case offset(Int)
    /// Letters that are a zone's abbreviation, perhaps of several zones; their places in the text.
    case abbreviation(Range<Int>)
}

/// The date as a time's text states it.
enum WrittenDate: Equatable {
    case certain(year: Int, month: Int, day: Int)
    /// Two small numbers of which one is the day.
    case unordered(first: Int, second: Int, year: Int)
    /// RFC 3164.
    case yearless(month: Int, day: Int)
}

/// The time of day as a text states it.
struct WrittenClock: Equatable {
    /// 0 to 86,400; the last only for the leap second 23:59:60 itself or one in another zone.
    var seconds = 0
    var nanosecond = 0
    var precision = TimePrecision.day
    /// Whether the seconds were written as 60.
    var isLeapSecond = false
}

/// A time as its text states it, before zone, order of day and month, and year are decided.
struct WrittenTime: Equatable {
    let form: TimestampForm
    let date: WrittenDate
    let clock: WrittenClock
    let zone: WrittenZone
}

/// What a text is.
enum TimestampText: Equatable {
    case civil(WrittenTime)
    /// A count since the Unix epoch.
    case instant(EventTime, TimestampForm)
    case unreadable
}
