import AuditModel

/// The quick way for the common form `YYYY-MM-DDTHH:MM:SS[.fraction][Z|±hh:mm|±hhmm]`, eight bytes at a time.
///
/// It gives up on anything else, a leap second included, so that the plain way decides; where it answers, the plain way
/// answers the same. A space instead of the T, `t`, `z` and spaces at the end are accepted as the plain way does.
struct ISOTimestamp {
    /// Stands for "no zone written".
    static let noOffset = Int.min

    /// Seconds since 1970-01-01T00:00:00 on the written clock.
    let localSeconds: Int
    let nanosecond: Int
    let precision: TimePrecision
    /// Seconds east of UTC, or `noOffset`.
    let offset: Int
    /// Whether a space stands where ISO has a T.
    let isSpaced: Bool

    /// Whether the instant lies in the accepted years, taking a missing zone for UTC.
    var isUsable: Bool {
        UsableTime.seconds ~= (offset == Self.noOffset ? localSeconds : localSeconds - offset)
    }

    /// Reads the whole of `bytes`, or gives up.
    @inline(__always)
    init?(_ untrimmed: RawSpan) {
        var bytes = untrimmed
        while bytes.byteCount > 19, Self.byte(bytes, bytes.byteCount &- 1) == 0x20 {
            bytes = bytes.extracting(droppingLast: 1)
        }
        guard bytes.byteCount >= 19, let local = Self.seconds(bytes) else { return nil }
        (localSeconds, isSpaced) = local
        guard let fraction = Self.fraction(bytes) else { return nil }
        (nanosecond, precision) = (fraction.nanosecond, fraction.precision)
        guard let offset = Self.offset(bytes, from: fraction.end) else { return nil }
        self.offset = offset
    }

    /// The first 19 bytes; needs as many.
    @inline(__always)
    private static func seconds(_ bytes: RawSpan) -> (Int, isSpaced: Bool)? {
        // Each exclusive or turns right separators into 0 and digits into 0 to 9.
        let yearMonth = word(bytes, 0) ^ 0x2D30_302D_3030_3030
        var dayMinute = word(bytes, 8) ^ 0x3030_3A30_3054_3030
        let second = (word(bytes, 11) ^ 0x3030_3A30_303A_3030) & 0xFFFF_FF00_0000_0000
        let separator = dayMinute & 0xFF_0000
        guard separator == 0 || separator == 0x20_0000 || separator == 0x74_0000 else { return nil }
        dayMinute ^= separator
        let wrong =
            ((yearMonth &+ 0x7F76_767F_7676_7676) | yearMonth) | ((dayMinute &+ 0x7676_7F76_767F_7676) | dayMinute)
            | ((second &+ 0x7676_7F7F_7F7F_7F7F) | second)
        guard wrong & 0x8080_8080_8080_8080 == 0 else { return nil }
        // Tens times ten plus ones, in the byte of the tens.
        let (date, clock) = (yearMonth &* 10 &+ yearMonth >> 8, dayMinute &* 10 &+ dayMinute >> 8)
        let (hour, minute) = (Int(clock >> 24 & 0xFF), Int(clock >> 48 & 0xFF))
        let seconds = Int((second &* 10 &+ second >> 8) >> 48 & 0xFF)
        guard hour < 24, minute < 60, seconds < 60,
            let days = days(
                year: Int(date & 0xFF) &* 100 &+ Int(date >> 16 & 0xFF), month: Int(date >> 40 & 0xFF),
                day: Int(clock & 0xFF))
        else { return nil }
        return (days &* 86_400 &+ hour &* 3600 &+ minute &* 60 &+ seconds, separator == 0x74_0000)
    }

    /// Days since 1970-01-01 of a date in the years 1678 to 2261; nil for other or impossible ones.
    @inline(__always)
    private static func days(year: Int, month: Int, day: Int) -> Int? {
        guard year >= 1678, year <= 2261, month &- 1 >= 0, month <= 12, day &- 1 >= 0 else { return nil }
        if day > 28, day > CivilDate.length(year: year, month: month) { return nil }
        let shifted = UInt(month <= 2 ? year &- 1 : year)
        let fromMarch = UInt(month <= 2 ? month &+ 9 : month &- 3)
        let dayOfYear = (153 &* fromMarch &+ 2) / 5 &+ UInt(day)
        return Int(365 &* shifted &+ shifted / 4 &- shifted / 100 &+ shifted / 400 &+ dayOfYear) &- 719_469
    }

