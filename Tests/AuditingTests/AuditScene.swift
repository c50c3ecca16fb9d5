import AuditModel
import Auditing
import Foundation
import SiemgapCommands
import Synchronization
import TestKit
import Testing

/// A folder with inputs, and command lines run on them inside the test.
final class AuditScene {
    let folder: ScratchFolder
    /// Nanoseconds since the Unix epoch that runs take for now.
    var now: Int64 = 1_795_000_000_000_000_000
    private var runs = 0

    init() throws { folder = try ScratchFolder() }

    /// The path of a file in the folder.
    func path(_ name: String) -> String { folder.path + "/" + name }

    /// Runs `siemgap audit` with these words.
    ///
    /// - Parameters:
    ///   - memory: bytes, which may be less than the command line allows; nil leaves the default.
    ///   - key: the byte that all random ones are.
    ///   - change: what a configuration sets beside the command line.
    func audit(
        _ words: [String], workers: Int = 2, memory: Int? = nil, key: UInt8 = 7,
        digests: Bool = false, change: @escaping @Sendable (inout AuditRequest) -> Void = { _ in }
    ) async throws -> AuditScene.Finished {
        runs += 1
        let out = path("run\(runs)")
        let errors = Mutex("")
        let (now, spills) = (now, path("spills"))
        try FileManager.default.createDirectory(atPath: spills, withIntermediateDirectories: true)
        let output = Mutex("")
        let context = RunContext(
            now: { now }, uptime: { 0 }, randomBytes: { [UInt8](repeating: key, count: $0) },
            environment: ["SIEMGAP_WORKERS": "\(workers)", "TMPDIR": spills, "LANG": "C", "TZ": "UTC"],
            standardOutput: OutputStream(isTerminal: false, columns: nil) { text in output.withLock { $0 += text } },
            standardError: OutputStream(isTerminal: false, columns: nil) { text in errors.withLock { $0 += text } },
            cancelFlag: CancelFlag())
        let commands = CommandContext(
            run: context,
            audit: { order, context, progress in
                var order = order
                if let memory { order.request.memoryBytes = memory }
                change(&order.request)
                return try await AuditRunner(context: context).run(order, progress: progress)
            }, inspect: { _, _ in [] }, pull: Wiring.pull)
        let status = await EntryPoint.run(
            ["audit"] + words + ["--out", out, "--state", path("state")]
                + (digests ? [] : ["--no-input-digest"]), in: commands)
        #expect(try FileManager.default.contentsOfDirectory(atPath: spills) == [])
        return Finished(status: status, output: output.withLock { $0 }, errors: errors.withLock { $0 }, folder: out)
    }

    /// What a run left.
    struct Finished {
        let status: Int32
        let output: String
        let errors: String
        let folder: String

        /// The decoded `report.json`.
        func report() throws -> ReportView {
            let decoder = JSONDecoder()
            decoder.keyDecodingStrategy = .convertFromSnakeCase
            let bytes = try Data(contentsOf: URL(filePath: folder + "/report.json"))
            let report = try decoder.decode(ReportView.self, from: bytes)
            report.expectSums()
            return report
        }

        /// A file of the folder as text; nil when it is not there.
        func text(_ name: String) -> String? { try? String(contentsOfFile: folder + "/" + name, encoding: .utf8) }

        /// The lines of a file of the folder.
        func lines(_ name: String) -> [String] {
            (text(name) ?? "").split(whereSeparator: \.isNewline).map(String.init)
        }

        /// The ids that `findings.csv` lists for a kind, in its order.
        func ids(_ kind: String) -> [String] {
            lines("findings.csv").dropFirst().map { $0.split(separator: ",", omittingEmptySubsequences: false) }
                .filter { $0.first == kind[...] }.map { String($0[1].drop { $0 == "'" }) }
        }
    }
}
