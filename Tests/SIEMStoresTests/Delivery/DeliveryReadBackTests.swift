import AuditModel
import ByteScan
import Pulling
import Recordings
import Settings
import Simulators
import Testing
import Transport

@testable import SIEMStores

/// What was sent is found by the product's own queries, by its id, with its text.
struct DeliveryReadBackTests {
    /// A product whose simulator both takes events and is asked for them.
    struct Row: Sendable, CustomTestStringConvertible {
        let kind: NamedSIEM.DeliveryKind
        let siem: String
        var source = "o365-management"
        /// Keys of the store's entry in the place of those that the simulator prints.
        var store: [String: String] = [:]

        var testDescription: String { siem }
    }

    static let rows = [
        Row(kind: .bulk, siem: "elasticsearch"), Row(kind: .bulk, siem: "opensearch", source: "graph-sign-ins"),
        Row(kind: .hec, siem: "splunk"), Row(kind: .loki, siem: "loki"), Row(kind: .victorialogs, siem: "victorialogs"),
        Row(kind: .sumo, siem: "sumo"),
        Row(
            kind: .logsIngestion, siem: "azure-monitor", source: "graph-sign-ins",
            store: ["tables": "[SiemgapBackfill_CL]", "id": "EventId", "time": "OriginalTime"]),
    ]

    @Test(arguments: rows)
    func sentEventsAreFoundByTheirIDs(_ row: Row) async throws {
        let delivery = DeliveryRow(
            kind: row.kind,
            start: { _ in try await SimulatedReceiver(row.kind, row.siem, row.source, faults: []) })
        try await DeliveryScene.with(delivery) { scene in
            let simulated = try #require(scene.receiver as? SimulatedReceiver)
            let events = DeliveryScene.events(25)
            let receipt = await scene.delivery.send(events)
            #expect(receipt.fates.allSatisfy { $0 == .taken })
            let made = try Self.store(row, simulated.host)
            let client = scene.client(made.client)
            let pages = made.store.pages(
                ofIDs: events.dropFirst(5).map { [$0.id] } + [["7d3e0000-0000-4000-8000-00000000dead"]], in: nil, client
            )
            var lines: [String] = []
            while let page = try await pages.next() {
                lines += String(decoding: page.lines, as: UTF8.self).split(separator: "\n").map(String.init)
            }
            await pages.close()
            let found = try lines.map { try JSONTree(parsing: Array($0.utf8)) }
            #expect(found.compactMap { $0["id"]?.text }.sorted() == events.dropFirst(5).map(\.id).sorted())
            let lengths = Dictionary(
                found.map { ($0["id"]?.text ?? "", $0["length"]?.wholeNumber) }
            ) { first, _ in first }
            for event in events.dropFirst(5) {
                // Where the product tells the length of the text, in bytes or characters, it is the whole text.
                let characters = String(decoding: event.record, as: UTF8.self).unicodeScalars.count
                if let length = lengths[event.id] ?? nil { #expect(length >= Int64(characters)) }
            }
            let texts = found.map { ($0["id"]?.text ?? "", $0["text"]?.text ?? "") }
            let held = Dictionary(texts) { first, _ in first }
            for event in events.dropFirst(5) {
                let text = held[event.id] ?? ""
                let original = (try? JSONTree(parsing: Array(text.utf8)))?["event"]?["original"]?.text
                #expect(original ?? text == String(decoding: event.record, as: UTF8.self))
            }
        }
    }

    private static func store(_ row: Row, _ host: SimulatorHost) throws -> MadeStore {
        let lines = host.configuration.text.split(separator: "\n").filter { line in
            !row.store.keys.contains { line.hasPrefix("    \($0):") }
        }
        let own = row.store.map { "    \($0.key): \($0.value)" }
        let text = (lines + own.map { Substring($0) }).joined(separator: "\n") + "\n"
        let node = try SettingsNode(parsing: text, file: "siemgap.yaml")
        let named = try #require(try Configuration(node: node, now: DeliveryScene.now).siems.first)
        let secrets = host.configuration.environment
        let outside = SourceMaking(
            resolve: { reference, _ in
                guard case .environment(let name) = reference else { return Secret("") }
                return Secret(secrets.first { $0.name == name }?.value ?? "")
            }, wait: { _ in })
        return try StoreRegistry.store(named, making: StoreMaking(outside, asksWhole: false, asksTexts: true))
    }
}
