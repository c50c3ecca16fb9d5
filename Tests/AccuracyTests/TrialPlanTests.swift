import Simulators
import Testing

@testable import siemgap_accuracy

struct TrialPlanTests {
    @Test func aFifthIsMixedAndEveryCauseHasItsTurn() throws {
        let rows = TrialPlan(options: try AccuracyOptions(["--runs", "500"])).rows
        #expect(rows.count == 500 && rows.count { $0 == CauseLaw.mixed } == 100)
        for name in CauseLaw.singleNames { #expect(rows.count { $0 == name } >= 400 / CauseLaw.singleNames.count) }
    }

    @Test(arguments: [FirstLaws.laws, SecondLaws.laws, ThirdLaws.laws, FourthLaws.laws]) func everyCauseHasOneLaw(
        laws: [CauseLaw]
    ) {
        #expect(Set(laws.map(\.cause)) == Set(LossCause.allCases))
        #expect(laws.count == LossCause.allCases.count)
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
        let seeds = try AccuracyOptions.TrialSet.allCases.map { set in
            let plan = TrialPlan(options: try AccuracyOptions(["--set", set.rawValue]))
            return Set(
                CauseLaw.names.flatMap { row in (0..<20).map { plan.trial($0, row: row, attempt: 0).scenario.seed } })
        }
        #expect(Set(seeds.joined()).count == seeds.reduce(0) { $0 + $1.count })
    }

    @Test func lawsThatAreSetAsideComeInHeldOutTrialsOnly() {
        func others(_ set: AccuracyOptions.TrialSet, _ family: (any LawFamily.Type)? = nil) -> Int {
            (0..<300 as Range<UInt64>).count { seed in
                let drawn = Draw(seed: seed, set: set).family
                return family.map { drawn == $0 } ?? (drawn != FirstLaws.self)
            }
        }
        var tuning = Draw(seed: 1, set: .tuning)
        #expect((0..<20).allSatisfy { _ in tuning.pick(["usual"], aside: ["aside"]) == "usual" })
        #expect(others(.tuning) == 0 && others(.seen) == 0)
        #expect((150...250).contains((0..<300 as Range<UInt64>).count { Draw(seed: $0, set: .seen).usesSetAside }))
        #expect((150...250).contains(others(.spent)) && (150...250).contains(others(.heldOut)))
        #expect(others(.spent, FourthLaws.self) == 0 && others(.heldOut, FourthLaws.self) == others(.heldOut))
        #expect((70...130).contains(others(.spent, SecondLaws.self)))
        #expect((70...130).contains(others(.spent, ThirdLaws.self)))
    }

    /// The audit is not asked: what is set aside stays unseen until the end.
    @Test(arguments: LossCause.allCases) func heldOutLawsLoseEventsByTheirCause(cause: LossCause) throws {
        var options = try AccuracyOptions(["--set", "held-out", "--most", "6000"])
        options.seed = 1_000_003
        let plan = TrialPlan(options: options)
        for number in 0..<6 {
            let losing = try (0..<12).first { attempt in
                let truth = try TrialRunner.audit(plan.trial(number, row: cause.rawValue, attempt: attempt)).truth
                return truth.causes[cause.rawValue, default: 0] >= TrialScore.least
            }
            #expect(losing != nil)
        }
    }

    @Test func heldOutTrialsOfNothingLoseNothing() throws {
        let plan = TrialPlan(options: try AccuracyOptions(["--set", "held-out", "--most", "3000"]))
        for number in 1_000..<1_030 {
            let truth = try TrialRunner.audit(plan.trial(number, row: CauseLaw.nothing, attempt: 0)).truth
            #expect(truth.missing.isEmpty && truth.authority.events >= 2_000)
        }
    }

    @Test(arguments: [["--runs"], ["--set", "all"], ["--cause", "weather"], ["--what", "1"], ["--seed", "-1"]])
    func wrongWordsAreRefused(words: [String]) {
        #expect(throws: AccuracyOptions.Fault.self) { try AccuracyOptions(words) }
    }
}
