import AuditModel
import Auditing
import EventLedger
import TestKit
import Testing

/// Which missing events a later run finds, and which are new.
struct RunComparisonTests {
    /// A finished run as its folder tells it.
    private struct Run {
        var to = "2026-11-16T00:00:00Z"
        var siem = "elastic"
        var conditions: [String] = []
        var unknown = ""
        var rows: [String]
    }

    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private var state: StateFolder { StateFolder(path: folder.path + "/state") }

    private func run(_ name: String, _ run: Run) throws -> (run: RunSummary, past: PastRun) {
        try folder.makeFolder(name)
        try folder.write(
            """
            {"run_id":"20261117T080211Z-weekly-\(name)","name":"weekly","verdict":"gaps",
            "authority":{"name":"m365","kind":"o365-management","events":10},
            "siem":{"name":"\(run.siem)","kind":"elasticsearch"},"audited":{"unknown":[\(run.unknown)]},
            "window":{"from":"2026-11-09T00:00:00Z","to":"\(run.to)"},"counts":{"missing":\(run.rows.count)}}
            """, to: name + "/report.json")
        try folder.write(
            (["kind,id,authority_time,siem_time,delta_seconds,gap,detail"] + run.rows).map { $0 + "\r\n" }.joined(),
            to: name + "/findings.csv")
        let settings = [("source", "m365"), ("siem", run.siem)] + run.conditions.map { ("where", $0) }
        let listed = settings.map { "{\"name\":\"\($0.0)\",\"value\":\"\($0.1)\",\"origin\":\"flag\"}" }
        try folder.write(
            "{\"run_id\":\"20261117T080211Z-weekly-\(name)\",\"settings\":[\(listed.joined(separator: ","))]}",
            to: name + "/manifest.json")
        let path = folder.path + "/" + name
        return (try #require(try RunSummary(folder: path)), try PastRun(path, state: state))
    }

    private func compare(_ earlier: Run, _ later: Run) throws -> RunComparison {
        try RunComparison(earlier: run("7f3a", earlier), later: run("9c02", later), state: state)
    }

    @Test func tellsHealedStillMissingAndNew() throws {
        let comparison = try compare(
            Run(rows: [
                "missing,a,2026-11-10T00:00:00Z,,,1,", "missing,\"b,\n\"\"x\",2026-11-10T00:00:01Z,,,1,",
                "missing,c,2026-11-15T00:00:00Z,,,2,", "missing,d,2026-11-11T00:00:00Z,,,2,", "missing,e,,,,3,",
            ]),
            Run(
                to: "2026-11-14T00:00:00Z",
                rows: [
                    "missing,\"b,\n\"\"x\",2026-11-10T00:00:01Z,,,1,", "missing,f,2026-11-12T00:00:00Z,,,1,",
                    "unknown,d,2026-11-11T00:00:00Z,,,,", "extra,a,,2026-11-11T00:00:00Z,,,",
                ]))
        #expect(comparison.healed == ["a", "e"] && comparison.stillMissing == ["b,\n\"x"])
        #expect(comparison.new == ["f"] && comparison.notJudged == ["c", "d"])
        #expect(comparison.notJudgedEarlier.isEmpty && comparison.differences.isEmpty && comparison.putBack.isEmpty)
        #expect(comparison.times["f"] == 1_794_441_600_000_000_000 && comparison.times["e"] == nil)
    }

    @Test func anEventIsThereOnlyWhereTheLaterRunIsWhole() throws {
        let comparison = try compare(
            Run(rows: ["missing,a,2026-11-10T00:30:00Z,,,1,", "missing,b,2026-11-11T00:00:00Z,,,1,"]),
            Run(
                unknown: #"{"side":"authority","from":"2026-11-10T00:00:00Z","to":"2026-11-10T01:00:00Z"}"#, rows: []))
        #expect(comparison.healed == ["b"] && comparison.notJudged == ["a"])
    }

    @Test func eventsTheEarlierRunDidNotJudgeAreNotNew() throws {
        let comparison = try compare(
            Run(
                to: "2026-11-12T00:00:00Z",
                unknown: #"{"side":"siem","from":"2026-11-09T00:00:00Z","to":"2026-11-09T01:00:00Z"}"#,
                rows: ["unknown,c,2026-11-11T00:00:00Z,,,,"]),
            Run(rows: [
                "missing,a,2026-11-13T00:00:00Z,,,1,", "missing,b,2026-11-09T00:30:00Z,,,1,",
                "missing,c,2026-11-11T00:00:00Z,,,1,", "missing,d,2026-11-11T00:00:00Z,,,1,",
            ]))
        #expect(comparison.new == ["d"] && comparison.notJudgedEarlier == ["a", "b", "c"])
    }

    @Test func anotherSIEMSaysNothingOfWhatWasMissing() throws {
        let rows = ["missing,a,2026-11-10T00:00:00Z,,,1,"]
        let comparison = try compare(Run(rows: rows), Run(siem: "splunk", rows: []))
        #expect(comparison.differences == ["siem elastic, then splunk"])
        #expect(comparison.healed.isEmpty && comparison.notJudged == ["a"])
    }

    @Test func conditionsLeaveOutWhatIsNotJudged() throws {
        let row = "missing,a,2026-11-10T00:00:00Z,,,1,"
        let narrower = try compare(Run(rows: [row]), Run(conditions: ["operation=Send"], rows: []))
        #expect(narrower.healed.isEmpty && narrower.notJudged == ["a"])
        #expect(narrower.differences == ["where none, then operation=Send"])
        let wider = try compare(Run(conditions: ["operation=Send"], rows: []), Run(rows: [row]))
        #expect(wider.new.isEmpty && wider.notJudgedEarlier == ["a"])
    }
}
