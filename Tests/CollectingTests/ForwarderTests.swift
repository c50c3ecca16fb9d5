import AuditModel
import EventLedger
import FileAccess
import SIEMStores
import TestKit
import Testing
import Transport

@testable import Collecting
@testable import Recordings

/// Events go on to a target in the order they came, each once unless nobody can know.
struct ForwarderTests {
    private static let now: Int64 = 1_793_577_600_000_000_000
    private static let paths = RecordingDescription.Paths(id: ["id"], time: "time", zone: "UTC")
    private let scratch: ScratchFolder
    private let ledger: Ledger

    init() throws {
        scratch = try ScratchFolder.inMemory()
        ledger = try Ledger(state: scratch.path)
        try ledger.put(ForwardState(position: ArchivePosition(day: "", offset: 0)), of: "m365", to: "siem")
    }

    private var archive: String { scratch.path + "/archive" }

    /// Adds events to a day of the archive.
    private func collect(_ numbers: Range<Int>, day: String = "2026-11-02") throws {
        let window = TimeWindow(from: Self.now, to: Self.now + 1_000_000_000)
        let header = RecordingHeader(
            side: .authority, name: "m365", type: "rest", window: window, paths: Self.paths, firstAsked: Self.now)
        var recording = try GrowingRecording(archive + "/" + day, for: header)
        let lines = numbers.map { #"{"id":"e\#($0)","time":"2026-11-02T00:00:00Z"}"# + "\n" }.joined()
        var slice = RecordingDescription.Slice(
            id: recording.slices.count + 1, scope: nil, axis: .event, from: window.from, to: window.to,
            outcome: .whole, reason: nil, records: numbers.count)
        slice.ranges = [try recording.append(Array(lines.utf8))]
        try recording.state(recording.slices + [slice], lastAsked: Self.now, clockOffset: nil)
    }

    private static func ids(_ numbers: Range<Int>) -> [String] { numbers.map { "e\($0)" } }

    /// One pass of sending.
    private func send(
        _ target: any EventDelivery, cancel: CancelFlag = CancelFlag()
    ) async throws -> (tally: RoundReport.Forwarded, problems: [Problem]) {
        let context = TransportContext(
            now: { Self.now }, uptime: { 0 }, wait: { _ in }, jitter: { 0 },
            randomBytes: { [UInt8](repeating: 7, count: $0) },
            environment: [:], cancelFlag: cancel, observe: { _ in })
        return try await Forwarder(
            source: "m365", target: "siem", delivery: target, ledger: ledger,
            keys: RecordKeys(Self.paths, key: IDHash(low: 1, high: 2)), context: context
        ).run(archive, to: Archive.end(of: archive))
    }

    private static func down(_ events: [DeliveryEvent]) -> DeliveryReceipt {
        let problem = Problem(.error, "E-NETWORK", "siem cannot be reached")
        return DeliveryReceipt(
            events.map { _ in .unsent }, stop: TransportFailure(.unreachable, host: "siem", problem: problem))
    }

    @Test func eventsOfAllDaysGoInTheOrderTheyCame() async throws {
        try collect(0..<25)
        try collect(25..<40)
        try collect(40..<47, day: "2026-11-03")
        let target = ScriptedTarget()
        let pass = try await send(target)
        #expect(target.taken == Self.ids(0..<47) && target.largest == 10)
        #expect(pass.tally == RoundReport.Forwarded(sent: 47) && pass.problems.isEmpty)
        let again = try await send(target)
        #expect(again.tally == RoundReport.Forwarded() && target.taken.count == 47)
    }

    @Test func whatATargetThatIsDownMissesWaitsAndIsSaid() async throws {
        try collect(0..<30)
        let broken = ScriptedTarget { $0 < 1 ? ScriptedTarget.takes($1) : Self.down($1) }
        let first = try await send(broken)
        #expect(broken.taken == Self.ids(0..<10) && first.tally.sent == 10)
        let size = try scratch.text(of: "archive/2026-11-02/records.ndjson").utf8.count
        #expect(first.tally.waitingBytes > 0 && first.tally.waitingBytes < size)
        #expect(first.problems.map(\.code) == ["W-FORWARD-DOWN"])
        #expect(first.problems[0].effect?.contains("wait in the archive") == true)
        try collect(30..<60)
        let second = try await send(ScriptedTarget { Self.down($1) })
        #expect(second.tally.waitingBytes > first.tally.waitingBytes && second.tally.mayRepeat == 0)
        let target = ScriptedTarget()
        let third = try await send(target)
        #expect(target.taken == Self.ids(10..<60), "\(target.taken)")
        #expect(third.tally == RoundReport.Forwarded(sent: 50) && third.problems.isEmpty)
    }

    @Test func warningsThatWaitAreBounded() async throws {
        for number in 0..<1_010 { try ledger.addWarning(#"{"siemgap":{"code":"W-\#(number)"}}"#, of: "m365") }
        #expect(try ledger.warnings(of: "m365").count == 1_000)
        #expect(try ledger.warnings(of: "m365").first?.record.contains("W-10\"") == true)
        let target = ScriptedTarget()
        try collect(0..<1)
        for _ in 0..<100 { _ = try await send(target) }
        #expect(try ledger.warnings(of: "m365").isEmpty && Set(target.taken).count == 1_001)
    }

    /// A run that ended after it had noted that it would send, and how the next one takes it up.
    @Test(arguments: [false, true]) func whatAKilledRunWasSendingIsCountedUnlessItCannotBeTwice(
        refusesRepeats: Bool
    ) async throws {
        try collect(0..<20)
        var state = ForwardState(position: ArchivePosition(day: "", offset: 0))
        state.sending = 10
        try ledger.put(state, of: "m365", to: "siem")
        let target = ScriptedTarget(refusesRepeats: refusesRepeats)
        let pass = try await send(target)
        #expect(target.taken == Self.ids(0..<20))
        #expect(pass.tally.mayRepeat == (refusesRepeats ? 0 : 10))
        #expect(pass.problems.map(\.code) == (refusesRepeats ? [] : ["W-FORWARD-REPEATS"]))
        #expect(try ledger.forwarding(of: "m365", to: "siem")?.sending == 0)
    }

    @Test func whatTheTargetHoldsBehindARefusalIsNotSentAgain() async throws {
        try collect(0..<10)
        let first = ScriptedTarget { _, events in
            DeliveryReceipt(
                events.map { $0.id == "e3" ? .unsent : .taken }, stop: Self.down([]).stop)
        }
        let pass = try await send(first)
        #expect(pass.tally.sent == 9 && pass.tally.waitingBytes > 0)
        let second = ScriptedTarget()
        _ = try await send(second)
        #expect(second.taken == ["e3"])
    }

    @Test func refusedEventsAreToldOnceAndDoNotHoldUpTheRest() async throws {
        try collect(0..<20)
        let target = ScriptedTarget { _, events in
            DeliveryReceipt(events.map { $0.id == "e7" ? .refused(code: "400", words: "mapping") : .taken })
        }
        let pass = try await send(target)
        #expect(pass.tally == RoundReport.Forwarded(sent: 19, refused: 1))
        #expect(pass.problems.map(\.code) == ["W-FORWARD-REFUSED"] && pass.problems[0].said == "400 mapping")
        #expect(try await send(target).problems.isEmpty)
    }

    @Test func whatABrokenConnectionMayHaveLostIsSentAgainAndCounted() async throws {
        try collect(0..<20)
        // Nothing is acknowledged, and the last 5 events are in doubt once.
        let target = ScriptedTarget(acknowledgement: .none, inDoubt: [5])
        let pass = try await send(target)
        #expect(target.taken == Self.ids(0..<20) + Self.ids(15..<20))
        #expect(pass.tally == RoundReport.Forwarded(sent: 20, mayRepeat: 5))
    }

    @Test func aStopEndsAfterTheSpanAtHand() async throws {
        try collect(0..<30)
        let cancel = CancelFlag()
        let target = ScriptedTarget { _, events in
            cancel.set()
            return ScriptedTarget.takes(events)
        }
        let pass = try await send(target, cancel: cancel)
        #expect(pass.tally.sent == 10 && pass.tally.waitingBytes > 0)
        let rest = ScriptedTarget()
        _ = try await send(rest)
        #expect(rest.taken == Self.ids(10..<30))
    }
}
