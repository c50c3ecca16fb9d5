import ArgumentParser
import AuditModel
import Auditing

/// `siemgap runs list`: the finished runs below `reports`.
struct RunsListCommand: SiemgapSubcommand {
    static let formats: [CommonOptions.Format] = [.human, .plain, .json]

    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the finished runs of the folder reports.",
        discussion: """
            EXAMPLES
              siemgap runs list
            """)

    @OptionGroup(title: "Output") var common: CommonOptions

    /// 0.
    func run(in session: CommandSession, _ context: CommandContext) async throws -> Int32 {
        try session.show(RunsText.list(try RunSummary.all(in: "reports"), as: session.format))
        return 0
    }
}
