import AuditModel
import Settings
import Testing
import Transport

@testable import SIEMStores

/// What every way to send owes to those who send by it, held to over real connections.
struct DeliveryContract {
    @Test func everyKindHasARow() {
        let kinds = Set(DeliveryRegistry.deliveries.map(\.kind))
        #expect(Set(DeliveryRow.all.map(\.kind)).isSubset(of: kinds))
        #expect(kinds.isSubset(of: Set(DeliveryRow.all.map(\.kind))))
    }

    @Test(arguments: DeliveryRow.all)
    func whatIsSentArrivesWhole(_ row: DeliveryRow) async throws {
        try await DeliveryScene.with(row) { scene in
            let events = DeliveryScene.events(120)
            let receipt = await scene.delivery.send(events)
            #expect(receipt.stop == nil, "\(String(describing: receipt.stop?.problem))")
            #expect(receipt.fates.allSatisfy { $0 == .taken }, "\(receipt.fates.first { $0 != .taken } as Any)")
            let received = try await scene.receiver.received(atLeast: events.count)
            #expect(received.map(\.text).sorted() == events.map(Self.text).sorted())
            try Self.check(received, events, row)
        }
    }

    @Test(arguments: DeliveryRow.all)
    func unmarkedEventsCarryNothing(_ row: DeliveryRow) async throws {
        try await DeliveryScene.with(row, marks: .none) { scene in
            let events = DeliveryScene.events(3)
            let receipt = await scene.delivery.send(events)
            #expect(receipt.fates == [.taken, .taken, .taken])
            let received = try await scene.receiver.received(atLeast: 3)
            #expect(received.map(\.text).sorted() == events.map(Self.text).sorted())
            #expect(received.allSatisfy { $0.plan == nil && $0.sent == nil })
        }
    }

    @Test(arguments: DeliveryRow.all)
    func nothingIsSentOfAnEmptyBatch(_ row: DeliveryRow) async throws {
        try await DeliveryScene.with(row) { scene in
            let receipt = await scene.delivery.send([])
            #expect(receipt.fates.isEmpty && receipt.stop == nil)
            let left = try await scene.receiver.received(atLeast: 0)
            #expect(left.isEmpty)
        }
    }

    @Test(arguments: DeliveryRow.all)
    func lookingAtItStoresNothing(_ row: DeliveryRow) async throws {
        try await DeliveryScene.with(row) { scene in
            let told = try await scene.delivery.examination()
            let secrets = scene.receiver.secrets.values
            #expect(!secrets.contains { "\(told) \(scene.delivery.traits)".contains($0) })
            #expect(scene.delivery.traits.kind == row.kind)
            let left = try await scene.receiver.received(atLeast: 0)
            #expect(left.isEmpty)
        }
    }

    @Test(arguments: DeliveryRow.all)
    func whatItSaysOfRepeatsIsTrue(_ row: DeliveryRow) async throws {
        try await DeliveryScene.with(row) { scene in
            let events = DeliveryScene.events(5)
            _ = await scene.delivery.send(events)
            let receipt = await scene.delivery.send(events)
            let refuses = scene.delivery.traits.refusesRepeats
            #expect(receipt.fates.allSatisfy { $0 == (refuses ? .present : .taken) })
            let count = refuses ? events.count : 2 * events.count
            let held = try await scene.receiver.received(atLeast: count)
            #expect(held.count == count)
        }
    }

    @Test(arguments: DeliveryTroubleRow.rows(.busy))
    func aBusyTargetIsWaitedFor(_ test: DeliveryTroubleRow) async throws {
        try await DeliveryScene.with(test.row, trouble: test.trouble) { scene in
            let events = DeliveryScene.events(30)
            let receipt = await scene.delivery.send(events)
            #expect(receipt.stop == nil, "\(String(describing: receipt.stop?.problem))")
            #expect(receipt.fates.allSatisfy { $0 == .taken })
            let received = try await scene.receiver.received(atLeast: events.count)
            #expect(received.map(\.text).sorted() == events.map(Self.text).sorted())
        }
    }

    @Test(arguments: DeliveryTroubleRow.rows(.refusing))
    func refusedEventsAreNamedAndOthersAreThere(_ test: DeliveryTroubleRow) async throws {
        try await DeliveryScene.with(test.row, trouble: test.trouble) { scene in
            let events = DeliveryScene.events(40)
            let receipt = await scene.delivery.send(events)
            let received = Set(try await scene.receiver.received(atLeast: 0).map(\.text))
            #expect(receipt.fates.contains { $0 == .taken || $0.isDoubtful })
            #expect(receipt.fates.contains { if case .refused = $0 { true } else { $0.isDoubtful } })
            for (event, fate) in zip(events, receipt.fates) {
                switch fate {
                case .taken, .present: #expect(received.contains(Self.text(event)))
                case .refused(let code, let words):
                    #expect(!received.contains(Self.text(event)))
                    #expect(!code.isEmpty && words.count <= 300)
                case .unsent: #expect(!received.contains(Self.text(event)))
                case .doubtful(let why): #expect(!why.isEmpty)
                }
            }
        }
    }

