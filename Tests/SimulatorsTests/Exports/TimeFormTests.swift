import Testing

@testable import Simulators

struct TimeFormTests {
    private static let afternoon: Int64 = 1_794_664_800_391_234_567

    @Test(
        arguments: [
            (0, nil, "2026-11-14T14:00:00Z"), (3, nil, "2026-11-14T14:00:00.391Z"),
            (9, nil, "2026-11-14T14:00:00.391234567Z"), (3, 0, "2026-11-14T14:00:00.391+00:00"),
            (0, 3600, "2026-11-14T15:00:00+01:00"), (0, -12_600, "2026-11-14T10:30:00-03:30"),
        ] as [(Int, Int?, String)])
    func isoTimesAreCutAndZoned(digits: Int, offset: Int?, text: String) {
        #expect(TimeForm.iso(Self.afternoon, digits: digits, offset: offset) == text)
    }

    @Test func americanTimesHaveTwoHalves() {
        let hour: Int64 = 3_600_000_000_000
        #expect(TimeForm.monthFirst(Self.afternoon, digits: 3) == "11/14/2026, 2:00:00.391 PM")
        #expect(TimeForm.monthFirst(Self.afternoon - 2 * hour, digits: 0) == "11/14/2026, 12:00:00 PM")
        #expect(TimeForm.monthFirst(Self.afternoon - 14 * hour, digits: 0, joint: " ") == "11/14/2026 12:00:00 AM")
    }

    @Test func precisionsHaveNames() {
        #expect(["s", "ms", "us", "ns", "m"].map(TimeForm.digits) == [0, 3, 6, 9, nil])
        #expect([1_000_000_000, 1_000_000, 100, 1].map(LogPrecision.digits) == [0, 3, 7, 9])
    }
}
