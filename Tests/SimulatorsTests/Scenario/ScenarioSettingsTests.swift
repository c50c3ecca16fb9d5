import AuditModel
import Settings
import Simulators
import Testing

struct ScenarioSettingsTests {
    private static let day: Int64 = 86_400_000_000_000
    private static let hour = day / 24
    private static let minute = hour / 60

    @Test func readsTheContractsExample() throws {
        let scenario = try read(
            """
            schema: 1
            seed: 7
            tenant: {source: o365-management, from: 2026-11-09, days: 7, events: 20000, types: {Exchange: 0.6, SharePoint: 0.4},
                     delay: {law: lognormal, median: 10m, sigma: 1, late: {share: 0.01, by: 2d}}}
            api: [{fault: F12, scope: Audit.Exchange, from: 1d, to: 1d2h, share: 0.1}]
            collector: [{defect: S1, every: 5m, delay: 420s}]
            siem: {kind: elasticsearch, zone: UTC, precision: ms, faults: []}
            """)
        var collector = CollectorPlan(defect: "S1")
        (collector.every, collector.delay) = (5 * Self.minute, 7 * Self.minute)
        #expect(
            scenario
                == Scenario(
                    name: "file", seed: 7,
                    tenant: TenantPlan(
                        sources: ["o365-management"], from: .at(1_794_182_400_000_000_000), length: 7 * Self.day,
                        events: 20_000, types: [.init("Exchange", share: 0.6), .init("SharePoint", share: 0.4)],
                        delay: DelayPlan(
                            law: .lognormal, median: 10 * Self.minute, sigma: 1, lateShare: 0.01, lateBy: 2 * Self.day)),
                    api: [
                        APIFault(
                            .throttled, scope: "Audit.Exchange", from: Self.day, to: Self.day + 2 * Self.hour,
                            share: 0.1)
                    ], collector: [collector], siem: SIEMPlan(kind: "elasticsearch")))
    }

    @Test func readsWhatTheExampleLeavesOut() throws {
        let scenario = try read(
            """
            schema: 1
            name: own
            tenant: {source: all, from: -3d, length: 36h, now: 2d, types: {A: {share: 1, delay: {law: constant, median: 1h}}}}
            api: [{fault: F14, times: always, form: x, by: -10m, size: 5}, {fault: F7, times: 3}]
            """)
        #expect(scenario.name == "own")
        #expect(scenario.tenant.sources == ServiceCatalogue.entries.map(\.source))
        #expect(scenario.tenant.from == .before(3 * Self.day))
        #expect(scenario.tenant.length == 36 * Self.hour && scenario.tenant.now == 2 * Self.day)
        #expect(scenario.tenant.types == [.init("A", share: 1, delay: DelayPlan(law: .constant, median: Self.hour))])
        #expect(
            scenario.api == [
                APIFault(.tokenExpired, times: nil, form: "x", by: -10 * Self.minute, size: 5),
                APIFault(.emptyPage, times: 3),
            ])
    }

    @Test(arguments: [
        ("schema: 2\ntenant: {source: all}", "1:9"), ("schema: 1", "1:1"),
        ("schema: 1\ntenant: {source: nothing}", "2:18"), ("schema: 1\ntenant: {source: all, days: 0}", "2:29"),
        ("schema: 1\ntenant: {source: all, evnets: 5}", "2:23"),
        ("schema: 1\ntenant: {source: all}\napi: [{fault: F99}]", "3:15"),
        ("schema: 1\ntenant: {source: all}\napi: [{fault: F1, share: 2}]", "3:26"),
        ("schema: 1\ntenant: {source: all}\napi: [{fault: F1, from: soon}]", "3:25"),
        ("schema: 1\ntenant: {source: all}\napi: [{fault: F1, times: 0}]", "3:26"),
        ("schema: 1\ntenant: {source: all, types: {A: 0}}", "2:30"),
        ("schema: 1\ntenant: {source: all, delay: {sigma: -1}}", "2:38"),
        ("schema: 1\ntenant: {source: all}\ncollector: [{every: 5m}]", "3:13"),
        ("schema: 1\ntenant: {source: all}\nsiem: {zone: UTC}", "3:7"),
    ])
    func refusesMistakesWithTheirPlace(_ text: String, _ place: String) {
        let fault = #expect(throws: SettingsFault.self) { try read(text) }
        #expect(fault?.problem.place == "s.yaml:\(place)")
        #expect(fault?.exitCode == 64)
    }

    @Test func builtInScenariosHaveTheirNames() {
        #expect(Scenario.usual.map(\.name) == ["demo", "steady", "late", "outage", "throttled"])
        #expect(Set(Scenario.builtIn.map(\.name)).count == Scenario.builtIn.count)
        #expect(Scenario.builtIn("late")?.seed == 2)
        #expect(Scenario.builtIn("nothing") == nil)
    }

    private func read(_ text: String) throws -> Scenario {
        try Scenario(node: SettingsNode(parsing: text, file: "s.yaml"), name: "file")
    }
}
