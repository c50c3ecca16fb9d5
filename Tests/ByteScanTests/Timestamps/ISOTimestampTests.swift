import AuditModel
import Testing

@testable import ByteScan

struct ISOTimestampTests {
    private static let seeds = [
        "2026-11-14T02:00:00Z", "2026-11-14T02:00:00.1234567Z", "2026-11-14T02:00:00.123456789Z",
        "2026-11-14T02:00:00.12345678901Z", "2024-02-29T23:59:59.999-07:00", "2026-11-14 02:00:00.5+00:00",
        "1998-12-31T23:59:60Z", "2026-11-14T02:00:00", "2026-12-31t02:00:00,25z", "2262-01-01T00:30:00+01:00",
        "2026-10-25T02:30:00.000", "2026-11-14 02:00:00.000 GMT", "11/14/2026, 2:00:00.391 AM", "1794621600.123456",
        "Nov 14, 2026 @ 02:00:00.000", "/Date(1794621600000+0100)/", "1.7672256E9", "Nov 14 02:00:00",
        "2026-11-14T02:00:00.12345678+02:30", "\" 14.11.2026 02:00\"",
    ]
    private static let alphabet =
        Array("0123456789-:TtZz+., /@AMPGTC\"'\u{202F}\u{A0}E\u{0}\u{FF}".utf8) + [0xFF, 0x80]

    private static func readers() throws -> [TimestampReader] {
        [
            TimestampReader(zone: .utc), TimestampReader(zone: .unknown, dayOrder: .dayFirst, referenceYear: 2024),
            TimestampReader(zone: .fixed(seconds: -27_000), dayOrder: .monthFirst),
            TimestampReader(zone: try .parse("Europe/Berlin")),
        ]
    }

    private func checkThatBothWaysAgree(_ bytes: [UInt8], _ readers: [TimestampReader]) {
        for reader in readers {
            let plain = reader.plainReading(bytes.span)
            let (reading, time) = (reader.reading(bytes.span), reader.read(bytes.span))
            let raw = bytes.withUnsafeBytes { (reader.reading($0), reader.read($0)) }
            guard reading != plain || time != plain.time || raw.0 != plain || raw.1 != plain.time else { continue }
            Issue.record("\(String(decoding: bytes, as: UTF8.self)): \(reading) is not \(plain)")
        }
    }

    @Test(arguments: seeds)
    func everySingleByteChangeIsReadAlikeByBothWays(_ seed: String) throws {
        let (readers, whole) = (try Self.readers(), Array(seed.utf8))
        for index in whole.indices {
            for byte in Self.alphabet {
                var bytes = whole
                bytes[index] = byte
                checkThatBothWaysAgree(bytes, readers)
                bytes.insert(whole[index], at: index)
                checkThatBothWaysAgree(bytes, readers)
            }
            checkThatBothWaysAgree(Array(whole[..<index]), readers)
            checkThatBothWaysAgree(Array(whole[index...]), readers)
        }
    }

    @Test func manyMutationsAreReadAlikeByBothWays() throws {
        var random = TimestampSamples(seed: 99)
        let readers = try Self.readers()
        for _ in 0..<20_000 {
            var bytes = Array(Self.seeds[Int.random(in: 0..<Self.seeds.count, using: &random)].utf8)
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let index = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes.insert(Self.alphabet[Int.random(in: 0..<Self.alphabet.count, using: &random)], at: index)
                case 1 where bytes.count > 1: bytes.remove(at: index)
                case 2: bytes[index] = UInt8.random(in: 0x30...0x39, using: &random)
                case _: bytes[index] = UInt8.random(in: 0...255, using: &random)
                }
            }
            checkThatBothWaysAgree(bytes, readers)
        }
    }

    @Test func randomBytesNeverTrap() throws {
        var random = TimestampSamples(seed: 3)
        let readers = try Self.readers()
        var survey = TimestampSurvey()
        for order in 0..<30_000 {
            let count = Int.random(in: 0...40, using: &random)
            let isRaw = Bool.random(using: &random)
            let bytes = (0..<count).map { _ in
                isRaw
                    ? UInt8.random(in: 0...255, using: &random)
                    : Self.alphabet[Int.random(in: 0..<Self.alphabet.count, using: &random)]
            }
            checkThatBothWaysAgree(bytes, readers)
            survey.observe(bytes.span, order: order)
        }
        #expect(survey.readableCount + survey.unreadable.count + survey.empty.count == 30_000)
    }

    @Test func everyDayOfTheAcceptedYearsIsRight() {
        let reader = TimestampReader(zone: .utc)
        let first = CivilTime.daysSinceEpoch(year: 1678, month: 1, day: 1)
        let last = CivilTime.daysSinceEpoch(year: 2261, month: 12, day: 31)
        for day in first...last {
            let midnight = Int64(day) * 86_400_000_000_000
            let text = Array(InstantText.rfc3339(midnight).utf8)
            let (isQuick, time) = (ISOTimestamp(text.span.bytes) != nil, reader.read(text.span))
            #expect(isQuick && time?.nanoseconds == midnight)
        }
    }

    @Test func impossibleDaysAreRefused() {
        for year in [1700, 1900, 2000, 2023, 2024] {
            for month in 0...13 {
                for day in 0...32 {
                    let date = InstantText.padded(month, 2) + "-" + InstantText.padded(day, 2)
                    let text = Array("\(year)-\(date)T00:00:00Z".utf8)
                    let isDay = CivilDate.exists(year: year, month: month, day: day)
                    let isRead = ISOTimestamp(text.span.bytes) != nil
                    #expect(isRead == isDay, "\(year) \(date)")
                }
            }
        }
    }
}
