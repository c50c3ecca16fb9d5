import ArgumentParser
import AuditModel
import Auditing
import FileAccess

/// `siemgap runs compare`: which missing events have arrived since, and which are new.
struct RunsCompareCommand: SiemgapSubcommand {
    static let formats: [CommonOptions.Format] = [.human, .plain, .json]

    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Tell missing events that arrived late or were put back from those that never did.",
        discussion: """
            EXAMPLES
              siemgap runs compare 7f3a 9c02
              siemgap runs compare 7f3a 9c02 --html since-monday.html
            """)

    @Argument(help: "The earlier run: its folder, its id, or the end of that.")
    var earlier: String

    @Argument(help: "The later run.")
    var later: String

    @Option(help: "Write the answer as a page to this new file too.")
    var html: String?

    @OptionGroup(title: "Output") var common: CommonOptions

    /// 1 when events are missing that the earlier run judged and did not miss, else 0; 64 for a run that does not exist.
    func run(in session: CommandSession, _ context: CommandContext) async throws -> Int32 {
        let state = try ConfiguredSurroundings(common, in: context).state
        let pasts = try [earlier, later].map { try PastRun($0, state: state) }
        let runs = try pasts.map(FinishedRun.of)
        let comparison = try RunComparison(earlier: (runs[0], pasts[0]), later: (runs[1], pasts[1]), state: state)
        if let html { try Self.write(RunsText.page(comparison, runs[0], runs[1]), to: html) }
        try session.show(RunsText.comparison(comparison, runs[0], runs[1], as: session.format))
        return comparison.new.isEmpty ? 0 : 1
    }

    private static func write(_ page: String, to path: String) throws {
        let (folder, name) =
            path.lastIndex(of: "/").map { (String(path[..<$0]), String(path[path.index(after: $0)...])) } ?? (".", path)
        guard !name.isEmpty else { throw UsageFault("--html names a folder", fix: "--html compared.html") }
        let file = try AtomicFile(folder: folder.isEmpty ? "/" : folder, name: name)
        try file.write(page)
        _ = try file.finish()
    }
}