    @Test(arguments: DeliveryTroubleRow.rows(.silent) + DeliveryTroubleRow.rows(.broken))
    func withoutAnAnswerNothingIsSentBlindly(_ test: DeliveryTroubleRow) async throws {
        try await DeliveryScene.with(test.row, trouble: test.trouble) { scene in
            let events = DeliveryScene.events(10)
            let receipt = await scene.delivery.send(events)
            let received = try await scene.receiver.received(atLeast: 0).map(\.text).sorted()
            if scene.delivery.traits.refusesRepeats {
                #expect(receipt.fates.allSatisfy { $0 == .taken || $0 == .present })
                #expect(received == events.map(Self.text).sorted())
            } else {
                #expect(receipt.fates.allSatisfy { $0.isDoubtful }, "\(receipt.fates[0])")
                #expect(received.isEmpty || received == events.map(Self.text).sorted())
            }
        }
    }

    @Test(arguments: DeliveryTroubleRow.rows(.denied))
    func aRefusedCredentialStopsAndStaysSecret(_ test: DeliveryTroubleRow) async throws {
        try await DeliveryScene.with(test.row, trouble: test.trouble) { scene in
            let receipt = await scene.delivery.send(DeliveryScene.events(4))
            let stop = try #require(receipt.stop)
            #expect(receipt.fates.allSatisfy { $0 == .unsent })
            #expect(!scene.receiver.secrets.values.contains { "\(stop) \(stop.problem)".contains($0) })
            let left = try await scene.receiver.received(atLeast: 0)
            #expect(left.isEmpty)
        }
    }

    @Test(arguments: DeliveryTroubleRow.rows(.narrow))
    func aRequestThatIsTooLargeIsSplit(_ test: DeliveryTroubleRow) async throws {
        try await DeliveryScene.with(test.row, trouble: test.trouble) { scene in
            var events = DeliveryScene.events(60)
            let long = #"{"Id":"long","text":""# + String(repeating: "äx", count: 6_000) + #""}"#
            events.append(DeliveryEvent(id: "long", time: DeliveryScene.now, record: Array(long.utf8)))
            let receipt = await scene.delivery.send(events)
            #expect(receipt.fates.dropLast().allSatisfy { $0 == .taken })
            guard case .refused? = receipt.fates.last else {
                Issue.record("\(String(describing: receipt.fates.last)) is no refusal")
                return
            }
            let received = try await scene.receiver.received(atLeast: 60)
            #expect(received.map(\.text).sorted() == events.dropLast().map(Self.text).sorted())
        }
    }

    @Test(arguments: DeliveryRow.all.filter { $0.kind != .file })
    func aTargetThatIsNotThereIsToldOf(_ row: DeliveryRow) async throws {
        try await DeliveryScene.with(row) { scene in
            try await scene.stopReceiver()
            let receipt = await scene.delivery.send(DeliveryScene.events(3))
            guard scene.delivery.traits.acknowledgement != .none else { return }
            #expect(receipt.fates.allSatisfy { $0 == .unsent || $0.isDoubtful })
            if receipt.fates.allSatisfy({ $0 == .unsent }) { #expect(receipt.stop != nil) }
            #expect(!scene.receiver.secrets.values.contains { "\(String(describing: receipt.stop))".contains($0) })
        }
    }

    @Test(arguments: DeliveryRow.all)
    func theCommonSettingsHold(_ row: DeliveryRow) async throws {
        let more = "batch: {events: 7, bytes: 32KiB}, rate: {events: 50, bytes: 1MiB}, max_event: 2KiB, max_age: 3d"
        try await DeliveryScene.with(row, settings: { $0.dropLast() + ", \(more)}" }) { scene in
            let limits = scene.delivery.traits.limits
            #expect(limits.batchEvents == 7 && limits.batchBytes == 32 << 10)
            #expect(limits.eventsPerSecond == 50 && limits.bytesPerSecond == Double(1 << 20))
            #expect(limits.eventBytes == 2 << 10 && limits.oldestSeconds == 3 * 86_400)
        }
    }

    @Test(arguments: DeliveryRow.all)
    func anUnknownKeyIsRefused(_ row: DeliveryRow) async throws {
        let fault = try await #require(throws: SettingsFault.self) {
            try await DeliveryScene.with(row, settings: { $0.dropLast() + ", zzz: 3}" }) { _ in }
        }
        let means = try #require(fault.problem.means)
        let known = Set(means.replacing("keys here: ", with: "").split(separator: " ").map(String.init))
        guard case .object(let members)? = DeliveryRegistry.schemas[row.kind.rawValue],
            case .object(let properties)? = members.first(where: { $0.name == "properties" })?.value
        else {
            Issue.record("\(row.kind) has no schema")
            return
        }
        // The schema and the reader know the same keys.
        #expect(Set(properties.map(\.name)) == known.subtracting(["type"]))
    }

    // MARK: Comparing

    private static func text(_ event: DeliveryEvent) -> String { String(decoding: event.record, as: UTF8.self) }

    /// Holds what stands beside events to what the row says of it.
    private static func check(
        _ received: [ReceivedEvent], _ events: [DeliveryEvent], _ row: DeliveryRow
    ) throws {
        let byText = Dictionary(events.map { (text($0), $0) }) { first, _ in first }
        for one in received {
            let event = try #require(byText[one.text])
            if let unit = row.timeUnit, let time = event.time {
                #expect(one.time == EventTime.floor(time, unit))
            }
            if row.hasID { #expect(one.id == event.id) }
            if row.hasMarks {
                #expect(one.plan == DeliveryScene.plan)
                #expect(one.sent == InstantText.rfc3339(DeliveryScene.now))
            }
        }
    }
}
