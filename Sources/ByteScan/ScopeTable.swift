import Synchronization

/// The scopes seen in a run, each with a small code.
///
/// Codes depend on arrival; nothing of a report may.
package final class ScopeTable: Sendable {
    /// The most scopes told apart; above it the field is no scope and ``isOverfull`` says so.
    package static let most = 4096

    private struct State {
        var codes: [[UInt8]: UInt16] = [:]
        var values: [[UInt8]] = [[]]
        var isOverfull = false
    }

    private let state = Mutex(State())

    /// An empty table.
    package init() {}

    /// The code of a value; 0 when the table is full.
    package func code(of value: [UInt8]) -> UInt16 {
        state.withLock { state in
            if let code = state.codes[value] { return code }
            guard state.values.count <= Self.most else {
                state.isOverfull = true
                return 0
            }
            let code = UInt16(state.values.count)
            state.codes[value] = code
            state.values.append(value)
            return code
        }
    }

    /// The values by code; the first is empty and stands for "no scope".
    package var values: [[UInt8]] { state.withLock { $0.values } }

    /// Whether more than ``most`` values were seen, so that the field tells no scopes apart.
    package var isOverfull: Bool { state.withLock { $0.isOverfull } }
}
