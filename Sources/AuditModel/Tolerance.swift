/// How much may be missing before the verdict is gaps.
package enum Tolerance: Hashable, Sendable {
    case events(Int)
    /// Events per million of the authority's.
    case perMillion(Int)

    /// As it was given: `5`, `20ppm`.
    package var text: String {
        switch self {
        case .events(let count): String(count)
        case .perMillion(let count): "\(count)ppm"
        }
    }

    /// The most events that may be missing of `events`; fractions are cut.
    package func allowed(of events: Int) -> Int {
        switch self {
        case .events(let count): count
        case .perMillion(let count): Int(Int128(count) * Int128(events) / 1_000_000)
        }
    }
}
