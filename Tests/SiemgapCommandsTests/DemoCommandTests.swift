import TestKit
import Testing

/// The demonstration, run as a person would.
struct DemoCommandTests {
    @Test(arguments: ["demo", "steady", "outage"]) func namesExactlyWhatWasPlanted(scenario: String) throws {
        let folder = try ScratchFolder()
        let run = try BuiltProgram.shell("$0 demo --scenario \(scenario) --format plain", in: folder)
        #expect(run.status == 0, "\(run.errors)")
        let fields = run.output.split(separator: "\n").last.map { $0.split(separator: "\t") } ?? []
        #expect(fields.first == "demo" && fields.count >= 4)
        let values = Dictionary(
            fields.dropFirst().map { $0.split(separator: "=") }.map { (String($0[0]), Int($0[1]) ?? -1) },
            uniquingKeysWith: { $1 })
        #expect(values["planted"] == values["found"] && values["audit_exit"] == (scenario == "steady" ? 0 : 1))
        #expect((values["planted"] ?? 0) > 0 || scenario == "steady")
        #expect(try folder.names() == ["reports"])
        let ids = try BuiltProgram.shell(
            """
            cd reports; grep ^missing, *-demo-????/findings.csv | cut -d, -f2 | sort > found
            sort *-demo-inputs-*/siem/missing.ids | diff - found
            """, in: folder)
        #expect(ids.status == 0 && ids.output.isEmpty)
    }

    @Test(arguments: ["first-page", "leap-day", "unsettled-tail"])
    func playsScenariosOfOtherSourcesAndDates(scenario: String) throws {
        let run = try BuiltProgram.shell("$0 demo --scenario \(scenario) --format plain", in: ScratchFolder())
        #expect(run.status == 0 && run.output.contains("\ndemo\tplanted="), "\(run.errors)")
    }

    @Test func aLeapDayAloneLosesNothing() throws {
        let run = try BuiltProgram.shell("$0 demo --scenario leap-day --format plain", in: ScratchFolder())
        #expect(run.output.contains("\ndemo\tplanted=0\tfound=0\taudit_exit=0\n"), "\(run.output)")
    }

    @Test func saysWhyTheAuditNamesLessThanWasPlanted() throws {
        let run = try BuiltProgram.shell("$0 demo --scenario empty-siem --format human --quiet", in: ScratchFolder())
        #expect(run.status == 0 && run.output.contains("\n Demo     the collector lost "), "\(run.output)")
        #expect(
            run.output.contains("\n Why      the SIEM holds nothing: as a file that would prove nothing"),
            "\(run.output)")
    }

    @Test func saysThatAnAuditAloneWouldFail() throws {
        let run = try BuiltProgram.shell("$0 demo --format human --quiet", in: ScratchFolder())
        #expect(run.status == 0 && run.errors.isEmpty)
        #expect(run.output.contains("an audit alone would exit 1"))
        #expect(run.output.contains(" Report   reports/"))
    }

    @Test func atOneInstantItSaysTheSameEachTime() throws {
        let words = "$0 demo --scenario steady --at 2026-11-14T08:00:00Z --format json"
        let texts = try (0..<2).map { _ in
            let run = try BuiltProgram.shell(words, in: ScratchFolder())
            #expect(run.status == 0, "\(run.errors)")
            return run.output.replacing(#/20261114T080000Z-demo-[0-9a-f]{4}/#, with: "RUN")
        }
        #expect(texts[0] == texts[1] && texts[0].contains("\"run_id\": \"RUN\""))
    }

    @Test func anotherScenarioIsSuggested() throws {
        let run = try BuiltProgram.shell("$0 demo --scenario stedy", in: ScratchFolder())
        #expect(run.status == 64 && run.errors.contains("did you mean steady?"))
    }
}
