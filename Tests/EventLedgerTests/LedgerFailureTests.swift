import AuditModel
import EventLedger
import Testing

@Suite struct LedgerFailureTests {
    @Test func saysWhichFileAndWhatTheEngineSaid() {
        let failure = LedgerFailure(path: "state/ledger.sqlite", said: "database is locked")
        #expect(failure.problem.place == "state/ledger.sqlite")
        #expect(failure.problem.said == "database is locked")
    }
}
