import AuditModel
import ByteScan
import Testing

struct TimestampReaderTests {
    private static let second = "2026-11-14T02:00:00Z second"
    private static let milliseconds = "2026-11-14T02:00:00Z milliseconds"

    @Test(arguments: [
        ("2026-11-14T02:00:00Z", second),
        ("2026-11-14T02:00:00.1234567Z", "2026-11-14T02:00:00.1234567Z ticks"),
        ("2026-11-14T02:00:00.123456789Z", "2026-11-14T02:00:00.123456789Z nanoseconds"),
        ("2026-11-14T02:00:00.1234567899Z", "2026-11-14T02:00:00.123456789Z nanoseconds"),
        ("2026-11-14T02:00:00.9999999999999Z", "2026-11-14T02:00:00.999999999Z nanoseconds"),
        ("2026-11-14T02:00:00.5Z", "2026-11-14T02:00:00.5Z tenths"),
        ("2026-11-14T02:00:00,25Z", "2026-11-14T02:00:00.25Z hundredths"),
        ("2026-11-14T02:00:00+00:00", second),
        ("2026-11-13T19:00:00-07:00", second),
        ("2026-11-14T02:00:00+0000", second),
        ("2026-11-13T19:00:00-07", second),
        ("2026-11-14T07:30:00+0530", second),
        ("2026-11-14T02:00:00-00:00", second),
        ("2026-11-14t02:00:00z", second),
        ("2026-11-14 02:00:00Z", second),
        ("2026-11-14 02:00:00.000 GMT", milliseconds),
        ("2026-11-14 02:00:00.000 UTC", milliseconds),
        ("2026-11-14 03:00:00.000 +0100", milliseconds),
        ("2026-11-14 04:00:00 UTC+2", second),
        ("2026-11-14T02:00Z", "2026-11-14T02:00:00Z minute"),
        ("2026-11-14T02:00:00.0000000Z ", "2026-11-14T02:00:00Z ticks"),
        (" \t2026-11-14T02:00:00Z\r\n", second),
        ("\u{A0}2026-11-14T02:00:00Z\u{202F}", second),
        ("\"2026-11-14T02:00:00Z \"", second),
        ("Sat, 14 Nov 2026 02:00:00 GMT", second),
        ("14/Nov/2026:02:00:00 +0000", second),
        ("1678-01-01T00:00:00Z", "1678-01-01T00:00:00Z second"),
        ("2261-12-31T23:59:59.999999999Z", "2261-12-31T23:59:59.999999999Z nanoseconds"),
        ("2262-01-01T00:30:00+01:00", "2261-12-31T23:30:00Z second"),
    ])
    func timesThatStateTheirZone(_ text: String, _ expected: String) {
        #expect(TimestampReader(zone: .unknown).reading(text).shown == expected)
        #expect(TimestampReader(zone: .unknown).read(text).map { TimestampReading.time($0).shown } == expected)
    }

    @Test(arguments: [
        ("2026-11-14T02:00:00", second),
        ("2026-11-14 02:00:00.000", milliseconds),
        ("2026/11/14 2:00:00", second),
        ("2026-11-14", "2026-11-14T00:00:00Z day"),
        ("Nov 14, 2026 @ 02:00:00.000", milliseconds),
        ("Nov 14, 2026 @ 02:00:00.123456789", "2026-11-14T02:00:00.123456789Z nanoseconds"),
        ("November 14, 2026, 2:00 AM", "2026-11-14T02:00:00Z minute"),
        ("Sept. 4 2026 02:00:00", "2026-09-04T02:00:00Z second"),
        ("14 Nov 2026 02:00:00", second),
        ("14-NOV-2026 02:00:00", second),
        ("14.11.2026 02:00:00", second),
        ("4.3.2026, 02:00", "2026-03-04T02:00:00Z minute"),
        ("11/14/2026 2:00:00 AM", second),
        ("11/14/2026, 2:00:00.391 AM", "2026-11-14T02:00:00.391Z milliseconds"),
        ("11/14/2026, 2:00:00\u{202F}AM", second),
        ("11/14/2026, 2:00:00\u{A0}a.m.", second),
        ("4/28/2021, 2:08:45.221 PM", "2021-04-28T14:08:45.221Z milliseconds"),
        ("14/11/2026, 02:00:00.000", milliseconds),
        ("21/04/2025, 09:45:54.000", "2025-04-21T09:45:54Z milliseconds"),
        ("9/20/2023 4:05:03 AM", "2023-09-20T04:05:03Z second"),
        ("12/31/2026 12:00:00 AM", "2026-12-31T00:00:00Z second"),
        ("12/31/2026 12:00:00 PM", "2026-12-31T12:00:00Z second"),
        ("05/05/2026 12:30 pm", "2026-05-05T12:30:00Z minute"),
        ("14-11-2026 02:00:00", second),
    ])
    func timesWithoutZoneTakeTheGivenOne(_ text: String, _ expected: String) {
        #expect(TimestampReader(zone: .utc).reading(text).shown == expected)
        #expect(TimestampReader(zone: .unknown).reading(text).shown == "zoneless " + expected)
        #expect(TimestampReader(zone: .unknown).read(text) == nil)
        let east = TimestampReader(zone: .fixed(seconds: 3600)).read(text)
        let utc = TimestampReader(zone: .utc).read(text)
        #expect(east.map { $0.nanoseconds + 3_600_000_000_000 } == utc?.nanoseconds)
    }

