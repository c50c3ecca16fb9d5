import AuditModel
import Drift
import Testing

@Suite struct DelayHistogramTests {
    @Test func binsReachFromTheFirstToTheLastThatHasAny() {
        var histogram = DelayHistogram()
        for seconds in [0.5, 0.7, 4, 100_000] { histogram.record(seconds) }
        let bins = histogram.bins()
        #expect(bins.first == DelayReport.Bin(from: 0, to: 1, count: 2))
        #expect(bins.last == DelayReport.Bin(from: 86_400, to: 172_800, count: 1))
        #expect(bins.map(\.count).reduce(0, +) == 4)
        #expect(zip(bins, bins.dropFirst()).allSatisfy { $0.to == $1.from })
    }

    @Test func earlyOnesHaveBinsOfTheirOwn() {
        var histogram = DelayHistogram()
        for seconds in [-7_200.0, -5, 0] { histogram.record(seconds) }
        #expect(
            histogram.bins() == [
                .init(from: -86_400, to: -3_600, count: 1), .init(from: -3_600, to: -60, count: 0),
                .init(from: -60, to: 0, count: 1), .init(from: 0, to: 1, count: 1),
            ])
    }

    @Test func countsAreScaledUp() {
        var histogram = DelayHistogram()
        histogram.record(10_000_000)
        #expect(histogram.bins(times: 8) == [.init(from: 2_592_000, to: nil, count: 8)])
        #expect(DelayHistogram().bins().isEmpty)
    }
}
