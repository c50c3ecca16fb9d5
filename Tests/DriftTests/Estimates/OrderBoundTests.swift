import Drift
import Testing

@Suite struct OrderBoundTests {
    struct Case: CustomTestStringConvertible {
        let share: Double
        let count: Int
        let rank: Int?
        var testDescription: String { "\(share) of \(count)" }
    }

    /// Ranks from the cumulative binomial distribution.
    @Test(arguments: [
        Case(share: 0.95, count: 58, rank: nil), Case(share: 0.95, count: 59, rank: 59),
        Case(share: 0.95, count: 93, rank: 92), Case(share: 0.99, count: 298, rank: nil),
        Case(share: 0.99, count: 299, rank: 299), Case(share: 0.5, count: 5, rank: 5),
        Case(share: 0.5, count: 4, rank: nil), Case(share: 0.999, count: 2_994, rank: nil),
        Case(share: 0.999, count: 2_995, rank: 2_995), Case(share: 0.5, count: 0, rank: nil),
    ])
    func theSmallestRankThatBoundsTheQuantile(_ test: Case) {
        #expect(OrderBound.rank(of: test.share, among: test.count) == test.rank)
    }

    @Test(arguments: [(0.95, 59), (0.99, 299), (0.999, 2_995)])
    func saysHowManyObservationsItTakes(_ share: Double, _ needed: Int) {
        #expect(OrderBound.needed(for: share) == needed)
    }

    @Test func largeCountsStayWithinAFewDeviations() throws {
        let rank = try #require(OrderBound.rank(of: 0.99, among: 100_000))
        // 99,000 and 1.645 standard deviations of 31.5.
        #expect((99_049...99_056).contains(rank))
    }
}
