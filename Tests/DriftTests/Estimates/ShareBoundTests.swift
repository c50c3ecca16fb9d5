import Drift
import Testing

@Suite struct ShareBoundTests {
    /// Clopper and Pearson's one-sided limits at 95 %.
    @Test(arguments: [(0, 3_000, 0.000998), (1, 100, 0.04656), (5, 50, 0.19880), (10, 10_000, 0.0016956)])
    func theMostThatAShareCanBe(_ count: Int, _ trials: Int, _ expected: Double) {
        let bound = ShareBound.upper(count, of: trials)
        #expect(abs(bound / expected - 1) < 0.002, "\(bound)")
    }

    @Test func manyHitsAreBoundedAsIfTheyWereNormal() {
        let bound = ShareBound.upper(1_000, of: 10_000)
        #expect(abs(bound - 0.10506) < 0.0002)
    }

    @Test(arguments: [(0, 0), (5, 5)])
    func nothingIsRuledOutWithoutEvidence(_ count: Int, _ trials: Int) {
        #expect(ShareBound.upper(count, of: trials) == 1)
    }
}
