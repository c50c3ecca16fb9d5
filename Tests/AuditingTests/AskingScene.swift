import AuditModel
import Auditing
import Foundation
import SiemgapCommands
import Simulators
import Synchronization
import TestKit

/// A simulated service on loopback, the export of its SIEM, and commands run on both inside the test.
final class AskingScene {
    /// 2026-11-02T00:00:00Z, when the tenant begins; commands run three days later.
    static let start: Int64 = 1_793_577_600_000_000_000
    static let hour: Int64 = 3_600_000_000_000

    let folder: ScratchFolder
    let host: SimulatorHost
    /// What an auditor who is told the truth finds.
    let truth: AuditTruth
    /// The source's name in the configuration.
    let source: String
    private var environment: [String: String]
    private var runs = 0

    init(
        _ type: String, events: Int = 200, faults: [APIFault] = [], collector: [CollectorPlan] = [],
        roles: [String]? = nil, siem: SIEMPlan = SIEMPlan(kind: "ndjson"), settings: [String] = []
    ) async throws {
        folder = try ScratchFolder()
        var scenario = Scenario(
            name: "scene", seed: 3,
            tenant: TenantPlan(sources: [type], from: .at(Self.start), length: 24 * Self.hour, events: events),
            api: faults, collector: collector, siem: siem)
        scenario.tenant.now = 72 * Self.hour
        scenario.tenant.roles = roles
        host = try await SimulatorHost.start(scenario, wall: { Self.start + 72 * Self.hour })
        let configuration = host.configuration
        source = configuration.sources.first?.name ?? type
        environment = ["LANG": "C", "TZ": "UTC", "TMPDIR": folder.path]
        for key in configuration.environment { environment[key.name] = key.value }
        guard let tenant = host.tenants[type] else { throw SimulatorFault.unknownSource(type) }
        let simulated = try SimulatedAudit(of: scenario, tenant: tenant, at: host.clock.now)
        truth = simulated.truth
        try simulated.write(to: folder.path + "/siem", authority: source)
        let export = folder.path + "/siem/" + simulated.export.kind.fileName
        let live = configuration.siems.first?.name
        let text = configuration.text(moreSources: [], moreSIEMs: ["lake: {type: file, path: '\(export)'}"])
        try folder.write(
            text.replacing(
                "    type: \(scenario.siem.kind)\n",
                with: "    type: \(scenario.siem.kind)\n"
                    + settings.map { "    \($0)\n" }.joined())
                + "audits: {weekly: {source: \(source), siem: \(live ?? "lake"), from: 2026-11-02, to: 2026-11-03}}\n",
            to: "siemgap.yaml")
    }

    /// What a command left.
    struct Finished {
        let status: Int32
        let output: String
        let errors: String
        /// The folder given with `--out`, where the command takes one.
        let folder: String

        /// The ids that `findings.csv` lists for a kind, sorted.
        func ids(_ kind: String) -> [String] {
            let text = (try? String(contentsOfFile: folder + "/findings.csv", encoding: .utf8)) ?? ""
            return text.split(whereSeparator: \.isNewline).dropFirst()
                .map { $0.split(separator: ",", omittingEmptySubsequences: false) }
                .filter { $0.first == kind[...] }.map { String($0[1].drop { $0 == "'" }) }.sorted()
        }

        /// The decoded `report.json`.
        func decoded() throws -> ReportView {
            let decoder = JSONDecoder()
            decoder.keyDecodingStrategy = .convertFromSnakeCase
            let view = try decoder.decode(
                ReportView.self, from: try Data(contentsOf: URL(filePath: folder + "/report.json")))
            view.expectSums()
            return view
        }

        /// `report.json` without what may differ between a run and its replay.
        var report: [String] {
            let text = (try? String(contentsOfFile: folder + "/report.json", encoding: .utf8)) ?? ""
            return text.split(separator: "\n").map(String.init).filter { !$0.contains("\"run_id\"") }
        }
    }

    /// Runs a command line with the scene's configuration and state folder.
    ///
    /// - Parameters:
    ///   - replacing: environment variables that differ.
    ///   - stopped: has the command find that the person stopped it.
    ///   - stage: has the person stop the command once it has come so far.
    func run(
        _ words: [String], replacing: [String: String] = [:], stopped: Bool = false,
        stoppedAt stage: ProgressReport.Stage? = nil
    ) async throws -> Finished {
        runs += 1
        let takesOut = ["audit", "pull", "query"].contains(words.first)
        let out = folder.path + "/run\(runs)"
        let cancel = CancelFlag()
        let output = Mutex("")
        let errors = Mutex("")
        if stopped { cancel.set() }
        let clock = host.clock
        var random = SplitMix(seed: UInt64(4 + runs))
        let bytes = Mutex<[UInt8]>((0..<4096).map { _ in UInt8.random(in: .min ... .max, using: &random) })
        let context = RunContext(
            now: { clock.now }, uptime: { Int64(DispatchTime.now().uptimeNanoseconds) },
            // Waiting is cut short: what is waited for lies within this process.
            wait: { seconds in try await Task.sleep(for: .milliseconds(min(Int(seconds * 1000), 2))) },
            randomBytes: { count in
                bytes.withLock { bytes in
                    bytes.append(contentsOf: bytes.prefix(count))
                    bytes.removeFirst(count)
                    return Array(bytes.suffix(count))
                }
            }, environment: environment.merging(replacing) { $1 },
            standardOutput: OutputStream(isTerminal: false, columns: nil) { text in output.withLock { $0 += text } },
            standardError: OutputStream(isTerminal: false, columns: nil) { text in errors.withLock { $0 += text } },
            cancelFlag: cancel)
        let commands = CommandContext(
            run: context,
            audit: { order, context, progress in
                try await Wiring.audit(order, context) { report in
                    if report.stage == stage, report.records > 0 { cancel.set() }
                    progress(report)
                }
            }, inspect: Wiring.inspect, configurationRules: Wiring.rules)
        let status = await EntryPoint.run(
            words + ["--config", folder.path + "/siemgap.yaml", "--state", folder.path + "/state"]
                + (takesOut && !words.contains("--out") && !words.contains("--resume") ? ["--out", out] : []),
            in: commands)
        return Finished(
            status: status, output: output.withLock { $0 }, errors: errors.withLock { $0 }, folder: out)
    }

    /// Everything that commands wrote, to look for credentials in.
    func written() throws -> String {
        let files = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        return files.filter { !$0.hasPrefix("siem/") }.compactMap {
            try? String(contentsOfFile: folder.path + "/" + $0, encoding: .utf8)
        }.joined()
    }

    /// Credentials of the simulator that no output may hold.
    var secrets: [String] { host.configuration.environment.map(\.value).filter { $0.count > 8 } }
}
