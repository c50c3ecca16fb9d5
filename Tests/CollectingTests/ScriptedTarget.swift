import SIEMStores
import Settings
import Synchronization
import Transport

/// A target that answers each batch as it is told to, and keeps what it took in the order it came.
final class ScriptedTarget: EventDelivery, Sendable {
    typealias Answer = @Sendable (_ batch: Int, _ events: [DeliveryEvent]) -> DeliveryReceipt

    private struct State: Sendable {
        var batches = 0
        var taken: [String] = []
        var largest = 0
        var inDoubt: [Int] = []
    }

    let traits: DeliveryTraits
    private let answer: Answer
    private let state = Mutex(State())

    /// - Parameters:
    ///   - answer: what becomes of a batch, counted from 0.
    ///   - inDoubt: what `drain` says, one call after the other; then 0.
    init(
        acknowledgement: DeliveryTraits.Acknowledgement = .stored, refusesRepeats: Bool = false, inDoubt: [Int] = [],
        answer: @escaping Answer = { ScriptedTarget.takes($1) }
    ) {
        var traits = DeliveryTraits(kind: .http, address: "scene", acknowledgement: acknowledgement)
        traits.limits.batchEvents = 10
        traits.refusesRepeats = refusesRepeats
        (self.traits, self.answer) = (traits, answer)
        state.withLock { $0.inDoubt = inDoubt }
    }

    static func takes(_ events: [DeliveryEvent]) -> DeliveryReceipt { DeliveryReceipt(events.map { _ in .taken }) }

    /// Ids of what it took, warnings among them.
    var taken: [String] { state.withLock(\.taken) }
    /// Events in the largest batch.
    var largest: Int { state.withLock(\.largest) }

    func examination() async throws(TransportFailure) -> DeliveryExamination { DeliveryExamination() }

    func send(_ batch: [DeliveryEvent]) async -> DeliveryReceipt {
        let number = state.withLock { state in
            state.largest = max(state.largest, batch.count)
            state.batches += 1
            return state.batches - 1
        }
        let receipt = answer(number, batch)
        state.withLock { state in
            for (event, fate) in zip(batch, receipt.fates) where fate == .taken || fate.isDoubtful {
                state.taken.append(event.id)
            }
        }
        return receipt
    }

    func drain() async -> Int { state.withLock { $0.inDoubt.isEmpty ? 0 : $0.inDoubt.removeFirst() } }

    func close() async {}
}