    @Test(arguments: [
        ("1794621600", second),
        ("1794621600.5", "2026-11-14T02:00:00.5Z tenths"),
        ("1794621600.000", milliseconds),
        ("1794621600.123456789", "2026-11-14T02:00:00.123456789Z nanoseconds"),
        ("1794621600.1234567899", "2026-11-14T02:00:00.123456789Z nanoseconds"),
        ("1794621600000", milliseconds),
        ("1794621600123.456", "2026-11-14T02:00:00.123456Z microseconds"),
        ("1794621600123456", "2026-11-14T02:00:00.123456Z microseconds"),
        ("1794621600123456789", "2026-11-14T02:00:00.123456789Z nanoseconds"),
        ("\"1794621600\"", second),
        ("1.7672256E9", "2026-01-01T00:00:00Z second"),
        ("1.767225605123e+12", "2026-01-01T00:00:05.123Z milliseconds"),
        ("1.76722560512E12", "2026-01-01T00:00:05.12Z milliseconds"),
        ("17672256051235e-4", "2026-01-01T00:00:05.1235Z digits4"),
        ("100000000", "1973-03-03T09:46:40Z second"),
        ("9214646399", "2261-12-31T23:59:59Z second"),
        ("/Date(1794621600000)/", milliseconds),
        ("/Date(1794621600000+0100)/", milliseconds),
        ("\\/Date(1794621600000)\\/", milliseconds),
        ("/Date(-1)/", "1969-12-31T23:59:59.999Z milliseconds"),
    ])
    func countsSinceTheEpoch(_ text: String, _ expected: String) {
        #expect(TimestampReader(zone: .unknown).reading(text).shown == expected)
    }

    @Test(arguments: [
        "", " ", "-", "'-", "N/A", "null", "T", "2026", "2026-11", "2026-11-14T", "2026-11-14T02", "2026-11-14T02:00:",
        "2026-02-29T00:00:00Z", "1900-02-29T00:00:00Z", "2026-04-31T00:00:00Z", "2026-00-10", "2026-13-01",
        "2026-01-00",
        "2026-11-14T24:00:00Z", "2026-11-14T02:60:00Z", "2026-11-14T02:00:61Z", "2026-11-14T02:00:00.Z",
        "2026-11-14T02:00:00+24:00", "2026-11-14T02:00:00+02:60", "2026-11-14T02:00:00+2", "2026-11-14T02:00:00+02:00Z",
        "2026-11-14T02:00:00ZZ", "2026-11-14Z", "2026-11-1T02:00:00Z", "1677-12-31T23:59:59Z", "2262-01-01T00:00:00Z",
        "1678-01-01T00:30:00+01:00", "0000-01-01T00:00:00Z", "0400-02-29", "13/13/2026", "30/02/2026 01:00", "0/0/2026",
        "11/14/26, 2:00 AM", "11/14/2026 13:00 PM", "11/14/2026 0:30 AM", "31.04.2026", "Nov 31, 2026", "Nox 14, 2026",
        "Novembxr 14, 2026", "Nov 14", "0", "15", "99999999", "20261114", "-1794621600", "+1794621600", "1794621600.",
        "01794621600", "9214646400", "99999999999999999999", "1e400", "1.5E", "1794621600 000", "253402300799999",
        "/Date()/", "/Date(1794621600000)", "/Date(-62135596800000)/", "/Date(1794621600000x)/", "T02:00:00Z",
        "7d9b3f4e-0000-4000-8000-000000000001", "192.0.2.10", "1.2.3.4", "2026-11-14T02:00:00 Europe/Berlin",
        "2026-11-14T02:00:00\u{0}Z", "২026-11-14T02:00:00Z",
    ])
    func whatIsNoTime(_ text: String) {
        #expect(TimestampReader(zone: .utc).reading(text) == .unreadable)
        #expect(TimestampReader(zone: .utc).read(text) == nil)
    }

