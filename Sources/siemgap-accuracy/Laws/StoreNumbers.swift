import Simulators

/// The numbers of a family's losses in transport and store; shares 0 to 1.
struct StoreNumbers: Sendable {
    /// Of losses that rise with the rate: shares of the busiest minute, and the events that this share loses at least.
    struct Rate: Sendable {
        let shares: ClosedRange<Double>
        let least: Double
    }

    /// Of documents that fall together.
    struct Folds: Sendable {
        let bursts: ClosedRange<Double>
        let faults: [String]
    }

    /// Of samples and of daily volumes, which are shares of the mean one; times in days.
    struct Samples: Sendable {
        let shares: [Double]
        let days: Int64
        let later: Int64
        let volumes: ClosedRange<Double>
    }

    /// Of loss by chance: of single events, or of batches by a retry.
    struct Chance: Sendable {
        let shares: ClosedRange<Double>
        /// How often single events are lost.
        let singles: Double
        /// The largest share of batches.
        let mostResent: Double
    }

    /// Of refused lengths, in bytes.
    struct Sizes: Sendable {
        let limits: [Int]
        /// The multiple of the limit that texts reach.
        let times: Int
        let shares: ClosedRange<Double>
        /// Draws whether the collector refuses rather than the store.
        let isOfCollector: @Sendable (inout Draw) -> Bool
    }

    /// Of texts of several lines.
    struct Lines: Sendable {
        /// The types of the office service whose events hold no line feeds of their own.
        let officeTypes: [TenantPlan.EventType]
        let shares: ClosedRange<Double>
    }

    let rate: Rate
    let folds: Folds
    /// Shares of the log that are no longer kept.
    let forgotten: ClosedRange<Double>
    let samples: Samples
    let chance: Chance
    /// Draws with how many others the refusal of an address and that of a name share their turn.
    let otherShapes: Int
    let sizes: Sizes
    let lines: Lines
}
