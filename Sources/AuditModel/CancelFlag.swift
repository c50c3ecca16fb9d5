import Synchronization

/// Set once, from anywhere, to ask a run to stop at its next convenient place.
///
/// Reading costs one relaxed load; loops look once a block, not once a record.
package final class CancelFlag: Sendable {
    private let flag = Atomic<Bool>(false)

    /// A flag that is not set.
    package init() {}

    /// Whether stopping was asked for.
    package var isSet: Bool { flag.load(ordering: .relaxed) }

    /// Asks for a stop; cannot be taken back.
    package func set() { flag.store(true, ordering: .relaxed) }

    /// Throws `CancellationError` if stopping was asked for.
    package func check() throws { if isSet { throw CancellationError() } }
}
