import Glibc

/// Which pieces were lost whole, told from those whose events went missing one by one.
///
/// Each piece is lost with one chance; of the others each event goes missing by itself. Both rates are the likeliest ones
/// (expectation maximisation). A piece of one event is lost whole where that is likelier than the other.
struct LostPieces: Sendable {
    private static let rounds = 30

    /// Indices of lost pieces, ascending.
    let lost: [Int]
    /// How much likelier whole losses make what was seen than single ones alone do: a difference of log-likelihoods.
    let gain: Double

    /// Tells them apart.
    init(_ pieces: [Piece]) {
        let events = pieces.reduce(0.0) { $0 + Double($1.events) }
        let missing = pieces.reduce(0.0) { $0 + Double($1.missing) }
        let candidates = pieces.indices.filter { pieces[$0].missing == pieces[$0].events }
        let several = candidates.count { pieces[$0].events > 1 }
        guard several > 0, missing < events else {
            (lost, gain) = ([], 0)
            return
        }
        var share = Double(several) / Double(max(1, pieces.count { $0.events > 1 }))
        var rate = 0.0
        var whole = [Double](repeating: 1, count: candidates.count)
        for _ in 0..<Self.rounds {
            let (lostEvents, lostPieces) = zip(candidates, whole).reduce(into: (0.0, 0.0)) {
                $0.0 += $1.1 * Double(pieces[$1.0].events)
                $0.1 += $1.1
            }
            rate = max(0, missing - lostEvents) / max(1, events - lostEvents)
            share = min(0.999, lostPieces / Double(pieces.count))
            whole = candidates.map { Self.chance(pieces[$0], share, rate) }
        }
        let apart = pieces.reduce(0.0) { $0 + Self.logLikelihood($1, share, rate) }
        gain = max(0, apart - RateSplit.logLikelihood(missing, events - missing))
        lost = zip(candidates, whole).filter { $0.1 >= 0.5 }.map(\.0)
    }

    /// The chance that a piece without any event was lost whole.
    private static func chance(_ piece: Piece, _ share: Double, _ rate: Double) -> Double {
        let single = (1 - share) * pow(rate, Double(piece.events))
        return share + single > 0 ? share / (share + single) : 0
    }

    private static func logLikelihood(_ piece: Piece, _ share: Double, _ rate: Double) -> Double {
        let (missing, present) = (Double(piece.missing), Double(piece.events - piece.missing))
        guard piece.missing == piece.events else {
            return log(1 - share) + (missing > 0 ? missing * log(rate) : 0) + present * log1p(-rate)
        }
        return log(share + (1 - share) * pow(rate, missing))
    }
}
