import AuditModel
import FileAccess
import TestKit
import Testing
import Transport

@testable import SIEMStores

struct FileDeliveryTests {
    private static func delivery(
        _ folder: ScratchFolder, _ more: String = "", marks: DeliveryMarks = .none
    ) throws -> any RereadableDelivery {
        let made = try WireScene.delivery("type: file, path: '\(folder.path)/o365.ndjson'\(more)", marks: marks)
        return try #require(made as? any RereadableDelivery)
    }

    @Test func batchesAreAppendedAsTheyAre() async throws {
        let folder = try ScratchFolder()
        try folder.write("{\"old\":1}\n", to: "o365.ndjson")
        let delivery = try Self.delivery(folder)
        let events = WireScene.events(120)
        for start in [0, 60] {
            let receipt = await delivery.send(Array(events[start..<start + 60]))
            #expect(receipt.fates.allSatisfy { $0 == .taken } && receipt.stop == nil)
        }
        await delivery.close()
        #expect(try folder.text(of: "o365.ndjson") == "{\"old\":1}\n" + WireScene.lines(events))
    }

    @Test func whatIsThereIsFoundWithAndWithoutMarks() async throws {
        let folder = try ScratchFolder()
        let events = WireScene.events(60, largest: 3_000_000)
        let marked = try Self.delivery(folder, marks: DeliveryMarks(plan: "p-1"))
        _ = await marked.send(Array(events[..<55]))
        await marked.close()
        let plain = try Self.delivery(folder)
        _ = await plain.send(Array(events[55..<57]))
        #expect(try await plain.present(events) == Set(0..<57))
        #expect(
            try folder.text(of: "o365.ndjson").hasPrefix(
                #"{"siemgap.plan":"p-1","siemgap.sent":"2026-11-04T12:00:00Z","Id":"e-0""#))
    }

    @Test func aFileIsPutAwayBeforeItGrowsTooLarge() async throws {
        let folder = try ScratchFolder()
        try folder.write("keep\n", to: "o365.ndjson.2")
        let delivery = try Self.delivery(folder, ", rotate: 1KiB")
        let events = WireScene.events(40, largest: 10)
        for event in events { #expect(await delivery.send([event]).fates == [.taken]) }
        let names = try folder.names()
        #expect(names.contains("o365.ndjson.3") && names.contains("o365.ndjson.4") && !names.contains("o365.ndjson.1"))
        #expect(try folder.text(of: "o365.ndjson.2") == "keep\n")
        var text = ""
        for number in 3..<(names.count + 1) { text += try folder.text(of: "o365.ndjson.\(number)") }
        #expect(text + (try folder.text(of: "o365.ndjson")) == WireScene.lines(events))
        for name in names where name != "o365.ndjson.2" { #expect(try folder.bytes(of: name).count <= 1_024) }
        #expect(try await delivery.present(events) == Set(events.indices))
    }

    @Test func anEventThatACrashHasCutIsTakenBack() async throws {
        let folder = try ScratchFolder()
        let events = WireScene.events(3, largest: 10)
        let lines = Array(WireScene.lines(events).utf8)
        let two = WireScene.lines(Array(events[..<2])).utf8.count
        for length in two...lines.count {
            try folder.write(String(decoding: lines[..<length], as: UTF8.self), to: "o365.ndjson")
            let delivery = try Self.delivery(folder)
            let present = try await delivery.present(events)
            await delivery.close()
            let isWhole = length >= lines.count - 1
            #expect(present == (isWhole ? [0, 1, 2] : [0, 1]), "\(length) bytes")
            #expect(try folder.bytes(of: "o365.ndjson").count == (isWhole ? lines.count : two))
        }
    }

    @Test func aFileOfAnotherKindIsNotTouched() async throws {
        let folder = try ScratchFolder()
        try folder.write("one line\nand half a one", to: "o365.ndjson")
        let receipt = await (try Self.delivery(folder)).send(WireScene.events(1))
        #expect(receipt.stop?.problem.code == "E-SEND-FOREIGN" && receipt.fates == [.unsent])
        #expect(try folder.text(of: "o365.ndjson") == "one line\nand half a one")
    }

    @Test func oneWriterAtATime() async throws {
        let folder = try ScratchFolder()
        let (one, two) = (try Self.delivery(folder), try Self.delivery(folder))
        _ = try await one.examination()
        #expect(await two.send(WireScene.events(1)).stop?.problem.code == "E-SEND-LOCKED")
        await one.close()
        #expect(await two.send(WireScene.events(1)).stop == nil)
    }

    @Test func aFileThatSomebodyMovesIsBegunAnew() async throws {
        let folder = try ScratchFolder()
        let delivery = try Self.delivery(folder)
        let events = WireScene.events(2)
        _ = await delivery.send([events[0]])
        try FileSystem.replace(folder.path + "/taken", with: folder.path + "/o365.ndjson")
        _ = await delivery.send([events[1]])
        #expect(try folder.text(of: "taken") + (try folder.text(of: "o365.ndjson")) == WireScene.lines(events))
    }

    @Test func aFolderThatIsNotThereIsToldOf() async throws {
        let delivery = try WireScene.delivery("type: file, path: /nowhere/at/all.ndjson")
        let receipt = await delivery.send(WireScene.events(1))
        #expect(receipt.stop?.problem.code == "E-SEND-FILE" && receipt.fates == [.unsent])
    }
}
