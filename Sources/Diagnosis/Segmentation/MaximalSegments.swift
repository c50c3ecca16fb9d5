/// All maximal scoring segments of a sequence of numbers, in linear time.
///
/// After Ruzzo and Tompa, "A linear time algorithm for finding all maximal scoring subsequences" (ISMB 1999): the
/// segments are disjoint, none can be made longer or shorter without losing score, and the best of all is among them.
struct MaximalSegments {
    /// A segment that may still grow, with the sums of all numbers before it and up to its end.
    private struct Candidate {
        var range: Range<Int>
        let before: Double
        var through: Double
        /// The nearest earlier candidate whose sum before is lower; -1 where there is none.
        let lower: Int
    }

    /// Segments in order, as ranges of indices.
    let ranges: [Range<Int>]

    /// Finds the segments of scores.
    init(_ scores: [Double]) {
        var candidates: [Candidate] = []
        var sum = 0.0
        for (index, score) in scores.enumerated() {
            let before = sum
            sum += score
            guard score > 0 else { continue }
            Self.add(index..<(index + 1), before: before, through: sum, to: &candidates)
        }
        ranges = candidates.map(\.range)
    }

    private static func add(_ range: Range<Int>, before: Double, through: Double, to candidates: inout [Candidate]) {
        var (range, before) = (range, before)
        var lower = candidates.count - 1
        while true {
            while lower >= 0, candidates[lower].before >= before { lower = candidates[lower].lower }
            guard lower >= 0, candidates[lower].through < through else { break }
            range = candidates[lower].range.lowerBound..<range.upperBound
            before = candidates[lower].before
            candidates.removeSubrange(lower...)
            lower = candidates.count - 1
        }
        candidates.append(Candidate(range: range, before: before, through: through, lower: lower))
    }
}
