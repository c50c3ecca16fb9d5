import AuditModel
import Testing

@testable import Simulators

struct RateCurveTests {
    private static let hour: Int64 = 3_600_000_000_000
    /// 2025-01-06, a Monday.
    private static let monday: Int64 = 1_736_121_600_000_000_000

    @Test func anOfficeIsQuietByNight() {
        let hours = hours(DayShape())
        #expect(hours[2] * 5 < hours[10] && hours.count == 24)
    }

    @Test func withoutContrastAllHoursAreAlike() {
        var day = DayShape()
        day.contrast = 0
        #expect(Set(hours(day).map { ($0 + 5) / 10 }) == [42])
    }

    @Test func moreContrastMakesNightsQuieter() {
        var day = DayShape()
        day.contrast = 2
        #expect(hours(day)[2] * 5 < hours(DayShape())[2])
    }

    @Test func clocksAheadOfUTCBringTheDayEarlier() {
        var day = DayShape()
        day.ahead = 9
        let (usual, early) = (hours(DayShape()), hours(day))
        #expect(abs(early[0] - usual[9]) <= 1 && abs(early[17] - usual[2]) <= 1)
    }

    @Test func theRushHourHasAMultiple() {
        var day = DayShape()
        (day.contrast, day.rushHour, day.rush) = (0, 3, 24)
        let hours = hours(day)
        #expect(hours[3] > 23 * hours[4] && hours[3] < 25 * hours[4])
    }

    /// How many of 10,000 events come in each hour of a Monday, UTC.
    private func hours(_ day: DayShape) -> [Int] {
        let curve = RateCurve(start: Self.monday, length: 24 * Self.hour, day: day)
        var counts = Array(repeating: 0, count: 24)
        for event in 0..<10_000 {
            let instant = curve.instant(at: (Double(event) + 0.5) / 10_000)
            counts[Int((instant - Self.monday) / Self.hour)] += 1
        }
        return counts
    }
}
