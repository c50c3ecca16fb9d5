import AuditModel
import Collecting
import FileAccess
import Foundation
import Pulling
import Settings
import Synchronization
import TestKit
import Testing
import Transport

@testable import SIEMStores

/// What `collect --forward` collects arrives at servers of others, line by line and byte for byte.
@Suite(.serialized)
struct ForwardingTests {
    private static let areThere = ReceiverProgram.rsyslog != nil && ReceiverProgram.syslogNG != nil
    private static let wanted: Comment = "rsyslog and syslog-ng are not here; .ci/receivers unpacks them"
    private static let doors = SyslogServer.Door.all.filter { [.counted, .lines, .secure].contains($0.way) }

    /// Rounds of a collector, each as a process of its own would run it.
    private final class Rounds {
        private let scratch: ScratchFolder
        private let time = Mutex(WireScene.now)
        let problems = Mutex<[Problem]>([])

        init() throws { scratch = try ScratchFolder() }

        /// Collects what a service holds now, and sends what is new.
        func run(
            _ events: [DeliveryEvent], to open: @escaping CollectorDoors.OpenTarget
        ) async throws -> RoundReport? {
            let now = time.withLock { time in
                time += 300_000_000_000
                return time
            }
            let report = Mutex<RoundReport?>(nil)
            let context = TransportContext(
                now: { now }, uptime: { 0 }, wait: { _ in }, jitter: { 0 },
                randomBytes: { [UInt8](repeating: 7, count: $0) }, environment: [:], cancelFlag: CancelFlag(),
                observe: { _ in })
            let collector = Collector(
                CollectorSetting(
                    name: "listed", state: scratch.path, every: 300_000_000_000, lookback: .fixed(3_600_000_000_000),
                    isOnce: true),
                doors: CollectorDoors(
                    openSource: {
                        CollectedService(
                            source: ListedSource(events), asking: ListedSource.NobodyAsked(), settings: .object([]),
                            close: {})
                    }, target: ("siem", open), tell: { problem in self.problems.withLock { $0.append(problem) } },
                    report: { made in report.withLock { $0 = made } }),
                context: context)
            _ = try await collector.run()
            return report.withLock(\.self)
        }
    }

    /// The records in what a server wrote, each behind the head of its message.
    private static func records(_ text: String) -> [String] {
        text.utf8.split(separator: 0x0A).map { line in
            let start = line.firstRange(of: Array(#"{"Id":"#.utf8))?.lowerBound ?? line.startIndex
            return String(decoding: line[start...], as: UTF8.self)
        }
    }

    private static func texts(_ events: some Sequence<DeliveryEvent>) -> [String] {
        events.map { String(decoding: $0.record, as: UTF8.self) }
    }

    @Test(.enabled(if: areThere, wanted), arguments: doors)
    func syslogServersHoldEachEventOnce(_ door: SyslogServer.Door) async throws {
        try await SyslogServer.with(door.kind) { server in
            let settings = server.settings(door.way)
            let open: CollectorDoors.OpenTarget = {
                let delivery = try WireScene.delivery(settings)
                return ForwardTarget(delivery: delivery, close: { await delivery.close() })
            }
            let (events, rounds) = (WireScene.events(300, largest: 40_000), try Rounds())
            #expect(try await rounds.run(Array(events[..<200]), to: open)?.forwarded?.sent == 200)
            // The server is away for a round, and what came before comes again in each.
            await server.stop(kill: false)
            let down = try await rounds.run(Array(events[..<250]), to: open)
            #expect(down?.forwarded?.sent == 0 && (down?.forwarded?.waitingBytes ?? 0) > 0)
            try await server.start()
            let last = try await rounds.run(events, to: open)
            #expect(
                last?.forwarded?.sent == 100 && last?.forwarded?.waitingBytes == 0,
                "\(rounds.problems.withLock(\.self))")
            let isEvent = { (text: String) in text.hasPrefix(#"{"Id":"#) }
            #expect(try await WireScene.becomes { Self.records(try server.text()).count(where: isEvent) >= 300 })
            let received = Self.records(try server.text())
            #expect(received.filter(isEvent).sorted() == Self.texts(events).sorted())
            // The rest are the collector's own warnings.
            #expect(received.filter { !isEvent($0) }.allSatisfy { $0.contains(#"{"siemgap":{"#) })
            #expect(received.contains { $0.contains("W-FORWARD-DOWN") })
        }
    }

    @Test func anHTTPListenerHoldsEachEventOnce() async throws {
        let row = try #require(DeliveryRow.httpRows.first { $0.kind == .http })
        let scene = try await DeliveryScene(row, marks: .none)
        let (events, rounds, delivery) = (WireScene.events(300, largest: 40_000), try Rounds(), scene.delivery)
        let open: CollectorDoors.OpenTarget = { ForwardTarget(delivery: delivery, close: {}) }
        #expect(try await rounds.run(Array(events[..<200]), to: open)?.forwarded?.sent == 200)
        #expect(try await rounds.run(events, to: open)?.forwarded?.sent == 100)
        let received = try await scene.receiver.received(atLeast: 300).map(\.text)
        #expect(received == Self.texts(events))
        try await scene.close()
    }
}
