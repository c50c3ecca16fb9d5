import AuditModel
import Recordings
import Testing

@testable import Pulling

/// How a scope's window is cut into questions.
struct PullLaneTests {
    private static func windows(_ lane: inout PullLane) -> [[Int64]] {
        var windows: [[Int64]] = []
        while let next = lane.next() { windows.append([next.from, next.to]) }
        return windows
    }

    private static func lane(
        _ windows: [[Int64]], longest: Int64 = 10, shortest: Int64 = 2, first: Int64? = nil
    ) -> PullLane {
        PullLane(
            scope: nil, open: windows.map { TimeWindow(from: $0[0], to: $0[1]) }, longest: longest,
            shortest: shortest, firstWidth: first)
    }

    struct Cutting: Sendable {
        let open: [[Int64]]
        let first: Int64?
        let asked: [[Int64]]
    }

    @Test(arguments: [
        Cutting(open: [[0, 25]], first: nil, asked: [[0, 10], [10, 20], [20, 25]]),
        Cutting(open: [[0, 10]], first: nil, asked: [[0, 10]]),
        Cutting(open: [[0, 25]], first: 4, asked: [[0, 4], [4, 14], [14, 24], [24, 25]]),
        Cutting(open: [[0, 3], [7, 9]], first: nil, asked: [[0, 3], [7, 9]]),
        Cutting(open: [[5, 5]], first: nil, asked: []),
        Cutting(open: [], first: nil, asked: []),
    ])
    func cutsIntoTheLongestQuestions(_ test: Cutting) {
        var lane = Self.lane(test.open, first: test.first)
        #expect(Self.windows(&lane) == test.asked)
    }

    @Test func halvesDownToTheShortestAndNoFurther() {
        var lane = Self.lane([[0, 10]])
        var widths: [Int64] = []
        while let next = lane.next() {
            widths.append(next.length)
            lane.noteAnswer()
            guard lane.halve(next) else { break }
        }
        #expect(widths == [10, 4, 2])
        #expect(lane.open == [TimeWindow(from: 2, to: 10)])
    }

    @Test func oneQuestionTellsWhetherTheNewWidthWillDo() {
        var lane = Self.lane([[0, 40]])
        let taken = [lane.next(), lane.next(), lane.next()].compactMap(\.self)
        #expect(taken.count == 3)
        lane.noteAnswer()
        let isHalved = lane.halve(taken[0])
        #expect(isHalved)
        let whileOthersAreUnderWay = lane.next()
        #expect(whileOthersAreUnderWay == nil)
        lane.noteAnswer()
        let isHalvedAgain = lane.halve(taken[1])
        lane.noteAnswer()
        #expect(isHalvedAgain)
        lane.noteGood(fills: 0)
        let next = [lane.next(), lane.next()].compactMap { $0?.length }
        #expect(next == [4, 4])
    }

    @Test func growsBackAfterTwoGoodAnswersButNotTowardsACap() {
        var lane = Self.lane([[0, 100]])
        let first = lane.next()
        let isHalved = first.map { lane.halve($0) }
        #expect(isHalved == true)
        lane.noteGood(fills: 0.9)
        lane.noteGood(fills: 0.9)
        #expect(lane.width == 4)
        for _ in 0..<4 { lane.noteGood(fills: 0.1) }
        #expect(lane.width == 10)
    }

    @Test func asksNothingMoreOnceItIsGivenUp() {
        var lane = Self.lane([[0, 100]])
        for _ in 0..<PullLane.mostBadInRow { lane.noteBad(RecordedSlice.End(.partial, "throttled")) }
        let next = lane.next()
        #expect(next == nil && lane.givenUp?.outcome == .unasked && lane.givenUp?.reason == "throttled")
        let rest = lane.takeRest()
        #expect(rest == [TimeWindow(from: 0, to: 100)])
    }

    struct Uncovering: Sendable {
        let by: [[Int64]]
        let left: [[Int64]]
    }

    @Test(arguments: [
        Uncovering(by: [], left: [[0, 10]]),
        Uncovering(by: [[0, 10]], left: []),
        Uncovering(by: [[-5, 3], [7, 20]], left: [[3, 7]]),
        Uncovering(by: [[4, 6], [2, 5]], left: [[0, 2], [6, 10]]),
        Uncovering(by: [[12, 14]], left: [[0, 10]]),
        Uncovering(by: [[-9, -3]], left: [[0, 10]]),
    ])
    func whatIsNotCoveredIsLeft(_ test: Uncovering) {
        let others = test.by.map { TimeWindow(from: $0[0], to: $0[1]) }
        let left = PullPlan.uncovered(TimeWindow(from: 0, to: 10), by: others)
        #expect(left.map { [$0.from, $0.to] } == test.left)
    }
}
