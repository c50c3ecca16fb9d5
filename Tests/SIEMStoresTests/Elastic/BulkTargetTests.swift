import AuditModel
import ByteScan
import Settings
import Simulators
import Testing
import Transport

@testable import SIEMStores

/// The simulated data stream's faults, and what settings make of documents.
struct BulkTargetTests {
    private static let settings = "{type: bulk, url: https://siem.test, index: logs-x, check: never}"

    private static func row(_ fault: String, check: String = "auto") -> DeliveryRow {
        DeliveryRow(
            kind: .bulk,
            start: { _ in
                try await SimulatedReceiver(.bulk, "elasticsearch", "o365-management", faults: [fault]) {
                    $0.dropLast() + ", check: \(check)}"
                }
            })
    }

    @Test func busyDocumentsAloneAreSentAgain() async throws {
        try await DeliveryScene.with(Self.row("ingest-busy-items")) { scene in
            let events = DeliveryScene.events(30)
            let receipt = await scene.delivery.send(events)
            #expect(receipt.fates.allSatisfy { $0 == .taken } && receipt.stop == nil)
            let held = try await scene.receiver.received(atLeast: 30)
            #expect(held.count == 30)
        }
    }

    @Test func documentsInTheFailureStoreAreRefused() async throws {
        try await DeliveryScene.with(Self.row("ingest-diverted=3")) { scene in
            let receipt = await scene.delivery.send(DeliveryScene.events(60))
            let held = try await scene.receiver.received(atLeast: 0)
            #expect(receipt.fates.count { $0 == .taken } == held.count)
            #expect(
                receipt.fates.contains { fate in
                    if case .refused("failure_store", _) = fate { true } else { false }
                })
        }
    }

    @Test(arguments: [("always", 20), ("auto", 20), ("never", 40)])
    func aRolloverMakesRepeatsUnlessIDsAreLookedFor(_ check: String, _ count: Int) async throws {
        try await DeliveryScene.with(Self.row("ingest-rollover", check: check)) { scene in
            let events = DeliveryScene.events(20)
            _ = await scene.delivery.send(events)
            let again = await scene.delivery.send(events)
            #expect(again.fates.allSatisfy { $0 == (check == "never" ? .taken : .present) })
            let held = try await scene.receiver.received(atLeast: count)
            #expect(held.count == count)
        }
    }

    @Test func aBlockedIndexStops() async throws {
        try await DeliveryScene.with(Self.row("ingest-blocked")) { scene in
            let receipt = await scene.delivery.send(DeliveryScene.events(5))
            #expect(receipt.stop?.problem.code == "E-DELIVERY-INDEX")
            #expect(receipt.fates.allSatisfy { $0 == .unsent })
        }
    }

    @Test func aTimeOutIsAskedForAndSentAgain() async throws {
        try await DeliveryScene.with(Self.row("ingest-timeout")) { scene in
            let receipt = await scene.delivery.send(DeliveryScene.events(12))
            #expect(receipt.stop == nil && receipt.fates.allSatisfy { $0 == .present })
            let held = try await scene.receiver.received(atLeast: 12)
            #expect(held.count == 12)
        }
    }

    @Test(arguments: [
        (
            "format: event",
            #"{"@timestamp":"2026-11-04T12:00:00Z","event":{"id":"i","original":"{\"Id\":\"i\",\"a\":1}"},"siemgap":{"plan":"p-1","sent":"2026-11-04T12:00:00Z"}}"#
        ),
        (
            "pipeline: o365",
            #"{"@timestamp":"2026-11-04T12:00:00Z","message":"{\"Id\":\"i\",\"a\":1}","event":{"id":"i"},"siemgap":{"plan":"p-1","sent":"2026-11-04T12:00:00Z"}}"#
        ),
        (
            "format: raw",
            #"{"@timestamp":"2026-11-04T12:00:00Z","Id":"i","a":1,"siemgap":{"plan":"p-1","sent":"2026-11-04T12:00:00Z"}}"#
        ),
    ])
    func documentsHaveTheirForm(_ setting: String, _ document: String) async throws {
        let script = ScriptedDelivery { _, _ in .json(200, #"{"errors":false,"items":[{"create":{"status":201}}]}"#) }
        let event = DeliveryEvent(id: "i", time: DeliveryScene.now, record: Array(#"{"Id":"i","a":1}"#.utf8))
        let settings = String(Self.settings.dropLast()) + ", \(setting)}"
        let receipt = try await script.delivery(settings).send([event])
        #expect(receipt.fates == [.taken])
        let call = try #require(script.calls.first)
        #expect(String(decoding: call.body ?? [], as: UTF8.self) == "{\"create\":{\"_id\":\"i\"}}\n\(document)\n")
        #expect(call.url.contains("pipeline=o365") == (setting == "pipeline: o365"))
    }

    @Test(arguments: [
        (#"{"errors":false,"items":[]}"#), (#"{"errors":false,"items":[{"create":{"status":2"#), "",
    ])
    func anAnswerThatIsCutLeavesDoubts(_ body: String) async throws {
        let script = ScriptedDelivery { _, _ in .json(200, body) }
        let receipt = try await script.delivery(Self.settings).send(DeliveryScene.events(1))
        #expect(receipt.fates.map(\.word) == ["doubtful"])
        #expect(script.calls.count == 21)
    }

    @Test(arguments: [
        ("{type: bulk, url: https://siem.test}", "one index"),
        ("{type: bulk, url: https://siem.test, index: logs-*}", "one index"),
        ("{type: bulk, url: nowhere, index: x}", "address"),
        ("{type: bulk, url: https://siem.test, index: x, batch: {bytes: 1GiB}}", "takes 104857600 bytes"),
        ("{type: bulk, url: https://siem.test, index: x, batch: {events: 0}}", "at least 1"),
        ("{type: bulk, url: https://siem.test, index: x, format: xml}", "none of the values"),
    ])
    func wrongSettingsAreRefused(_ settings: String, _ words: String) {
        let said = ScriptedDelivery.refusal(settings) ?? "nothing"
        #expect(said.contains(words), "\(said)")
    }
}
