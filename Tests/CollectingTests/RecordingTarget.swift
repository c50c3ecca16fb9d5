import AuditModel
import SIEMStores
import Settings
import Synchronization
import Transport

/// A target that keeps what it is sent, and may be away for a while.
final class RecordingTarget: EventDelivery, Sendable {
    private struct State: Sendable {
        var ids: [String: Int] = [:]
        var warnings: [String] = []
        var isGone = false
        var onSend: (@Sendable (Bool) -> Void)?
        var isDown: (@Sendable () -> Bool)?
        var refused: Set<String> = []
        var refusal: (any Error)?
    }

    private let state = Mutex(State())

    var traits: DeliveryTraits {
        var traits = DeliveryTraits(kind: .http, address: "scene", acknowledgement: .stored)
        traits.limits.batchEvents = 100
        return traits
    }

    /// How often each event came.
    var ids: [String: Int] { state.withLock(\.ids) }
    /// Records that are the collector's own.
    var warnings: [String] { state.withLock(\.warnings) }
    /// Whether nothing that is sent counts, since the sender has ended.
    var isGone: Bool {
        get { state.withLock(\.isGone) }
        set { state.withLock { $0.isGone = newValue } }
    }
    /// Told before and after each batch.
    var onSend: (@Sendable (Bool) -> Void)? {
        get { state.withLock(\.onSend) }
        set { state.withLock { $0.onSend = newValue } }
    }
    /// Whether it cannot be reached.
    var isDown: (@Sendable () -> Bool)? {
        get { state.withLock(\.isDown) }
        set { state.withLock { $0.isDown = newValue } }
    }
    /// Why nobody may send to it now.
    var refusal: (any Error)? {
        get { state.withLock(\.refusal) }
        set { state.withLock { $0.refusal = newValue } }
    }
    /// Ids that it never takes.
    var refused: Set<String> {
        get { state.withLock(\.refused) }
        set { state.withLock { $0.refused = newValue } }
    }

    func examination() async throws(TransportFailure) -> DeliveryExamination { DeliveryExamination() }

    func send(_ batch: [DeliveryEvent]) async -> DeliveryReceipt {
        onSend?(false)
        if isDown?() ?? false {
            let stop = TransportFailure(
                .unreachable, host: "scene", problem: Problem(.error, "E-NETWORK", "scene cannot be reached"))
            return DeliveryReceipt(batch.map { _ in .unsent }, stop: stop)
        }
        let fates = state.withLock { state in
            batch.map { event -> DeliveryFate in
                if state.isGone { return .unsent }
                if state.refused.contains(event.id) { return .refused(code: "400", words: "no") }
                let text = String(decoding: event.record, as: UTF8.self)
                if text.hasPrefix(#"{"siemgap":"#) {
                    state.warnings.append(text)
                } else {
                    state.ids[event.id, default: 0] += 1
                }
                return .taken
            }
        }
        onSend?(true)
        return DeliveryReceipt(fates)
    }

    func close() async {}
}
