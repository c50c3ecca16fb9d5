import Simulators

/// A scenario with what an audit of it ought to say.
struct Trial: Sendable {
    /// The causes that were planted.
    enum Planted: Hashable, Sendable {
        case nothing
        case single(LossCause)
        case mixed([LossCause])
    }

    let number: Int
    let planted: Planted
    let scenario: Scenario

    /// The row of the table it counts in.
    var row: String {
        switch planted {
        case .nothing: CauseLaw.nothing
        case .single(let cause): cause.rawValue
        case .mixed: CauseLaw.mixed
        }
    }
}
