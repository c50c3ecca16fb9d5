import AuditModel
import Testing

@testable import Settings

/// Times as a configuration writes them.
struct SettingsInstantTests {
    @Test(
        arguments: [
            ("1970-01-01", 0), ("1970-01-01T00:00:01Z", 1_000_000_000), ("1970-01-01t00:00:01z", 1_000_000_000),
            ("1970-01-01 00:00:01Z", 1_000_000_000), ("1969-12-31T23:59:59.25Z", -750_000_000),
            ("1970-01-01T02:00:00+02:00", 0), ("1969-12-31T19:30:00-04:30", 0), ("1970-01-01T00:00:00.000000001Z", 1),
            ("2024-02-29", 1_709_164_800_000_000_000),
        ] as [(String, Int64)])
    func instantsAreRead(text: String, nanoseconds: Int64) throws {
        #expect(try SettingsInstant(parsing: text).nanoseconds == nanoseconds)
    }

    @Test(
        arguments: [
            ("", .form), ("now", .form), ("2026-1-1", .form), ("2026-11-14T02:00", .form), ("14.11.2026", .form),
            ("٢٠٢٦-11-14", .form), ("2026-11-14T02:00:00CET", .form), ("2026-11-14T02:00:00+0200", .form),
            ("2026-11-14T02:00:00", .noZone), ("2026-11-14T02:00:00.5", .noZone), ("2026-02-29", .noSuchTime),
            ("2026-13-01", .noSuchTime), ("2026-00-01", .noSuchTime), ("2026-11-31", .noSuchTime),
            ("2026-11-14T24:00:00Z", .noSuchTime), ("2026-11-14T23:59:60Z", .noSuchTime), ("1600-01-01", .noSuchTime),
            ("2300-01-01", .noSuchTime), ("2026-11-14T02:00:00+24:00", .noSuchTime),
        ] as [(String, SettingsInstant.Refusal)])
    func otherTextIsRefusedWithTheReason(text: String, reason: SettingsInstant.Refusal) {
        #expect(throws: reason) { try SettingsInstant(parsing: text) }
    }

    @Test func aDateIsKnownAsOne() throws {
        #expect(try SettingsInstant(parsing: "2026-11-14").isDate)
        #expect(try !SettingsInstant(parsing: "2026-11-14T00:00:00Z").isDate)
    }
}