    private struct Fraction {
        var nanosecond = 0
        var precision = TimePrecision.second
        /// Offset of the byte after it.
        var end = 19
    }

    @inline(__always)
    private static func fraction(_ bytes: RawSpan) -> Fraction? {
        guard bytes.byteCount > 20, byte(bytes, 19) == 0x2E || byte(bytes, 19) == 0x2C else { return Fraction() }
        let start = min(20, bytes.byteCount &- 8)
        let digits = (word(bytes, start) >> UInt64(8 &* (20 &- start))) ^ 0x3030_3030_3030_3030
        let others = ((digits &+ 0x7676_7676_7676_7676) | digits) & 0x8080_8080_8080_8080
        let count = others.trailingZeroBitCount / 8
        guard count > 0 else { return nil }
        let kept = count == 8 ? digits : digits & (1 &<< UInt64(8 &* count) &- 1)
        var fraction = Fraction(nanosecond: eightDigits(kept) &* 10, end: 20 &+ count)
        if count < 8 {
            fraction.precision = precision(digits: count)
            return fraction
        }
        return longFraction(bytes, fraction)
    }

    /// The same as `TimePrecision(fractionDigits:)` for 1 to 7 digits, without a call into another module.
    @inline(__always)
    private static func precision(digits: Int) -> TimePrecision {
        switch digits {
        case 1: .tenths
        case 2: .hundredths
        case 3: .milliseconds
        case 4: .digits4
        case 5: .digits5
        case 6: .microseconds
        case _: .ticks
        }
    }

    /// Adds the ninth digit and passes over all that follow.
    private static func longFraction(_ bytes: RawSpan, _ first: Fraction) -> Fraction {
        var fraction = first
        while fraction.end < bytes.byteCount, byte(bytes, fraction.end).isASCIIDigit {
            if fraction.end == 28 { fraction.nanosecond &+= Int(byte(bytes, 28) &- 0x30) }
            fraction.end &+= 1
        }
        fraction.precision = TimePrecision(fractionDigits: fraction.end &- 20)
        return fraction
    }

    @inline(__always)
    private static func offset(_ bytes: RawSpan, from start: Int) -> Int? {
        let rest = bytes.byteCount &- start
        if rest == 1 { return byte(bytes, start) | 0x20 == 0x7A ? 0 : nil }
        if rest == 0 { return noOffset }
        guard rest == 6 || rest == 5 else { return nil }
        // The last eight bytes, of which the upper six or five are the offset; five get their colon.
        var text = word(bytes, bytes.byteCount &- 8) >> (rest == 6 ? 16 : 24)
        if rest == 5 { text = text & 0xFF_FFFF | 0x3A00_0000 | (text & 0xFF_FF00_0000) << 8 }
        let isWest = text & 0xFF == 0x2D
        guard isWest || text & 0xFF == 0x2B else { return nil }
        let digits = (text >> 8) ^ 0x30_303A_3030
        let wrong = (digits &+ 0x76_767F_7676) | digits
        guard wrong & 0x80_8080_8080 == 0 else { return nil }
        let pairs = digits &* 10 &+ digits >> 8
        let (hours, minutes) = (Int(pairs & 0xFF), Int(pairs >> 24 & 0xFF))
        guard hours <= 23, minutes <= 59 else { return nil }
        let seconds = hours &* 3600 &+ minutes &* 60
        return isWest ? 0 &- seconds : seconds
    }

    /// The number that eight digit values spell, the lowest byte first.
    @inline(__always)
    private static func eightDigits(_ digits: UInt64) -> Int {
        let pairs = (digits &* 10 &+ digits >> 8) & 0x00FF_00FF_00FF_00FF
        let fours = (pairs &* 100 &+ pairs >> 16) & 0x0000_FFFF_0000_FFFF
        return Int((fours &* 10_000 &+ fours >> 32) & 0xFFFF_FFFF)
    }

    @inline(__always)
    private static func word(_ bytes: RawSpan, _ offset: Int) -> UInt64 {
        // SAFETY: the load checks its bounds, and every pattern of bits is a UInt64.
        UInt64(littleEndian: unsafe bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    @inline(__always)
    private static func byte(_ bytes: RawSpan, _ offset: Int) -> UInt8 {
        // SAFETY: the load checks its bounds, and every pattern of bits is a UInt8.
        unsafe bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt8.self)
    }
}
