/// Finds what a mistyped word was probably meant to be.
package enum NearestWord {
    /// The nearest of `words`, or nil if none is near: at most a third of the letters, and at least one, may differ.
    package static func find(_ word: String, among words: [String]) -> String? {
        let scored = words.map { (word: $0, distance: distance(Array(word.lowercased()), Array($0.lowercased()))) }
        guard let best = scored.min(by: { $0.distance < $1.distance }),
            best.distance <= max(1, best.word.count / 3)
        else { return nil }
        return best.word
    }

    /// The fewest letters to insert, delete, replace or swap with their neighbour.
    private static func distance(_ left: [Character], _ right: [Character]) -> Int {
        var rows = [Array(0...right.count)]
        for (i, a) in left.enumerated() {
            var row = [i + 1]
            for (j, b) in right.enumerated() {
                var cost = min(rows[i][j + 1] + 1, row[j] + 1, rows[i][j] + (a == b ? 0 : 1))
                if i > 0, j > 0, a == right[j - 1], left[i - 1] == b { cost = min(cost, rows[i - 1][j - 1] + 1) }
                row.append(cost)
            }
            rows.append(row)
        }
        return rows[left.count][right.count]
    }
}
