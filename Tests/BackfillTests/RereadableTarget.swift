import SIEMStores
import Transport

/// A scripted target whose events can be read back as they were sent.
struct RereadableTarget: RereadableDelivery {
    let target: ScriptedTarget

    var traits: DeliveryTraits { target.traits }

    func examination() async throws(TransportFailure) -> DeliveryExamination { try await target.examination() }

    func send(_ batch: [DeliveryEvent]) async -> DeliveryReceipt { await target.send(batch) }

    func close() async {}

    func present(_ events: [DeliveryEvent]) async throws(TransportFailure) -> Set<Int> {
        let held = target.copies
        return Set(events.indices.filter { held[events[$0].id] != nil })
    }
}
