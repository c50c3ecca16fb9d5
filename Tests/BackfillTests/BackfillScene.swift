import AuditModel
import EventLedger
import FileAccess
import Foundation
import SIEMStores
import TestKit
import Testing
import Transport

@testable import Backfill

/// A finished run on disk, a target that lives in the test, and a clock that moves when somebody waits.
final class BackfillScene {
    static let second: Int64 = 1_000_000_000
    static let day = 86_400 * second
    /// 2026-11-09T00:00:00Z.
    static let start: Int64 = 1_794_182_400 * second
    static let runID = "20261117T080211Z-weekly-7f3a"

    let scratch: ScratchFolder
    let ledger: Ledger
    let cancelFlag = CancelFlag()
    private let clock = HandClock()

    init(events: Int = 10) throws {
        scratch = try ScratchFolder()
        try scratch.makeFolder("state")
        ledger = try Ledger(state: scratch.path + "/state")
        try writeRun((0..<events).map(Self.event))
    }

    var state: String { scratch.path + "/state" }
    var runFolder: String { scratch.path + "/run" }
    /// Seconds of all waits.
    var waits: [Double] { clock.waits }

    /// Moves the clock.
    func advance(seconds: Int64) { clock.advance(seconds * Self.second) }

    /// Clocks that stand five days after the run's window began.
    var context: TransportContext {
        let clock = clock
        return TransportContext(
            now: { Self.start + 5 * Self.day + clock.uptime }, uptime: { clock.uptime }, wait: { clock.wait($0) },
            jitter: { 0 }, randomBytes: { Array(repeating: 7, count: $0) }, environment: [:],
            cancelFlag: cancelFlag, observe: { _ in })
    }

    // MARK: The run

    /// An event of the run: the later its number, the earlier it happened.
    struct Event {
        let id: String
        let time: Int64?
        let line: String
    }

    static func id(_ number: Int) -> String {
        let digits = String(number, radix: 16)
        return "7d3a0000-0000-4000-8000-" + String(repeating: "0", count: 12 - digits.count) + digits
    }

    static func event(_ number: Int) -> Event {
        let time = start + day - Int64(number) * 60 * second
        let stamp = InstantText.rfc3339(time)
        return Event(
            id: id(number), time: time,
            line: """
                {"CreationTime":"\(stamp.dropLast())","Id":"\(id(number))","Operation":"Send","OrganizationId":"o",\
                "RecordType":2,"UserKey":"k","UserType":0,"Version":1,"Workload":"Exchange","UserId":"zoë@example.org"}
                """)
    }

    /// - Parameter siem: the audited SIEM's name, which ends in `.csv` for a file.
    func writeRun(_ events: [Event], whole: Bool = true, siem: String = "lake") throws {
        try scratch.makeFolder("run")
        let rows = events.map { "missing,\($0.id),\($0.time.map(InstantText.rfc3339) ?? ""),,,1,\r\n" }
        let files = [
            "missing.ndjson": events.map { $0.line + "\n" }.joined(),
            "findings.csv": "kind,id,authority_time,siem_time,delta_seconds,gap,detail\r\n" + rows.joined(),
            "report.json": """
            {"run_id":"\(Self.runID)","verdict":"gaps","window":{"from":"2026-11-09T00:00:00Z",\
            "to":"2026-11-10T00:00:00Z"},"audited":{"whole":\(whole)},"authority":{"kind":"o365-management"},\
            "siem":{"name":"\(siem)"},\
            "counts":{"missing":\(events.count),"unknown":0,"unsettled":0}}
            """,
        ]
        for (name, text) in files { try scratch.write(text, to: "run/" + name) }
        let listed = try files.keys.sorted().map { name in
            "{\"path\":\"\(name)\",\"sha256\":\"\(try #require(try PlanFolder.sha256(runFolder + "/" + name)))\"}"
        }
        try scratch.write(
            """
            {"run_id":"\(Self.runID)","files":[\(listed.joined(separator: ","))],\
            "settings":[{"name":"siem","value":"\(siem)","origin":"flag"}],\
            "inputs":[\(siem.hasSuffix(".csv") ? #"{"path":"\#(siem)"}"# : "")]}
            """,
            to: "run/manifest.json")
    }

    // MARK: The steps

    func plan(_ target: ScriptedTarget, retention: Int64? = nil) async throws -> PlanForecast {
        let order = PlanMaker.Order(
            run: try RunEvidence(folder: runFolder), target: "lake", traits: target.traits, asking: target.asking,
            retention: retention, state: state)
        return try await PlanMaker(context: context, progress: { _ in }).make(order, ledger)
    }

    func setting(_ forecast: PlanForecast, _ target: ScriptedTarget) -> PlanApplication.Setting {
        PlanApplication.Setting(
            folder: forecast.folder, plan: forecast.plan, delivery: target, asking: target.asking, context: context,
            progress: { _ in })
    }

    func apply(_ forecast: PlanForecast, _ target: ScriptedTarget) async throws -> ApplyOutcome {
        var application = try PlanApplication(setting(forecast, target))
        return try await application.run()
    }

    func check(_ forecast: PlanForecast, _ target: ScriptedTarget, wait: Double = 0) async throws -> CheckOutcome {
        try await PlanCheck(forecast.plan, forecast.folder, context: context, progress: { _ in })
            .run(target.asking, wait: wait, ledger)
    }
}
