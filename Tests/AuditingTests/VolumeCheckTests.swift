import AuditModel
import Foundation
import Testing

@testable import Auditing

/// Hours against what is usual at that hour of the week.
struct VolumeCheckTests {
    private static let hour: Int64 = 3_600_000_000_000
    private static let week = 168 * hour
    /// 2026-11-02T00:00:00Z, a Monday.
    private static let start: Int64 = 1_793_577_600_000_000_000

    /// Weeks before the start, each with the same day and night, give or take some events.
    private static func history(weeks: Int, spread: Int, at level: Int = 1) -> [EarlierRun.Hour] {
        (1...max(weeks, 1)).filter { $0 <= weeks }.flatMap { week in
            (0..<168).map { hour in
                let base = level * ((hour % 24) < 8 ? 40 : 400)
                return EarlierRun.Hour(
                    from: start - Int64(week) * Self.week + Int64(hour) * Self.hour,
                    count: max(0, base + ((week * 7 + hour * 3) % 5 - 2) * spread))
            }
        }
    }

    private static func check(weeks: Int, spread: Int = 10, at level: Int = 1) -> VolumeCheck {
        VolumeCheck(hours: history(weeks: weeks, spread: spread, at: level), before: start)
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let weeks: Int
        let spread: Int
        /// Of Monday's noon, where 400 are usual.
        let count: Int
        let isThin: Bool
    }

    @Test(arguments: [
        Case(testDescription: "usual", weeks: 6, spread: 10, count: 395, isThin: false),
        Case(testDescription: "a little less", weeks: 6, spread: 10, count: 330, isThin: false),
        Case(testDescription: "half", weeks: 6, spread: 10, count: 200, isThin: true),
        Case(testDescription: "nothing", weeks: 4, spread: 10, count: 0, isThin: true),
        Case(testDescription: "too short a history", weeks: 3, spread: 10, count: 0, isThin: false),
        Case(testDescription: "a restless history", weeks: 6, spread: 100, count: 150, isThin: false),
    ])
    func onlyWhatIsFarBelowIsThin(_ test: Case) throws {
        let noon = EarlierRun.Hour(from: Self.start + 12 * Self.hour, count: test.count)
        let found = Self.check(weeks: test.weeks, spread: test.spread).thin([noon])
        #expect(found.count == (test.isThin ? 1 : 0), "\(found)")
        #expect(!test.isThin || found.first?.weeks == test.weeks)
    }

    @Test func aQuietNightIsNotThinAndFewEventsSayNothing() {
        let night = EarlierRun.Hour(from: Self.start + 3 * Self.hour, count: 38)
        #expect(Self.check(weeks: 6).thin([night]).isEmpty)
        let noon = EarlierRun.Hour(from: Self.start + 3 * Self.hour, count: 0)
        #expect(VolumeCheck(hours: [], before: Self.start).thin([noon]).isEmpty)
    }

    @Test func theHintNamesTheWorstHourAndDecidesNothing() throws {
        let hours = [(12, 100), (13, 0), (14, 400)].map {
            EarlierRun.Hour(from: Self.start + Int64($0.0) * Self.hour, count: $0.1)
        }
        let problem = try #require(Self.check(weeks: 5).problem(hours, name: "m365"))
        #expect(problem.severity == .note && problem.code == "W-THIN" && problem.place == "2026-11-02T13:00:00Z")
        #expect(problem.what == "m365 itself has far fewer events than usual in 2 hours")
        #expect(Self.check(weeks: 5).problem([hours[2]], name: "m365") == nil)
    }

    @Test func hoursOfTheNewWindowAreNoHistory() {
        let own = VolumeCheck(hours: Self.history(weeks: 4, spread: 0), before: Self.start - 3 * Self.week)
        #expect(own.thin([.init(from: Self.start + 12 * Self.hour, count: 0)]).isEmpty)
    }

    @Test func onlyFullHoursThatWereAuditedCount() {
        func cell(_ from: Int64, _ length: Int64, _ count: Int, _ state: CoverageState) -> CoverageCell {
            CoverageCell(
                window: TimeWindow(from: from, to: from + length), scope: nil, authority: count, missing: 0, extra: 0,
                state: state)
        }
        let hours = EarlierRun.hours([
            cell(Self.start, Self.hour, 3, .audited), cell(Self.start, Self.hour, 4, .nothing),
            cell(Self.start + Self.hour, Self.hour, 9, .audited), cell(Self.start + Self.hour, Self.hour, 1, .unknown),
            cell(Self.start + 2 * Self.hour, Self.hour / 2, 9, .audited), cell(Self.start + 3, Self.hour, 9, .audited),
        ])
        #expect(hours == [.init(from: Self.start, count: 7)])
    }
}
