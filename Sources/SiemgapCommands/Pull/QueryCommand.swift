import ArgumentParser
import Auditing
import Settings

/// `siemgap query`: write what a SIEM holds of a window.
struct QueryCommand: SiemgapSubcommand {
    static let formats: [CommonOptions.Format] = [.human, .plain, .json]

    static let configuration = CommandConfiguration(
        commandName: "query",
        abstract: "Write what a configured SIEM holds of a window as a recording: ids, times and lengths.",
        discussion: """
            EXAMPLES
              siemgap query elastic --from 2026-11-09 --to 2026-11-16 --out held
              siemgap query elastic --from 2026-11-09 --to 2026-11-16 --out held --resume
            """)

    @Argument(help: ArgumentHelp("A SIEM of the configuration.", valueName: "siem"))
    var siem: String

    @Flag(help: "Ask for whole events.")
    var whole = false

    @OptionGroup(title: "Recording") var recording: RecordingOptions
    @OptionGroup(title: "Output") var common: CommonOptions

    /// 0 if every slice is whole, else 2; 130 or 143 when interrupted.
    func run(in session: CommandSession, _ context: CommandContext) async throws -> Int32 {
        let surroundings = try ConfiguredSurroundings(common, in: context)
        let run = RecordingRun(
            command: "query \(siem)" + (whole ? " --whole" : ""), options: recording, session: session,
            context: context)
        return try await run.run(
            .siem(try surroundings.siem(named: siem), asksWhole: whole),
            network: surroundings.configuration.network)
    }
}