    @Test(arguments: [
        ("11/04/2026 02:00:00", DayOrder.dayFirst, "2026-04-11T02:00:00Z second"),
        ("11/04/2026 02:00:00", .monthFirst, "2026-11-04T02:00:00Z second"),
        ("11/04/2026 02:00:00", .undecided, "ambiguous day"),
        ("11/11/2026 02:00:00", .undecided, "2026-11-11T02:00:00Z second"),
        ("14/11/2026 02:00:00", .undecided, second),
        ("11/14/2026 02:00:00", .undecided, second),
        ("11/14/2026 02:00:00", .dayFirst, "unreadable"),
        ("14/11/2026 02:00:00", .monthFirst, "unreadable"),
        ("11.04.2026 02:00:00", .monthFirst, "2026-04-11T02:00:00Z second"),
        ("0/4/2026 02:00:00", .undecided, "unreadable"),
    ])
    func orderOfDayAndMonth(_ text: String, _ order: DayOrder, _ expected: String) {
        #expect(TimestampReader(zone: .utc, dayOrder: order).reading(text).shown == expected)
    }

    @Test(arguments: [
        ("Nov 14 02:00:00", 2026, second),
        ("Nov  4 02:00:00", 2026, "2026-11-04T02:00:00Z second"),
        ("Nov 14 02:00:00.250", 2026, "2026-11-14T02:00:00.25Z milliseconds"),
        ("Feb 29 00:00:00", 2024, "2024-02-29T00:00:00Z second"),
        ("Feb 29 00:00:00", 2026, "unreadable"),
    ])
    func syslogTimesTakeTheGivenYear(_ text: String, _ year: Int, _ expected: String) {
        #expect(TimestampReader(zone: .utc, referenceYear: year).reading(text).shown == expected)
        #expect(TimestampReader(zone: .utc).reading(text) == .unreadable)
    }

    @Test(arguments: [
        ("1998-12-31T23:59:60Z", "1999-01-01T00:00:00Z second"),
        ("1998-12-31T15:59:60.123-08:00", "1999-01-01T00:00:00.123Z milliseconds"),
        ("2015-07-01T01:59:60+02:00", "2015-07-01T00:00:00Z second"),
        ("2016-12-31 23:59:60 UTC", "2017-01-01T00:00:00Z second"),
        ("1998-12-31T23:58:60Z", "unreadable"),
        ("1998-12-31T22:59:60Z", "unreadable"),
        ("1998-12-30T23:59:60Z", "unreadable"),
        ("1998-12-31T23:59:60+01:00", "unreadable"),
    ])
    func leapSecondsAreTheSecondAfter(_ text: String, _ expected: String) {
        #expect(TimestampReader(zone: .unknown).reading(text).shown == expected)
    }

