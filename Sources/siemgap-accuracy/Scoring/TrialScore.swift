import Simulators

/// Whether an audit named the cause.
enum TrialScore: Hashable, Sendable {
    /// Too few events are missing for a cause to be asked for.
    case tooFew
    /// Every name is true, and the main cause's is among them.
    case right
    /// Names that are not true, sorted.
    case wrong([String])
    /// No name, or not that of the main cause.
    case unexplained
    case failed

    /// Missing events from which on a cause is asked for.
    static let least = 30

    /// The code of missing events without a cause.
    static let unexplainedCode = LossCause.unexplained.rawValue

    /// Scores a trial.
    ///
    /// A name is true when the cause was planted and lost events, or takes the same events as one that did. Of loss by
    /// chance alone nothing is to be named, but that it rises with the rate may be.
    init(_ outcome: TrialOutcome) {
        guard outcome.failure == nil else {
            self = .failed
            return
        }
        guard outcome.missing >= Self.least else {
            self = .tooFew
            return
        }
        let names = outcome.namedAsPlanted.filter { $0.value > 0 && $0.key != Self.unexplainedCode }.map(\.key)
        let main = outcome.planted.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? ""
        let isChance = main == Self.unexplainedCode
        let untrue = names.filter { name in
            outcome.planted[name] == nil && !(isChance && name == LossCause.rateLoss.rawValue)
        }
        if !untrue.isEmpty {
            self = .wrong(untrue.sorted())
        } else {
            self = isChance || names.contains(main) ? .right : .unexplained
        }
    }

    /// How many missing events a report puts down to causes that truly lost that many.
    static func attributed(_ outcome: TrialOutcome) -> Int {
        let named = outcome.namedAsPlanted
        return outcome.planted.reduce(0) { sum, cause in
            cause.key == unexplainedCode ? sum : sum + min(cause.value, named[cause.key] ?? 0)
        }
    }

    /// Missing events that have a cause to be found.
    static func attributable(_ outcome: TrialOutcome) -> Int {
        outcome.planted.reduce(0) { $1.key == unexplainedCode ? $0 : $0 + $1.value }
    }
}
