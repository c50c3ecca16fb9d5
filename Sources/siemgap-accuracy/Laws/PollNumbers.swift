import Simulators

/// The numbers of a family's losses by polls; all times in nanoseconds, all shares 0 to 1.
struct PollNumbers: Sendable {
    /// Of a collector that hangs a while after each start.
    struct Lives: Sendable {
        let lengths: [Int64]
        /// From the end of a life to the next start.
        let rests: [Int64]
        /// Whole minutes of the log before the first start.
        let starts: ClosedRange<Int>
        let every: [Int64]
    }

    /// Of stretches that are not asked for.
    struct Holes: Sendable {
        /// How often times are compared as texts.
        let textShare: Double
        let textEvery: [Int64]
        let every: [Int64]
        /// Shares of the distance of polls.
        let shares: ClosedRange<Double>
    }

    /// Of collectors that do not wait for late events.
    struct Haste: Sendable {
        let every: [Int64]
        let delays: [Int64]
        let lookbacks: [Int64]
        let codes: [DefectCode]
    }

    /// Of answers that end early.
    struct Limits: Sendable {
        /// The fewest events of a log whose answers reach a cap.
        let events: Int
        let caps: [Int]
        /// The sizes that a source's pages may have.
        let pages: @Sendable (_ source: String) -> [Int]
        /// Multiples of a limit that polls bring.
        let times: ClosedRange<Double>
        /// The distances between polls there are.
        let every: [Int64]
    }

    /// Of pages that end among events of one instant.
    struct Ties: Sendable {
        let events: Int
        /// How often the log is one of `sources`.
        let sourceShare: Double
        let sources: [String]
        let bursts: ClosedRange<Double>
        let every: [Int64]
        /// The sizes that a source's pages may have.
        let pages: @Sendable (_ source: String) -> [Int]
    }

    let lives: Lives
    let holes: Holes
    let haste: Haste
    let limits: Limits
    let ties: Ties
}
