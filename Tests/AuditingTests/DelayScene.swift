import AuditModel
import Auditing
import SiemgapCommands
import Synchronization
import TestKit

/// Recordings whose events say, or have beside them, when they became available; and `drift` run on them.
final class DelayScene {
    /// 2026-11-14T00:00:00Z.
    static let start: Int64 = 1_794_614_400
    let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    /// An event, and the stretch in which it became available; seconds behind the start.
    struct Event {
        let number: Int
        let time: Int
        let after: Int
        let by: Int

        init(_ number: Int, time: Int, after: Int? = nil, by: Int) {
            (self.number, self.time, self.after, self.by) = (number, time, after ?? by, by)
        }
    }

    static func instant(_ seconds: Int) -> String {
        InstantText.rfc3339((start + Int64(seconds)) * 1_000_000_000)
    }

    /// An event each minute, 30 seconds of delay, for every tenth 20 minutes; what is visible in the window.
    static func usual(_ count: Int, window: Range<Int>) -> [Event] {
        (0..<count).map { Event($0, time: $0 * 60, by: $0 * 60 + ($0 % 10 == 5 ? 1_200 : 30)) }
            .filter { window.contains($0.by) }
    }

    private static func id(_ number: Int) -> String {
        "4b7a0000-0000-4000-8000-" + InstantText.padded(number, 12)
    }

    /// Writes a recording of Office 365 events, with a stamp for each.
    ///
    /// - Parameters:
    ///   - window: what the only slice asked for, along its axis.
    ///   - asked: when; the window's end if nil.
    func record(
        _ name: String, _ events: [Event], window: Range<Int>, axis: String = "availability", asked: Int? = nil,
        stamped: Bool = true
    ) throws {
        try folder.makeFolder(name)
        var (records, stamps) = ("", "")
        for event in events {
            let (after, by) = (Self.instant(event.after), Self.instant(event.by))
            stamps += #"{"offset":\#(records.utf8.count),"records":1,"after":"\#(after)","by":"\#(by)"}"# + "\n"
            records +=
                #"{"Id":"\#(Self.id(event.number))","CreationTime":"\#(Self.instant(event.time))","Operation":"Send","#
                + #""RecordType":2,"Workload":"Exchange","UserId":"u"}"# + "\n"
        }
        try folder.write(records, to: name + "/records.ndjson")
        if stamped { try folder.write(stamps, to: name + "/stamps.ndjson") }
        try folder.write(
            description(
                window, axis, asked ?? window.upperBound, bytes: records.utf8.count, records: events.count,
                type: "o365-management",
                paths: #"{"id":["Id"],"time":"CreationTime","zone":"UTC","available":null,"scope":"Workload"}"#),
            to: name + "/recording.json")
    }

    /// Writes a recording of risk detections, whose field `detectedDateTime` says when they became available.
    func recordDetections(_ name: String, _ events: [Event], window: Range<Int>, asked: Int) throws {
        try folder.makeFolder(name)
        let records = events.map { event in
            #"{"id":"\#(Self.id(event.number))","activityDateTime":"\#(Self.instant(event.time))","#
                + #""detectedDateTime":"\#(Self.instant(event.by))","riskEventType":"unfamiliarFeatures"}"# + "\n"
        }.joined()
        try folder.write(records, to: name + "/records.ndjson")
        try folder.write(
            description(
                window, "event", asked, bytes: records.utf8.count, records: events.count,
                type: "graph-risk-detections",
                paths:
                    #"{"id":["id"],"time":"activityDateTime","zone":"UTC","available":"detectedDateTime","scope":null}"#
            ),
            to: name + "/recording.json")
    }

    private func description(
        _ window: Range<Int>, _ axis: String, _ asked: Int, bytes: Int, records: Int, type: String, paths: String
    ) -> String {
        let (from, to) = (Self.instant(window.lowerBound), Self.instant(window.upperBound))
        return """
            {"schema":1,"side":"authority","name":"m365","type":"\(type)","hosts":[],"settings":{},
             "tool":"0.1.0","window":{"from":"\(from)","to":"\(to)"},
             "asked":{"first":"\(Self.instant(asked))","last":"\(Self.instant(asked))"},"clock_offset_ms":null,
             "paths":\(paths),
             "slices":[{"id":1,"scope":null,"axis":"\(axis)","from":"\(from)","to":"\(to)","outcome":"whole",
               "reason":null,"records":\(records),"at":[[0,\(bytes)]],"asked":"\(Self.instant(asked))"}]}
            """
    }

    /// Runs `siemgap drift` with these words.
    func drift(_ words: [String]) async -> (status: Int32, output: String, errors: String) {
        let output = Mutex("")
        let errors = Mutex("")
        let context = RunContext(
            now: { (Self.start + 1_000_000) * 1_000_000_000 }, uptime: { 0 },
            randomBytes: { [UInt8](repeating: 7, count: $0) },
            environment: ["SIEMGAP_WORKERS": "2", "TMPDIR": folder.path, "LANG": "C", "TZ": "UTC"],
            standardOutput: OutputStream(isTerminal: false, columns: nil) { text in output.withLock { $0 += text } },
            standardError: OutputStream(isTerminal: false, columns: nil) { text in errors.withLock { $0 += text } },
            cancelFlag: CancelFlag())
        let commands = CommandContext(run: context, audit: Wiring.audit, inspect: Wiring.inspect)
        let status = await EntryPoint.run(["drift"] + words + ["--state", folder.path + "/state"], in: commands)
        return (status, output.withLock { $0 }, errors.withLock { $0 })
    }
}
