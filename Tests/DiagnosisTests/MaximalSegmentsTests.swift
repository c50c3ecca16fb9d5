import TestKit
import Testing

@testable import Diagnosis

@Suite struct MaximalSegmentsTests {
    @Test func findsThePapersSegments() {
        let scores: [Double] = [4, -5, 3, -3, 1, 2, -2, 2, -2, 1, 5]
        #expect(MaximalSegments(scores).ranges == [0..<1, 2..<3, 4..<11])
    }

    @Test(arguments: 0..<200)
    func isWhatTakingTheBestAgainAndAgainGives(seed: Int) {
        var random = SplitMix(seed: UInt64(seed))
        let scores = (0..<Int.random(in: 0...24, using: &random)).map { _ in
            Double(Int.random(in: -9...7, using: &random)) + Double(Int.random(in: 1..<1000, using: &random)) / 4096
        }
        #expect(MaximalSegments(scores).ranges == Self.plain(scores, 0..<scores.count))
    }

    /// The segment of the highest score, and those left and right of it in the same way.
    private static func plain(_ scores: [Double], _ range: Range<Int>) -> [Range<Int>] {
        var best: (range: Range<Int>, score: Double)?
        for start in range {
            var sum = 0.0
            for end in start..<range.upperBound {
                sum += scores[end]
                if sum > best?.score ?? 0 { best = (start..<(end + 1), sum) }
            }
        }
        guard let found = best?.range else { return [] }
        return plain(scores, range.lowerBound..<found.lowerBound) + [found]
            + plain(scores, found.upperBound..<range.upperBound)
    }
}
