import ArgumentParser
import AuditModel

/// The root of all commands.
struct SiemgapCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "siemgap",
        abstract: "Say which events an audit-log API holds that the SIEM does not, with evidence.",
        discussion: """
            EXAMPLES
              siemgap audit --source events.ndjson --siem 'exports/*.csv'
              siemgap inspect export.csv
            """,
        version: "\(ToolVersion.name) \(ToolVersion.version)",
        subcommands: [
            AuditCommand.self, InspectCommand.self, PullCommand.self, QueryCommand.self, CollectCommand.self,
            DriftCommand.self, BackfillCommand.self, DoctorCommand.self, SubscribeCommand.self, ConfigCommand.self,
            RunsCommand.self,
            SimulateCommand.self, DemoCommand.self,
            ExplainCommand.self,
        ])
}

/// A command that is given what it needs, and answers with its exit status.
protocol SiemgapSubcommand: ParsableCommand {
    /// The options every command has.
    var common: CommonOptions { get }
    /// The formats the command has.
    static var formats: [CommonOptions.Format] { get }
    /// Does the command's work; the result goes to the session.
    func run(in session: CommandSession, _ context: CommandContext) async throws -> Int32
}
