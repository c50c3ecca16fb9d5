import AuditModel
import Diagnosis
import TestKit
import Testing

/// Zones with one change of clocks, as Europe had it on 2026-10-25 at 01:00 UTC, and two without.
private struct SomeZones: ZoneOffsets {
    static let change: Int64 = 1_792_890_000 * SyntheticTrail.second
    let names = ["Asia/Kolkata", "Asia/Tokyo", "Europe/Berlin", "Europe/London"]

    func offset(of name: String, at instant: Int64) -> Int? {
        let isSummer = instant < Self.change
        switch name {
        case "Asia/Kolkata": return 19_800
        case "Asia/Tokyo": return 32_400
        case "Europe/Berlin": return isSummer ? 7200 : 3600
        case "Europe/London": return isSummer ? 3600 : 0
        default: return nil
        }
    }
}

@Suite struct TimeFaultTests {
    private static let second = SyntheticTrail.second
    private static let window = TimeWindow(
        from: SomeZones.change - 3 * SyntheticTrail.day, to: SomeZones.change + 3 * SyntheticTrail.day)

    /// Pairs over the window whose SIEM time is made by a closure.
    private func faults(
        precision: TimePrecision = .milliseconds, siemPrecision: TimePrecision = .milliseconds,
        ingested: ((Int64) -> Int64)? = nil, _ siem: (Int64, inout SplitMix) -> Int64
    ) -> [TimeFault] {
        var random = SplitMix(seed: 5)
        var evidence = Evidence(window: Self.window, observed: Self.window.to, scopes: [nil])
        for _ in 0..<2000 {
            var time = Int64.random(in: Self.window.from..<Self.window.to, using: &random)
            time -= time % precision.nanoseconds
            let other = siem(time, &random)
            evidence.times.authority.append(time)
            evidence.times.siem.append(other)
            evidence.times.ingested.append(ingested?(other) ?? EventFacts.unknown)
            evidence.times.authorityPrecision.append(precision)
            evidence.times.siemPrecision.append(siemPrecision)
            let agrees = EventTime(nanoseconds: time, precision: precision).agrees(
                with: EventTime(nanoseconds: other, precision: siemPrecision))
            evidence.times.differing += agrees ? 0 : 1
        }
        evidence.times.matched = 2000
        return Diagnostician(zones: SomeZones()).findings(evidence).timeFaults
    }

    @Test func agreeingTimesHaveNoFault() { #expect(faults { time, _ in time }.isEmpty) }

    @Test(arguments: [(19_800, ["Asia/Kolkata"]), (32_400, ["Asia/Tokyo"]), (-18_000, []), (2700, [])])
    func aConstantShiftIsAnOffset(seconds: Int, zones: [String]) throws {
        let found = faults { time, _ in time + Int64(seconds) * Self.second }
        let fault = try #require(found.first)
        #expect(found.count == 1 && fault.kind == .offset && fault.seconds == seconds && fault.zones == zones)
        #expect(fault.events == 2000)
    }

    @Test func offsetsOfTwoSeasonsAreOneFaultEach() {
        let found = faults { time, _ in time + (time < SomeZones.change ? 7200 : 3600) * Self.second }
        #expect(found.map(\.kind) == [.dst, .dst])
        #expect(Set(found.map(\.seconds)) == [7200, 3600])
        #expect(found.allSatisfy { $0.zones == ["Europe/Berlin"] })
    }

    @Test func aSeasonWithoutOffsetNamesTheZoneToo() {
        let found = faults { time, _ in time + (time < SomeZones.change ? 3600 : 0) * Self.second }
        #expect(found.map(\.kind) == [.dst] && found.first?.seconds == 3600)
        #expect(found.first?.zones == ["Europe/London"])
    }

    @Test(arguments: [TimePrecision.second, .minute])
    func cutTimesAreAMatterOfPrecision(unit: TimePrecision) {
        let found = faults { time, _ in time - time % unit.nanoseconds }
        #expect(found.map(\.kind) == [.precision] && found.first?.seconds == nil)
        #expect(found.first?.explanation.contains("cut") == true)
    }

    @Test func coarselyWrittenTimesAreAMatterOfPrecision() {
        let found = faults(siemPrecision: .second) { time, _ in time - time % Self.second }
        #expect(found.map(\.kind) == [.precision])
    }

    @Test func exchangedDaysAndMonthsAreSeen() {
        // 2026-10-22 to 28 have no day that could be a month; shift the trail into a November's first days.
        let shift = 12 * SyntheticTrail.day
        var evidence = Evidence(window: Self.window, observed: Self.window.to, scopes: [nil])
        for step in 0..<500 {
            let time = SomeZones.change + shift + Int64(step) * 400 * Self.second
            let civil = CivilTime(nanoseconds: time)
            let days = CivilTime.daysSinceEpoch(year: civil.year, month: civil.month, day: civil.day)
            let swapped = CivilTime.daysSinceEpoch(year: civil.year, month: civil.day, day: civil.month)
            let isSwapped = civil.day <= 12
            evidence.times.authority.append(time)
            evidence.times.siem.append(isSwapped ? time + Int64(swapped - days) * SyntheticTrail.day : time)
            evidence.times.authorityPrecision.append(.second)
            evidence.times.siemPrecision.append(.second)
            evidence.times.differing += isSwapped ? 1 : 0
        }
        evidence.times.matched = 500
        let found = Diagnostician(zones: SomeZones()).findings(evidence).timeFaults
        #expect(found.map(\.kind) == [.dayMonth])
    }

    @Test func aWrongUnitIsSeen() {
        #expect(faults { time, _ in time / 1000 }.map(\.kind) == [.epochUnit])
    }

    @Test func theTimeOfIngestionIsSeenByItsStamp() {
        let found = faults(ingested: { $0 }) { time, random in
            time + Int64.random(in: 5...900, using: &random) * Self.second
        }
        #expect(found.map(\.kind) == [.ingestTime])
    }

    @Test func theTimeOfIngestionIsSeenByItsLags() {
        let found = faults { time, random in
            time + Int64.random(in: 5...900, using: &random) * Self.second + 123_000_000
        }
        #expect(found.map(\.kind) == [.ingestTime])
    }

    @Test func aWrongClockIsAnOffset() {
        let found = faults { time, _ in time + 37 * Self.second }
        #expect(found.map(\.kind) == [.offset] && found.first?.seconds == 37)
    }

    @Test(arguments: [120, -300, 60, 0])
    func countsAloneTellAShift(minutes: Int) {
        var random = SplitMix(seed: 8)
        var evidence = Evidence(window: Self.window, observed: Self.window.to, scopes: [nil])
        let length = 6 * 1440
        var (authority, siem) = ([Int](repeating: 0, count: length), [Int](repeating: 0, count: length))
        for _ in 0..<20_000 {
            let minute = Int.random(in: 0..<length, using: &random)
            authority[minute] += 1
            if !random.once(in: 50), siem.indices.contains(minute + minutes) { siem[minute + minutes] += 1 }
        }
        evidence.times.authorityMinutes = authority
        evidence.times.siemMinutes = siem
        let found = Diagnostician(zones: SomeZones()).findings(evidence).timeFaults
        #expect(found.map(\.seconds) == (minutes == 0 ? [] : [minutes * 60]))
    }
}
