import AuditModel
import ByteScan
import Simulators
import Testing

struct TenantTests {
    @Test func sameSeedGivesTheSameLogAndAnotherSeedAnother() {
        let first = tenant(seed: 1)
        #expect(first.records == tenant(seed: 1).records)
        #expect(first.records != tenant(seed: 2).records)
        #expect(first.id(of: first.records[0]) != tenant(seed: 2).id(of: tenant(seed: 2).records[0]))
    }

    @Test func recordsLieInsideTheSpanInOrderWithIdsOfTheirOwn() {
        let tenant = tenant(events: 5000)
        #expect(tenant.records.count == 5000)
        #expect(tenant.records.allSatisfy { tenant.span.contains($0.time) })
        #expect(tenant.records == tenant.records.sorted())
        #expect(Set(tenant.records.map { tenant.id(of: $0) }).count == 5000)
        #expect(MemoryLayout<TenantRecord>.stride == 48)
    }

    @Test func daysAreBusierThanNightsAndWeekendsQuiet() {
        let scenario = Scenario(
            name: "week", seed: 3,
            tenant: TenantPlan(
                sources: ["o365-management"], from: .at(TestTenants.start), length: 7 * TestTenants.day, events: 20_000)
        )
        let tenant = TestTenants.tenant(scenario, OfficeShape())
        func count(day: Int64, from: Int64, to: Int64) -> Int {
            let start = TestTenants.start + day * TestTenants.day
            return tenant.indexes(
                in: TimeWindow(from: start + from * TestTenants.hour, to: start + to * TestTenants.hour)
            )
            .count
        }
        #expect(count(day: 1, from: 9, to: 12) > 5 * count(day: 1, from: 0, to: 3))
        #expect(count(day: 1, from: 0, to: 24) > 2 * count(day: 6, from: 0, to: 24))
    }

    @Test func typesHaveTheirShares() {
        let tenant = tenant(events: 10_000)
        let exchange = tenant.records.count { tenant.type(of: $0) == "Exchange" }
        #expect((2800...3200).contains(exchange))
    }

    @Test func delaysFollowTheirLawAndTheLateOnesAreMarked() {
        let minute: Int64 = 60_000_000_000
        let tenant = tenant(
            events: 20_000,
            delay: DelayPlan(law: .lognormal, median: 10 * minute, lateShare: 0.02, lateBy: TestTenants.day))
        let delays = tenant.records.map { $0.available - $0.time }.sorted()
        #expect((9 * minute...11 * minute + 30_000_000_000).contains(delays[10_000]))
        let late = tenant.records.filter { $0.marks.contains(.late) }
        #expect((300...500).contains(late.count))
        #expect(late.allSatisfy { $0.available - $0.time >= TestTenants.day / 2 })
    }

    @Test(arguments: [
        (DelayPlan.Law.none, Int64(0)), (.constant, 1000), (.uniform, 1000), (.exponential, 1000),
    ])
    func everyLawHasItsMedian(_ law: DelayPlan.Law, _ median: Int64) {
        let tenant = tenant(events: 4000, delay: DelayPlan(law: law, median: median))
        let delays = tenant.records.map { $0.available - $0.time }.sorted()
        #expect(abs(delays[2000] - median) <= median / 10)
    }

    @Test(arguments: [
        (FaultCode.repeatedRecord, TenantRecord.Marks.repeated, true), (.changedRecord, .changed, true),
        (.republished, .republished, true), (.boundaryRows, .boundary, false), (.oddTimes, .oddTime, false),
        (.negativeIDs, .negativeID, false), (.nestedEvents, .nested, false), (.missingIDs, .idless, false),
        (.schemaDrift, .drifted, false), (.lateEvent, .late, false),
    ])
    func faultsOfTheTenantMarkTheirShareOfTheirScope(
        _ code: FaultCode, _ mark: TenantRecord.Marks, _ adds: Bool
    ) {
        let tenant = tenant(
            events: 4000, api: [APIFault(code, scope: "Audit.Exchange", from: TestTenants.day, share: 0.25)])
        let inside = tenant.records.filter {
            tenant.type(of: $0) == "Exchange" && $0.time >= TestTenants.start + TestTenants.day
        }
        let marked = tenant.records.filter { $0.marks.contains(mark) }
        #expect(marked.allSatisfy { tenant.type(of: $0) == "Exchange" })
        #expect(tenant.records.count == 4000 + (adds ? marked.count : 0))
        let share = Double(marked.count) / Double(inside.count - (adds ? marked.count : 0))
        #expect((0.15...0.35).contains(share))
        #expect(tenant.records == tenant.records.sorted())
    }

    @Test func copiesShareTheirIdAndOnlyAStateChanged() throws {
        let repeated = tenant(api: [APIFault(.repeatedRecord, share: 1)])
        #expect(repeated.records.count == 2000)
        #expect(repeated.body(of: repeated.records[0]) == repeated.body(of: repeated.records[1]))
        let changed = tenant(api: [APIFault(.changedRecord, share: 1)])
        #expect(changed.id(of: changed.records[0]) == changed.id(of: changed.records[1]))
        #expect(changed.body(of: changed.records[0]) != changed.body(of: changed.records[1]))
        let republished = tenant(api: [APIFault(.republished, share: 1)])
        #expect(Set(republished.records.map { republished.id(of: $0) }).count == 2000)
    }

    @Test func anHonestAuditorFindsEachReadableEventOnce() {
        let tenant = tenant(
            delay: DelayPlan(law: .constant, median: TestTenants.hour), api: [APIFault(.repeatedRecord)])
        let window = TimeWindow(from: TestTenants.start, to: TestTenants.start + TestTenants.day)
        let now = TestTenants.start + 12 * TestTenants.hour
        let ids = tenant.ids(in: window, at: now)
        let expected = Set(tenant.records.filter { $0.time + TestTenants.hour <= now }.map { tenant.id(of: $0) })
        #expect(Set(ids) == expected)
        #expect(ids.count == expected.count)
        let some = tenant.ids(in: window, at: .max, types: ["Exchange"])
        #expect(!some.isEmpty && some.count < tenant.ids(in: window, at: .max).count)
    }

    private func tenant(
        events: Int = 1000, seed: UInt64 = 5, delay: DelayPlan = DelayPlan(law: .none), api: [APIFault] = []
    ) -> Tenant {
        TestTenants.tenant(
            TestTenants.scenario("o365-management", events: events, delay: delay, api: api, seed: seed), OfficeShape())
    }
}
