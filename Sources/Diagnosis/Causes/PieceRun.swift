/// Pieces that became available one after the other and are missing altogether.
struct PieceRun: Hashable, Sendable {
    /// When the first and the last became available, nanoseconds since the Unix epoch.
    let available: ClosedRange<Int64>
    let pieces: Int
    let missing: Int

    /// Runs of at least so many pieces, of all scopes together.
    static func all(_ pieces: [Piece], fewest: Int) -> [PieceRun] {
        let order = pieces.sorted { ($0.available, $0.scope) < ($1.available, $1.scope) }
        var runs: [PieceRun] = []
        var start = 0
        while start < order.count {
            var end = start
            while end < order.count, order[end].missing == order[end].events { end += 1 }
            if end - start >= fewest, end - start < order.count {
                let missing = order[start..<end].reduce(0) { $0 + $1.missing }
                let available = order[start].available...order[end - 1].available
                runs.append(PieceRun(available: available, pieces: end - start, missing: missing))
            }
            start = end + 1
        }
        return runs
    }
}
