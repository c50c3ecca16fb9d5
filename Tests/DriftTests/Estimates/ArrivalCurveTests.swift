import Drift
import TestKit
import Testing

@Suite struct ArrivalCurveTests {
    /// Freireich's remission times of the treated group: the textbook's estimate.
    @Test func theTextbooksEstimate() {
        let ended: [Double] = [6, 6, 6, 7, 10, 13, 16, 22, 23]
        let open: [Double] = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
        let curve = ArrivalCurve(
            ended.map { .init(seconds: $0, hasArrived: true) } + open.map { .init(seconds: $0, hasArrived: false) })
        for (seconds, share) in [
            (6.0, 0.857), (7, 0.807), (10, 0.753), (13, 0.690), (16, 0.627), (22, 0.538), (23, 0.448),
        ] {
            #expect(abs(curve.absentShare(after: seconds) - share) < 0.0006)
        }
        #expect(curve.absentShare(after: 5.9) == 1)
        #expect(curve.levelsOff)
    }

    @Test func lateIsToldFromLost() {
        var random = SplitMix(seed: 5)
        let waits = (0..<5_000).map { _ -> ArrivalCurve.Wait in
            let watched = Double.random(in: 0..<10_000, using: &random)
            let delay = Double.random(in: 0..<1_000, using: &random)
            let isLost = Int.random(in: 0..<100, using: &random) < 3
            return .init(seconds: isLost ? watched : min(delay, watched), hasArrived: !isLost && delay <= watched)
        }
        let curve = ArrivalCurve(waits)
        let lost = curve.lost
        #expect(abs(lost.share - 0.03) < 0.008)
        #expect(lost.low < 0.03 && 0.03 < lost.high)
        // Many more are absent than are lost.
        #expect(Double(curve.absentCount) / 5_000 > 0.06)
        #expect(abs((curve.quantile(0.5) ?? 0) - 500) < 40)
    }

    @Test func whereAllArrivedTheLostAreBounded() {
        let lost = ArrivalCurve((1...3_000).map { .init(seconds: Double($0), hasArrived: true) }).lost
        #expect(lost.share == 0)
        #expect(lost.high < 0.0011)
    }

    @Test func withoutWaitsNothingIsKnown() {
        let curve = ArrivalCurve([])
        #expect(curve.quantile(0.5) == nil)
        #expect(curve.lost == (0, 0, 1))
    }
}
