import Glibc

/// Pieces that became available one after the other and are missing, but for few: too many in a row for lost ones here
/// and there.
struct PieceRun: Hashable, Sendable {
    /// Fewer lost pieces in a row are lost pieces and no stop.
    private static let fewest = 4
    /// The share of pieces that is lost in a run.
    private static let inside = 0.97
    /// The share of lost pieces, at least, that candidates are told from: a small one would join runs far apart.
    private static let leastGround = 0.3
    /// One sequence in so many has such a run by chance; audits have one for each scope, and there are many audits.
    private static let rareness = 100_000.0
    private static let rounds = 3
    /// Pieces on, among which the next one that lacks many events belongs to a run's edge.
    private static let bridge = 3

    /// When the first and the last became available, nanoseconds since the Unix epoch.
    let available: ClosedRange<Int64>
    /// The only scope it is about; nil where it is about all.
    let scope: UInt16?
    /// Pieces of which nothing arrived.
    let pieces: Int

    /// Whether an event that came in a piece belongs to the run.
    func holds(available: Int64, scope: UInt16) -> Bool {
        self.available.contains(available) && (self.scope ?? scope) == scope
    }

    /// Runs of all scopes together, and those of single scopes beside them.
    ///
    /// - Parameter pieces: in any order; those of scopes that are lost altogether are better left out.
    static func all(_ pieces: [Piece]) -> [PieceRun] {
        let order = pieces.sorted { ($0.available, $0.scope) < ($1.available, $1.scope) }
        var runs = runs(in: order, scope: nil)
        let scopes = Dictionary(grouping: order) { $0.scope }
        guard scopes.count > 1 else { return runs }
        for (scope, pieces) in scopes.sorted(by: { $0.key < $1.key }) {
            runs += Self.runs(in: pieces, scope: scope).filter { run in
                !runs.contains { $0.available.overlaps(run.available) }
            }
        }
        return runs
    }

    /// Maximal segments of lost pieces in a sequence, against the share of lost pieces around them.
    private static func runs(in order: [Piece], scope: UInt16?) -> [PieceRun] {
        let isLost = order.map(\.isLost)
        let all = isLost.count { $0 }
        let ground = max(leastGround, Double(all) / Double(max(1, order.count)))
        guard ground < inside else { return [] }
        let (up, down) = (log(inside / ground), log((1 - inside) / (1 - ground)))
        let candidates = MaximalSegments(isLost.map { $0 ? up : down }).ranges
            .map { (range: $0, lost: isLost[$0].count { $0 }) }
            .filter { $0.lost >= fewest }
        let least = log(Double(max(1, order.count)) * rareness)
        var found: [(range: Range<Int>, lost: Int)] = []
        for _ in 0..<rounds {
            let lost = all - found.reduce(0) { $0 + $1.lost }
            let rest = order.count - found.reduce(0) { $0 + $1.range.count }
            let share = (Double(lost) + 0.5) / (Double(rest) + 1)
            let (hit, miss) = (log(inside / share), log((1 - inside) / (1 - share)))
            let next = candidates.filter { Double($0.lost) * hit + Double($0.range.count - $0.lost) * miss > least }
            if next.count == found.count { break }
            found = next
        }
        return found.filter { $0.range.count < order.count }.map { range, lost in
            let whole = widened(range, order, by: lost)
            return PieceRun(
                available: order[whole.lowerBound].available...order[whole.upperBound - 1].available, scope: scope,
                pieces: lost)
        }
    }

    /// The run with the pieces at its edges that lack many events: the stop began or ended between their events, or a look
    /// back brought the newest ones, of some pieces all.
    private static func widened(_ range: Range<Int>, _ order: [Piece], by most: Int) -> Range<Int> {
        func isTorn(_ place: Int) -> Bool {
            order.indices.contains(place) && order[place].missing * 4 >= order[place].events
        }
        var (first, end) = (range.lowerBound, range.upperBound)
        while range.lowerBound - first < most, let step = (1...bridge).first(where: { isTorn(first - $0) }) {
            first -= step
        }
        while end - range.upperBound < most, let step = (1...bridge).first(where: { isTorn(end - 1 + $0) }) {
            end += step
        }
        return first..<end
    }
}
