import Simulators
import Testing

@testable import siemgap_accuracy

struct TrialPlanTests {
    @Test func aFifthIsMixedAndEveryCauseHasItsTurn() throws {
        let rows = TrialPlan(options: try AccuracyOptions(["--runs", "500"])).rows
        #expect(rows.count == 500 && rows.count { $0 == CauseLaw.mixed } == 100)
        for name in CauseLaw.singleNames { #expect(rows.count { $0 == name } >= 400 / CauseLaw.singleNames.count) }
    }

    @Test func everyCauseHasOneLaw() {
        #expect(Set(CauseLaw.all.map(\.cause)) == Set(LossCause.allCases))
        #expect(CauseLaw.all.count == LossCause.allCases.count)
    }

    @Test func theSameSeedDrawsTheSameTrial() throws {
        let plan = TrialPlan(options: try AccuracyOptions(["--seed", "7"]))
        for row in CauseLaw.names {
            let trial = plan.trial(3, row: row, attempt: 0)
            #expect(trial.scenario == plan.trial(3, row: row, attempt: 0).scenario)
            #expect(trial.scenario != plan.trial(3, row: row, attempt: 1).scenario)
            #expect(trial.row == row)
        }
    }

    @Test func setsShareNoTrial() throws {
        let tuning = TrialPlan(options: try AccuracyOptions(["--set", "tuning"]))
        let heldOut = TrialPlan(options: try AccuracyOptions(["--set", "held-out"]))
        let seeds = { (plan: TrialPlan) in
            Set(CauseLaw.names.flatMap { row in (0..<20).map { plan.trial($0, row: row, attempt: 0).scenario.seed } })
        }
        #expect(seeds(tuning).isDisjoint(with: seeds(heldOut)))
    }

    @Test func parametersThatAreSetAsideComeInHeldOutTrialsOnly() {
        for seed in 0..<200 as Range<UInt64> {
            var tuning = Draw(seed: seed, set: .tuning)
            #expect(tuning.pick(["usual"], aside: ["aside"]) == "usual")
        }
        let heldOut = (0..<300 as Range<UInt64>).count { Draw(seed: $0, set: .heldOut).usesSetAside }
        #expect((150...250).contains(heldOut))
    }

    @Test(arguments: [["--runs"], ["--set", "all"], ["--cause", "weather"], ["--what", "1"], ["--seed", "-1"]])
    func wrongWordsAreRefused(words: [String]) {
        #expect(throws: AccuracyOptions.Fault.self) { try AccuracyOptions(words) }
    }
}
