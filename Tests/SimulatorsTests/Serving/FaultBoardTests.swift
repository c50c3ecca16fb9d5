import AuditModel
import Simulators
import Testing

struct FaultBoardTests {
    @Test func strikesOnceAndLetsTheRetryThrough() {
        let board = board(APIFault(.throttled))
        #expect(board.strike(.throttled, key: "a") != nil)
        #expect(board.strike(.throttled, key: "a") == nil)
        #expect(board.strike(.throttled, key: "b") != nil)
        #expect(board.strike(.cutBody, key: "a") == nil)
    }

    @Test func strikesAlwaysOrAsOftenAsTold() {
        let always = board(APIFault(.throttled, times: nil))
        let twice = board(APIFault(.throttled, times: 2))
        for attempt in 0..<4 {
            #expect(always.strike(.throttled, key: "a") != nil)
            #expect((twice.strike(.throttled, key: "a") != nil) == (attempt < 2))
        }
    }

    @Test func strikesItsShareAndTheSameRequestsEachRun() {
        func struck(seed: UInt64) -> [Int] {
            let board = FaultBoard([APIFault(.throttled, share: 0.25)], seed: seed, start: 0)
            return (0..<2000).filter { board.strike(.throttled, key: "page \($0)") != nil }
        }
        #expect((420...580).contains(struck(seed: 1).count))
        #expect(struck(seed: 1) == struck(seed: 1))
        #expect(struck(seed: 1) != struck(seed: 2))
    }

    @Test(arguments: [
        ("Audit.Exchange", Int64(150), Int64(160), true), ("Audit.General", 150, 160, false),
        ("Audit.Exchange", 0, 100, false), ("Audit.Exchange", 0, 101, true), ("Audit.Exchange", 199, 300, true),
        ("Audit.Exchange", 200, 300, false),
    ])
    func keepsToScopeAndTime(_ scope: String, _ from: Int64, _ to: Int64, _ strikes: Bool) {
        let board = board(APIFault(.throttled, scope: "Audit.Exchange", from: 100, to: 200))
        let struck = board.strike(.throttled, scope: scope, window: TimeWindow(from: from, to: to), key: "a")
        #expect((struck != nil) == strikes)
    }

    @Test func whatChangedAnAnswerIsCounted() {
        let board = board(APIFault(.throttled, times: 1))
        #expect(board.struck.isEmpty)
        for key in ["a", "a", "b"] { _ = board.strike(.throttled, key: key) }
        #expect(board.standing(.throttled) != nil && board.hits(.throttled, key: "c") != nil)
        #expect(board.struck == [.throttled: 2])
        board.noteEffect(of: .oddHeaders)
        #expect(board.struck == [.throttled: 2, .oddHeaders: 1])
    }

    @Test func aStandingFaultIsNotCounted() {
        let board = board(APIFault(.contentGone, share: 0.5))
        let keys = (0..<50).map { "blob \($0)" }
        let gone = keys.filter { board.hits(.contentGone, key: $0) != nil }
        #expect((10...40).contains(gone.count))
        #expect(keys.filter { board.hits(.contentGone, key: $0) != nil } == gone)
        #expect(board.standing(.contentGone) != nil)
        #expect(board.standing(.notSubscribed) == nil)
    }

    private func board(_ fault: APIFault) -> FaultBoard { FaultBoard([fault], seed: 9, start: 0) }
}
