import Synchronization

/// The faults of one simulated SIEM, and how often each has struck.
package final class QueryFaultBoard: Sendable {
    private let faults: [QueryFault]
    private let strikes = Mutex<[QueryFault.Kind: Int]>([:])

    /// Takes the faults that a scenario names; names of other kinds of faults are left out.
    package init(_ names: [String]) { faults = names.compactMap { QueryFault($0) } }

    /// The number of a fault that holds always; nil when the scenario does not have it.
    ///
    /// Counts nothing; whoever acts on it says so with ``strike(_:most:)``.
    package func value(_ kind: QueryFault.Kind) -> Double? { faults.first { $0.kind == kind }?.value }

    /// Whether a fault happens now; counts it if so.
    ///
    /// - Parameter most: how often it happens; nil: as often as its number says.
    package func strike(_ kind: QueryFault.Kind, most: Int? = nil) -> Bool {
        guard let value = value(kind) else { return false }
        return strikes.withLock { strikes in
            let met = strikes[kind, default: 0]
            guard met < most ?? Int(value) else { return false }
            strikes[kind] = met + 1
            return true
        }
    }

    /// How often each fault has struck.
    package var struck: [QueryFault.Kind: Int] { strikes.withLock { $0 } }
}
