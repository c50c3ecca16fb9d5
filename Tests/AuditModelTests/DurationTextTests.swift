import AuditModel
import Testing

struct DurationTextTests {
    @Test(arguments: [
        ("90s", 90_000_000_000, DurationText.Unit.seconds), ("15m", 900_000_000_000, .minutes),
        ("2h", 7_200_000_000_000, .hours), ("7d", 604_800_000_000_000, .days), ("0s", 0, .seconds),
        ("106751d", 9_223_286_400_000_000_000, .days),
    ])
    func numberAndUnit(_ text: String, _ nanoseconds: Int64, _ unit: DurationText.Unit) throws {
        let duration = try DurationText(parsing: text)
        #expect(duration.nanoseconds == nanoseconds && duration.unit == unit)
    }

    @Test(arguments: ["", "s", "90", "-1s", "+1s", "1.5h", "1 h", "1w", "1H", "٣s", "1ms", "1234567890123456789s"])
    func otherForms(_ text: String) {
        #expect(throws: DurationTextError(text: text, reason: .form)) { try DurationText(parsing: text) }
    }

    @Test(arguments: ["106752d", "999999999999999999h"])
    func tooLong(_ text: String) throws {
        let error = try #require(throws: DurationTextError.self) { try DurationText(parsing: text) }
        #expect(error == DurationTextError(text: text, reason: .tooLong))
        #expect(error.problem.what == "\"\(text)\" is not a duration" && error.exitCode == 64)
    }
}
