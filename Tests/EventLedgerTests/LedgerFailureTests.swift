import AuditModel
import EventLedger
import Testing

@Suite struct LedgerFailureTests {
    @Test(arguments: LedgerFailure.Reason.allCases)
    func saysWhichFileAndWhatToDo(reason: LedgerFailure.Reason) {
        let failure = LedgerFailure(reason, path: "state/ledger.sqlite", said: "the engine's words")
        #expect(failure.problem.place == "state/ledger.sqlite" && failure.problem.said == "the engine's words")
        #expect(failure.problem.fix != nil && failure.problem.code == "E-LEDGER" && failure.exitCode == 2)
    }

    @Test func eachReasonIsWordedInItsOwnWay() {
        let fixes = LedgerFailure.Reason.allCases.map { LedgerFailure($0, path: "l", said: "").problem.fix }
        #expect(Set(fixes).count == fixes.count)
    }
}
