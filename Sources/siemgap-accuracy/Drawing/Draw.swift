import Foundation
import Simulators

/// The numbers of one trial, drawn from its seed.
struct Draw: Sendable {
    /// The families that spent trials take in turn.
    static let spent: [any LawFamily.Type] = [SecondLaws.self, ThirdLaws.self]

    private var generator: SeededGenerator
    /// Whether parameters are taken from the second list of ``pick(_:aside:)``.
    let usesSetAside: Bool
    /// The laws that plant the cause.
    let family: any LawFamily.Type

    /// Starts the draws of a trial.
    ///
    /// - Parameter set: of the seen trials two thirds take parameters of the second lists; of the spent and the held-out
    ///   trials two thirds take laws of their own, the others known ones under other seeds.
    init(seed: UInt64, set: AccuracyOptions.TrialSet) {
        generator = SeededGenerator(seed: seed, stream: set.stream)
        let isOther = generator.below(3) > 0
        family =
            switch set {
            case .spent where isOther: Self.spent[Int(seed % UInt64(Self.spent.count))]
            case .heldOut where isOther: FourthLaws.self
            case .tuning, .seen, .spent, .heldOut: FirstLaws.self
            }
        usesSetAside =
            switch set {
            case .tuning: false
            case .seen: isOther
            case .spent, .heldOut: generator.below(2) > 0
            }
    }

    /// True with that probability.
    mutating func chance(_ share: Double) -> Bool { generator.share() < share }

    /// One of the usual values, or of those set aside.
    mutating func pick<Value>(_ usual: [Value], aside: [Value]) -> Value {
        let values = usesSetAside ? aside : usual
        return values[generator.below(values.count)]
    }

    /// One of the values.
    mutating func pick<Value>(_ values: [Value]) -> Value { values[generator.below(values.count)] }

    /// A whole number, each as likely as the other.
    mutating func whole(_ range: ClosedRange<Int>) -> Int { range.lowerBound + generator.below(range.count) }

    /// A number, evenly spread.
    mutating func number(_ range: ClosedRange<Double>) -> Double {
        range.lowerBound + generator.share() * (range.upperBound - range.lowerBound)
    }

    /// A number, evenly spread over the orders of magnitude.
    mutating func magnitude(_ range: ClosedRange<Double>) -> Double {
        exp(number(log(range.lowerBound)...log(range.upperBound)))
    }

    /// A length of time in nanoseconds, evenly spread over its orders of magnitude, in whole seconds.
    mutating func span(_ range: ClosedRange<Int64>) -> Int64 {
        let second = Double(Span.second)
        return Int64(magnitude(Double(range.lowerBound)...Double(range.upperBound)) / second) * Span.second
    }

    /// 64 bits for a seed.
    mutating func bits() -> UInt64 { generator.next() }
}

/// Lengths of time in nanoseconds.
enum Span {
    static let second: Int64 = 1_000_000_000
    static let minute = 60 * second
    static let hour = 60 * minute
    static let day = 24 * hour

    /// Whole minutes.
    static func minutes(_ counts: [Int64]) -> [Int64] { counts.map { $0 * minute } }
    /// Whole seconds.
    static func seconds(_ counts: [Int64]) -> [Int64] { counts.map { $0 * second } }
}
