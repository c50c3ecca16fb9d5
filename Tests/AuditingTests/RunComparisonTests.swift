import Auditing
import TestKit
import Testing

/// Which missing events a later run finds, and which are new.
struct RunComparisonTests {
    private func run(
        _ folder: ScratchFolder, _ name: String, to: String = "2026-11-16T00:00:00Z", _ rows: [String]
    ) throws -> RunSummary {
        try folder.makeFolder(name)
        try folder.write(
            """
            {"run_id":"20261117T080211Z-weekly-\(name)","name":"weekly","verdict":"gaps","authority":{"events":10},
            "window":{"from":"2026-11-09T00:00:00Z","to":"\(to)"},"counts":{"missing":\(rows.count)}}
            """, to: name + "/report.json")
        try folder.write(
            (["kind,id,authority_time,siem_time,delta_seconds,gap,detail"] + rows).map { $0 + "\r\n" }.joined(),
            to: name + "/findings.csv")
        return try #require(try RunSummary(folder: folder.path + "/" + name))
    }

    @Test func tellsHealedStillMissingAndNew() throws {
        let folder = try ScratchFolder()
        let earlier = try run(
            folder, "7f3a",
            [
                "missing,a,2026-11-10T00:00:00Z,,,1,", "missing,\"b,\n\"\"x\",2026-11-10T00:00:01Z,,,1,",
                "missing,c,2026-11-15T00:00:00Z,,,2,", "missing,d,2026-11-11T00:00:00Z,,,2,", "missing,e,,,,3,",
            ])
        let later = try run(
            folder, "9c02", to: "2026-11-14T00:00:00Z",
            [
                "missing,\"b,\n\"\"x\",2026-11-10T00:00:01Z,,,1,", "missing,f,2026-11-12T00:00:00Z,,,1,",
                "unknown,d,2026-11-11T00:00:00Z,,,,", "extra,a,,2026-11-11T00:00:00Z,,,",
            ])
        let comparison = try RunComparison(earlier: earlier, later: later)
        #expect(comparison.healed == ["a", "e"] && comparison.stillMissing == ["b,\n\"x"])
        #expect(comparison.new == ["f"] && comparison.notJudged == ["c", "d"])
        #expect(comparison.times["f"] == 1_794_441_600_000_000_000 && comparison.times["e"] == nil)
    }
}
