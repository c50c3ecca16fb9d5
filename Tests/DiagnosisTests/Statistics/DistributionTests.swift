import Glibc
import Testing

@testable import Diagnosis

/// Values from published tables and from exact sums.
@Suite struct DistributionTests {
    private func near(_ value: Double, _ expected: Double, _ slack: Double = 1e-9) -> Bool {
        abs(value - expected) <= slack * max(1, abs(expected))
    }

    @Test(arguments: [(1.0, 0.0), (2, 0), (5, 3.178053830347946), (0.5, 0.5723649429247001), (100, 359.1342053695754)])
    func logGamma(x: Double, expected: Double) { #expect(near(LogGamma.of(x), expected, 1e-12)) }

    @Test func chooseIsTheLogarithmOfWays() { #expect(near(LogGamma.choose(10, 3), 4.787491742782046, 1e-12)) }

    @Test(arguments: [
        (3.841458820694124, 1, 0.05), (5.991464547107979, 2, 0.05), (18.307038053275146, 10, 0.05),
        (0.5, 1, 0.4795001221869535),
        (0, 3, 1),
    ])
    func chiSquared(value: Double, degrees: Int, expected: Double) {
        #expect(near(ChiSquared.tail(value, degrees: degrees), expected))
    }

    @Test(arguments: [(8, 10, 0.5, 0.0546875), (0, 10, 0.1, 1), (10, 10, 0.5, 0.0009765625), (11, 10, 0.5, 0)])
    func binomialTail(count: Int, trials: Int, rate: Double, expected: Double) {
        #expect(near(Binomial.atLeast(count, of: trials, rate: rate), expected))
    }

    /// Fisher's tea: all four cups right has chance 1/70, three or more 17/70.
    @Test(arguments: [(4, 1.0 / 70), (3, 17.0 / 70), (0, 1)])
    func fishersTea(right: Int, expected: Double) {
        #expect(near(FisherExact.atLeast(right, of: 4, hits: 4, total: 8), expected))
    }

    @Test func mannWhitneyComparesRanks() throws {
        let outcome = try #require(MannWhitney.compare([6, 7, 8, 9], [1, 2, 3, 4, 5]))
        #expect(outcome.superiority == 1)
        #expect(near(outcome.tail, 0.0071528, 1e-4))
        #expect(MannWhitney.compare([1, 1], [1]) == nil)
        #expect(MannWhitney.compare([1, 2], [1, 2])?.superiority == 0.5)
    }

    @Test func benjaminiHochbergAdjustsByRank() {
        let adjusted = BenjaminiHochberg.adjusted([0.01, 0.04, 0.03, 0.005])
        for (value, expected) in zip(adjusted, [0.02, 0.04, 0.04, 0.02]) { #expect(near(value, expected)) }
    }

    @Test func aSplitGainsNothingAtEqualRates() {
        let even = RateSplit(missingInside: 10, presentInside: 90, missing: 100, present: 900)
        #expect(near(even.gain, 0) && even.riskRatio == 1)
        let sharp = RateSplit(missingInside: 10, presentInside: 0, missing: 10, present: 90)
        #expect(near(sharp.gain, 32.508297339144822))
    }

    @Test func aMonotoneFitPoolsWhatFalls() {
        let fit = MonotoneFit([(0, 100), (5, 95), (3, 97), (50, 50)])
        #expect(fit.rates == [0, 0.04, 0.04, 0.5])
        #expect(fit.levels == 3 && fit.gain > 0)
    }

    @Test func aLogisticCurveIsFoundAgain() throws {
        let bins = (0..<8).map { place -> LogisticFit.Bin in
            let rate = 1 / (1 + 20 * exp(-0.7 * Double(place)))
            return (x: Double(place), missing: 1000 * rate, present: 1000 * (1 - rate))
        }
        let fit = try #require(LogisticFit(bins))
        #expect(near(fit.slope, 0.7, 1e-3) && near(fit.rate(2), bins[2].missing / 1000, 1e-3))
        #expect(fit.gain > 500)
        #expect(LogisticFit([(x: 1, missing: 0, present: 5)]) == nil)
    }

    @Test func evenRatesHaveNoSlope() throws {
        let fit = try #require(LogisticFit((0..<5).map { (x: Double($0), missing: 3, present: 97) }))
        #expect(abs(fit.slope) < 1e-6 && fit.gain < 1e-6)
    }
}
