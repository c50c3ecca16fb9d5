import Testing

@testable import siemgap_accuracy

struct TrialScoreTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let planted: [String: Int]
        let named: [String: Int]
        let score: TrialScore

        init(_ description: String, _ planted: [String: Int], _ named: [String: Int], _ score: TrialScore) {
            testDescription = description
            self.planted = planted
            self.named = named
            self.score = score
        }
    }

    @Test(arguments: [
        Case("the cause alone", ["size-limit": 40], ["size-limit": 40], .right),
        Case("the cause with a rest", ["size-limit": 40], ["size-limit": 20, "unexplained": 20], .right),
        Case("nothing named", ["size-limit": 40], ["unexplained": 40], .unexplained),
        Case("no cause at all", ["size-limit": 40], [:], .unexplained),
        Case("another cause", ["size-limit": 40], ["framing": 40], .wrong(["framing"])),
        Case("the cause and another", ["size-limit": 40], ["framing": 9, "size-limit": 31], .wrong(["framing"])),
        Case("a name without events", ["size-limit": 40], ["framing": 0, "size-limit": 40], .right),
        Case("both of two causes", ["size-limit": 40, "framing": 9], ["framing": 9, "size-limit": 40], .right),
        Case("the lesser cause only", ["size-limit": 40, "framing": 9], ["framing": 9], .unexplained),
        Case("chance left unexplained", ["unexplained": 40], ["unexplained": 40], .right),
        Case("chance called rate loss", ["unexplained": 40], ["rate-loss": 40], .right),
        Case("chance called sampling", ["unexplained": 40], ["sampling": 40], .wrong(["sampling"])),
        Case("twenty-nine missing", ["size-limit": 29], ["framing": 29], .tooFew),
        Case("nothing missing", [:], [:], .tooFew),
    ])
    func namesAreHeldToWhatWasPlanted(_ test: Case) {
        #expect(TrialScore(outcome(test)) == test.score)
    }

    @Test(arguments: [
        Case("the twin's name", ["type-lost": 40], ["field-shape": 40], .right),
        Case("both names", ["type-lost": 40], ["field-shape": 20, "type-lost": 20], .right),
        Case("the twin and another", ["type-lost": 40], ["field-shape": 20, "framing": 20], .wrong(["framing"])),
    ])
    func aTwinsNameIsTrue(_ test: Case) {
        var outcome = outcome(test)
        outcome.twins = ["type-lost": "field-shape"]
        #expect(TrialScore(outcome) == test.score)
        #expect(TrialScore.attributed(outcome) == (test.score == .right ? 40 : 20))
    }

    @Test func aRunWithoutAnswerIsNoAnswer() {
        var outcome = TrialOutcome(row: "framing", name: "x", seed: 1)
        (outcome.planted, outcome.failure) = (["framing": 40], "no space left")
        #expect(TrialScore(outcome) == .failed)
    }

    @Test(arguments: [
        Case("all", ["size-limit": 40], ["size-limit": 40], .right),
        Case("no more than were lost", ["size-limit": 40, "framing": 20], ["size-limit": 60], .right),
        Case("nothing of another cause", ["size-limit": 40], ["framing": 40], .right),
        Case(
            "nothing of chance", ["size-limit": 40, "unexplained": 30], ["size-limit": 40, "unexplained": 30], .right),
    ])
    func eventsAreAttributedUpToWhatACauseLost(_ test: Case) {
        let wanted = ["all": 40, "no more than were lost": 40, "nothing of another cause": 0, "nothing of chance": 40]
        let outcome = outcome(test)
        #expect(TrialScore.attributed(outcome) == wanted[test.testDescription])
        #expect(TrialScore.attributable(outcome) == outcome.missing - (outcome.planted["unexplained"] ?? 0))
    }

    private func outcome(_ test: Case) -> TrialOutcome {
        var outcome = TrialOutcome(row: "row", name: test.testDescription, seed: 1)
        (outcome.planted, outcome.named) = (test.planted, test.named)
        return outcome
    }
}
