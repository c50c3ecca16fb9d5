package import AuditModel
import Synchronization

/// Decides which request meets which fault of the scenario.
///
/// The decision depends on the seed, the fault and the request's key alone, so that a retry of a request meets the same
/// fault until its `times` are used up, and a second run meets the same ones.
package final class FaultBoard: Sendable {
    private struct Strike: Hashable {
        let fault: Int
        let key: String
    }

    private let faults: [APIFault]
    private let seed: UInt64
    private let start: Int64
    private let strikes = Mutex<[Strike: Int]>([:])
    private let effects = Mutex<[FaultCode: Int]>([:])

    /// Makes the board of a scenario whose tenant starts at `start`, nanoseconds since the Unix epoch, UTC.
    package init(_ faults: [APIFault], seed: UInt64, start: Int64) {
        self.faults = faults
        self.seed = seed
        self.start = start
    }

    /// How often each fault changed an answer; faults that never did are left out.
    package var struck: [FaultCode: Int] { effects.withLock { $0 } }

    /// Counts an answer that a fault changed which ``strike(_:scope:window:key:)`` did not give.
    package func noteEffect(of code: FaultCode) { effects.withLock { $0[code, default: 0] += 1 } }

    /// Whether the request meets the fault now; counts it as met, and its answer as changed, if so.
    ///
    /// - Parameters:
    ///   - scope: the scope value asked for; nil where the service has none, which every fault matches.
    ///   - window: the event times asked for; nil matches every fault.
    ///   - key: names the request, the same for a retry, another for the next page.
    /// - Returns: the fault, for its form and sizes; nil when the request goes through.
    package func strike(
        _ code: FaultCode, scope: String? = nil, window: TimeWindow? = nil, key: String
    ) -> APIFault? {
        for (index, fault) in faults.enumerated() where fault.fault == code {
            guard matches(fault, scope: scope, window: window),
                SeededGenerator.share(SeededGenerator.hash(seed: seed &+ UInt64(index), key)) < fault.share
            else { continue }
            guard let times = fault.times else {
                noteEffect(of: code)
                return fault
            }
            let isStruck = strikes.withLock { strikes in
                let met = strikes[Strike(fault: index, key: key), default: 0]
                guard met < times else { return false }
                strikes[Strike(fault: index, key: key)] = met + 1
                return true
            }
            if isStruck {
                noteEffect(of: code)
                return fault
            }
        }
        return nil
    }

    /// The first fault of that code that could strike there, without counting: for properties that hold always, such as a
    /// subscription that is off.
    package func standing(_ code: FaultCode, scope: String? = nil, window: TimeWindow? = nil) -> APIFault? {
        faults.first { $0.fault == code && matches($0, scope: scope, window: window) }
    }

    /// Whether a standing fault of that code hits the thing of that key, by its share.
    package func hits(_ code: FaultCode, scope: String? = nil, window: TimeWindow? = nil, key: String) -> APIFault? {
        for (index, fault) in faults.enumerated() where fault.fault == code {
            guard matches(fault, scope: scope, window: window) else { continue }
            if SeededGenerator.share(SeededGenerator.hash(seed: seed &+ UInt64(index), key)) < fault.share {
                return fault
            }
        }
        return nil
    }

    private func matches(_ fault: APIFault, scope: String?, window: TimeWindow?) -> Bool {
        if let wanted = fault.scope, let scope, wanted != scope { return false }
        guard let window else { return true }
        let struck = fault.window(from: start)
        return struck.from < window.to && window.from < struck.to
    }
}
