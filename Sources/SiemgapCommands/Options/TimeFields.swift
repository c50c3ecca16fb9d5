import AuditModel
import Glibc

/// A time as an option writes it, taken apart.
struct TimeFields {
    private var days = 0
    private var secondsOfDay = 0
    private var fraction: Int64 = 0
    /// Seconds east of UTC; nil when the text names no zone.
    private var offset: Int?
    private let isDate: Bool

    /// Nil if the text is not `YYYY-MM-DD`, with or without `Thh:mm[:ss[.f]]` and `Z` or `±hh:mm`.
    init?(_ text: String) {
        var rest = Array(text.utf8)[...]
        guard let year = Self.number(&rest, 4), Self.take(&rest, "-"), let month = Self.number(&rest, 2),
            Self.take(&rest, "-"), let day = Self.number(&rest, 2), (1678...2261).contains(year)
        else { return nil }
        days = CivilTime.daysSinceEpoch(year: year, month: month, day: day)
        let check = CivilTime(nanoseconds: Int64(days) * 86_400_000_000_000)
        guard (check.year, check.month, check.day) == (year, month, day) else { return nil }
        isDate = rest.isEmpty
        guard !isDate else { return }
        guard Self.take(&rest, "T") || Self.take(&rest, "t") || Self.take(&rest, " "), readClock(&rest),
            readZone(&rest),
            rest.isEmpty
        else { return nil }
    }

    /// Nanoseconds since the Unix epoch; nil when the zone is missing.
    var instant: Int64? {
        if isDate { return local }
        return offset.map { local - Int64($0) * 1_000_000_000 }
    }

    /// Says which instants the time could be.
    func withoutZone(_ text: String, flag: String) -> UsageFault {
        let readings = machineReadings.map(InstantText.rfc3339)
        let means =
            switch readings.count {
            case 0: "in this machine's zone that time does not exist"
            case 1: "in this machine's zone it would be \(readings[0]), in UTC \(InstantText.rfc3339(local))"
            default: "in this machine's zone that time occurs twice: \(readings.joined(separator: " and "))"
            }
        let example = InstantText.rfc3339(machineReadings.first ?? local)
        return UsageFault(
            code: "E-TIME-ZONE", "\(flag) \"\(text)\" has no time zone", means: means, fix: "write \(flag) \(example)")
    }

    /// The time as if it were UTC.
    private var local: Int64 { (Int64(days) * 86_400 + Int64(secondsOfDay)) * 1_000_000_000 + fraction }

    /// The instants at which the machine's clock shows this time: none, one or two, earliest first.
    private var machineReadings: [Int64] {
        let civil = CivilTime(nanoseconds: local)
        var found: Set<Int> = []
        for isSummer: Int32 in [0, 1] {
            var fields = tm()
            fields.tm_year = Int32(civil.year - 1900)
            fields.tm_mon = Int32(civil.month - 1)
            fields.tm_mday = Int32(civil.day)
            fields.tm_hour = Int32(civil.hour)
            fields.tm_min = Int32(civil.minute)
            fields.tm_sec = Int32(civil.second)
            fields.tm_isdst = isSummer
            var seconds = mktime(&fields)
            var shown = tm()
            guard localtime_r(&seconds, &shown) != nil else { continue }
            if (shown.tm_mday, shown.tm_hour, shown.tm_min) == (
                Int32(civil.day), Int32(civil.hour), Int32(civil.minute)
            ) {
                found.insert(seconds)
            }
        }
        return found.sorted().map { Int64($0) * 1_000_000_000 + fraction }
    }

    private mutating func readClock(_ rest: inout ArraySlice<UInt8>) -> Bool {
        guard let hour = Self.number(&rest, 2), Self.take(&rest, ":"), let minute = Self.number(&rest, 2),
            hour < 24, minute < 60
        else { return false }
        secondsOfDay = hour * 3600 + minute * 60
        guard Self.take(&rest, ":") else { return true }
        guard let second = Self.number(&rest, 2), second < 60 else { return false }
        secondsOfDay += second
        guard Self.take(&rest, ".") else { return true }
        var unit: Int64 = 100_000_000
        var digits = 0
        while let digit = Self.number(&rest, 1) {
            fraction += Int64(digit) * unit
            unit /= 10
            digits += 1
        }
        return digits > 0
    }

    private mutating func readZone(_ rest: inout ArraySlice<UInt8>) -> Bool {
        if rest.isEmpty { return true }
        if Self.take(&rest, "Z") || Self.take(&rest, "z") {
            offset = 0
            return true
        }
        let sign = Self.take(&rest, "+") ? 1 : Self.take(&rest, "-") ? -1 : 0
        guard sign != 0, let hours = Self.number(&rest, 2), Self.take(&rest, ":"), let minutes = Self.number(&rest, 2),
            hours < 24, minutes < 60
        else { return false }
        offset = sign * (hours * 3600 + minutes * 60)
        return true
    }

    private static func number(_ rest: inout ArraySlice<UInt8>, _ digits: Int) -> Int? {
        guard rest.count >= digits else { return nil }
        var value = 0
        for byte in rest.prefix(digits) {
            guard byte >= 0x30, byte <= 0x39 else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        rest.removeFirst(digits)
        return value
    }

    private static func take(_ rest: inout ArraySlice<UInt8>, _ character: Unicode.Scalar) -> Bool {
        guard let first = rest.first, UInt32(first) == character.value else { return false }
        rest.removeFirst()
        return true
    }
}