    @Test(arguments: ["CET", "IST", "PST", "est"])
    func abbreviationsNeedAZone(_ abbreviation: String) {
        let text = "2026-11-14 02:00:00.000 " + abbreviation
        #expect(TimestampReader(zone: .unknown).reading(text).shown == "zoneless " + Self.milliseconds)
        #expect(TimestampReader(zone: .utc).reading(text).shown == "zoneless " + Self.milliseconds)
        #expect(TimestampReader(zone: .utc).read(text) == nil)
        #expect(
            TimestampReader(zone: .fixed(seconds: 7200)).reading(text).shown == "2026-11-14T00:00:00Z milliseconds")
    }

    @Test(arguments: [
        ("2026-07-01T12:00:00", "2026-07-01T10:00:00Z second"),
        ("2026-12-01T12:00:00", "2026-12-01T11:00:00Z second"),
        ("2026-10-25 02:30:00", "clock change 2026-10-25T00:30:00Z second"),
        ("2026-10-25 02:30:00 CEST", "2026-10-25T00:30:00Z second"),
        ("2026-10-25 02:30:00 CET", "2026-10-25T01:30:00Z second"),
        ("2026-10-25 02:30:00+01:00", "2026-10-25T01:30:00Z second"),
        ("2026-03-29 02:30:00", "clock change 2026-03-29T01:30:00Z second"),
        ("2026-03-29 01:59:59", "2026-03-29T00:59:59Z second"),
        ("2026-03-29 03:00:00", "2026-03-29T01:00:00Z second"),
        ("2026-11-14 02:00:00 PST", "zoneless 2026-11-14T02:00:00Z second"),
    ])
    func aNamedZoneDecides(_ text: String, _ expected: String) throws {
        let zone = try ZoneRule.parse("Europe/Berlin")
        #expect(TimestampReader(zone: zone).reading(text).shown == expected)
    }

    @Test func everySpellingOfARandomInstantIsReadBack() {
        var random = TimestampSamples(seed: 0x51E6)
        for _ in 0..<4000 {
            let digits = Int.random(in: 0...9, using: &random)
            let precision = TimePrecision(fractionDigits: digits)
            let instant = EventTime.floor(random.instant(), precision.nanoseconds)
            let minutes = Int.random(in: -1439...1439, using: &random)
            let local = CivilTime(nanoseconds: instant + Int64(minutes) * 60_000_000_000)
            let fraction = digits == 0 ? "" : "." + InstantText.padded(local.nanosecond, 9).prefix(digits)
            let clock = [local.hour, local.minute, local.second].map { InstantText.padded($0, 2) }.joined(
                separator: ":")
            let date = [(local.year, 4), (local.month, 2), (local.day, 2)].map { InstantText.padded($0.0, $0.1) }
            let (hours, rest) = (InstantText.padded(abs(minutes) / 60, 2), InstantText.padded(abs(minutes) % 60, 2))
            let sign = minutes < 0 ? "-" : "+"
            let expected = EventTime(nanoseconds: instant, precision: precision)
            let reader = TimestampReader(zone: .fixed(seconds: minutes * 60), dayOrder: .monthFirst)
            for text in [
                date.joined(separator: "-") + "T" + clock + fraction + sign + hours + ":" + rest,
                date.joined(separator: "-") + " " + clock + fraction + " " + sign + hours + rest,
                date.joined(separator: "-") + "t" + clock + fraction.replacing(".", with: ","),
                "\(local.month)/\(local.day)/\(local.year), " + clock + fraction,
                "\(local.day).\(local.month).\(local.year) " + clock + fraction,
                date.joined(separator: "/") + " " + clock + fraction,
            ] {
                #expect(reader.read(text) == expected, "\(text)")
            }
            #expect(reader.read(InstantText.rfc3339(instant))?.nanoseconds == instant)
        }
    }

    @Test func epochCountsOfRandomInstantsAreReadBack() {
        var random = TimestampSamples(seed: 7)
        let reader = TimestampReader(zone: .unknown)
        for _ in 0..<4000 {
            let instant = Int64.random(in: 300_000_000_000_000_000..<9_214_646_400_000_000_000, using: &random)
            for (text, unit) in [
                ("\(instant)", TimePrecision.nanoseconds), ("\(instant / 1000)", .microseconds),
                ("\(instant / 1_000_000)", .milliseconds), ("\(instant / 1_000_000_000)", .second),
                ("\(instant / 1_000_000_000).\(InstantText.padded(Int(instant % 1_000_000_000), 9))", .nanoseconds),
            ] {
                let expected = EventTime(nanoseconds: EventTime.floor(instant, unit.nanoseconds), precision: unit)
                #expect(reader.read(text) == expected, "\(text)")
            }
        }
    }
}
