import Simulators

/// How one cause is planted, with parameters as stories of the field have them.
struct CauseLaw: Sendable {
    /// What a law does to a scenario, with numbers drawn.
    typealias Planting = @Sendable (inout Scenario, inout Draw) -> Void

    /// The row of trials that lose nothing.
    static let nothing = "nothing-lost"
    /// The row of trials with several causes.
    static let mixed = "mixed"

    let cause: LossCause
    /// Whether it can be planted beside others without changing what they do.
    let mixes: Bool
    let plant: Planting

    /// Describes a law.
    init(_ cause: LossCause, mixes: Bool = false, plant: @escaping Planting) {
        self.cause = cause
        self.mixes = mixes
        self.plant = plant
    }

    /// The rows of trials with one cause or none.
    static let singleNames = [nothing] + FirstLaws.laws.map(\.cause.rawValue)
    /// What `--cause` takes.
    static let names = singleNames + [mixed]

    /// Two or three causes of those laws in one scenario.
    static func plantMixed(
        _ laws: [CauseLaw], _ scenario: inout Scenario, _ draw: inout Draw
    ) -> [LossCause] {
        var laws = laws
        var planted: [LossCause] = []
        for _ in 0..<draw.whole(2...3) {
            let law = laws.remove(at: draw.whole(0...laws.count - 1))
            law.plant(&scenario, &draw)
            planted.append(law.cause)
        }
        return planted
    }
}
