import Glibc

/// Which pieces were lost whole, told from those whose events went missing one by one.
///
/// Each piece is lost with one chance; of the others each event goes missing by itself. Both rates are the likeliest ones
/// (expectation maximisation). A piece of one event is lost whole where that is likelier than the other.
struct LostPieces: Sendable {
    private static let rounds = 30
    /// The chance that an event of a lost piece came another way, such as once more in a later piece.
    private static let stray = 0.02

    /// Indices of lost pieces, ascending.
    let lost: [Int]
    /// How much likelier whole losses make what was seen than single ones alone do: a difference of log-likelihoods.
    let gain: Double

    /// Tells them apart.
    init(_ pieces: [Piece]) {
        let events = pieces.reduce(0.0) { $0 + Double($1.events) }
        let missing = pieces.reduce(0.0) { $0 + Double($1.missing) }
        let candidates = pieces.indices.filter { pieces[$0].missing * 2 >= pieces[$0].events && pieces[$0].missing > 0 }
        let several = candidates.count { pieces[$0].events > 1 && pieces[$0].isLost }
        guard several > 0, missing < events else {
            (lost, gain) = ([], 0)
            return
        }
        var share = Double(several) / Double(max(1, pieces.count { $0.events > 1 }))
        var rate = 1e-12
        var whole = [Double](repeating: 1, count: candidates.count)
        for _ in 0..<Self.rounds {
            var (lostEvents, lostMissing) = (0.0, 0.0)
            for (index, chance) in zip(candidates, whole) {
                lostEvents += chance * Double(pieces[index].events)
                lostMissing += chance * Double(pieces[index].missing)
            }
            rate = min(0.999, max(1e-12, (missing - lostMissing) / max(1, events - lostEvents)))
            share = min(0.999, whole.reduce(0, +) / Double(pieces.count))
            whole = candidates.map { Self.chance(pieces[$0], share, rate) }
        }
        let apart = pieces.reduce(0.0) { $0 + Self.logLikelihood($1, share, rate) }
        gain = max(0, apart - RateSplit.logLikelihood(missing, events - missing))
        lost = zip(candidates, whole).filter { $0.1 >= 0.5 }.map(\.0)
    }

    /// The chance that a piece was lost whole.
    private static func chance(_ piece: Piece, _ share: Double, _ rate: Double) -> Double {
        let (whole, single) = likelihoods(piece, share, rate)
        return 1 / (1 + exp(single - whole))
    }

    private static func logLikelihood(_ piece: Piece, _ share: Double, _ rate: Double) -> Double {
        let (whole, single) = likelihoods(piece, share, rate)
        return max(whole, single) + log1p(exp(-abs(whole - single)))
    }

    /// The logarithms of how likely a piece is to be lost whole and to look as it does, and to lose events one by one.
    private static func likelihoods(_ piece: Piece, _ share: Double, _ rate: Double) -> (whole: Double, single: Double)
    {
        let (missing, present) = (Double(piece.missing), Double(piece.events - piece.missing))
        return (
            log(share) + missing * log1p(-stray) + present * log(stray),
            log1p(-share) + missing * log(rate) + present * log1p(-rate)
        )
    }
}
