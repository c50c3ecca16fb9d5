import AuditModel
import ByteScan
import Testing

struct TimeTextTests {
    private func error(_ text: String, _ zone: String? = "Europe/Berlin") throws -> TimeTextError {
        let table = try zone.map { try ZoneDatabase().zone(named: $0) }
        return try #require(throws: TimeTextError.self) {
            try TimeText.parse(text, option: "--from", machineZone: table)
        }
    }

    @Test(arguments: [
        ("2026-11-14T02:00:00Z", "2026-11-14T02:00:00Z"), ("2026-11-14T02:00:00.5+02:00", "2026-11-14T00:00:00.5Z"),
        ("2026-11-14", "2026-11-14T00:00:00Z"),
    ])
    func timesWithOffsetAndDates(_ text: String, _ expected: String) throws {
        #expect(InstantText.rfc3339(try TimeText.parse(text, option: "--to")) == expected)
    }

    @Test func aTimeThatOccursTwiceIsRefusedWithBothReadings() throws {
        let problem = try error("2026-10-25 02:30").problem
        #expect(problem.code == "E-TIME-ZONE")
        #expect(problem.what == "--from \"2026-10-25 02:30\" has no time zone")
        #expect(
            problem.means
                == "in this machine's zone (Europe/Berlin) that time occurs twice: 00:30:00Z and 01:30:00Z")
        #expect(problem.fix == "write --from 2026-10-25T00:30:00Z, or --from 2026-10-25T02:30:00+02:00")
    }

    @Test(arguments: [
        (
            "2026-11-14T02:30:00", "Europe/Berlin",
            "in this machine's zone (Europe/Berlin) that time is 2026-11-14T01:30:00Z, in UTC it is 2026-11-14T02:30:00Z",
            "write --from 2026-11-14T01:30:00Z, or --from 2026-11-14T02:30:00+01:00"
        ),
        (
            "2026-03-29 02:30", "Europe/Berlin",
            "in this machine's zone (Europe/Berlin) that time does not occur: the clocks skip it",
            "write --from 2026-03-29T02:30:00Z"
        ),
        (
            "2026-11-01 01:30", "America/St_Johns",
            "in this machine's zone (America/St_Johns) that time occurs twice: 04:00:00Z and 05:00:00Z",
            "write --from 2026-11-01T04:00:00Z, or --from 2026-11-01T01:30:00-02:30"
        ),
        ("2026-11-14 02:30", nil, "it could be UTC or the time of any place", "write --from 2026-11-14T02:30:00Z"),
    ])
    func aTimeWithoutZoneIsRefused(_ text: String, _ zone: String?, _ means: String, _ fix: String) throws {
        let error = try error(text, zone)
        #expect(error.problem.means == means && error.problem.fix == fix && error.exitCode == 64)
    }

    @Test(arguments: [
        ("2026-11-14 02:30Z", 1_794_623_400_000_000_000), ("1794623400", 1_794_623_400_000_000_000), ("yesterday", nil),
        ("11/04/2026", nil), ("2026-02-30", nil), ("2300-01-01", nil),
        (" 2026-11-14T02:30:00Z", 1_794_623_400_000_000_000),
    ])
    func otherFormsAreRefusedWithWhatTheyMean(_ text: String, _ meant: Int64?) throws {
        #expect(try error(text).reason == .form(meant: meant))
        #expect(try error(text).problem.code == "E-TIME-FORM")
    }
}
