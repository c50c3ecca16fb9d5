import ArgumentParser
import Auditing
import Settings

/// `siemgap pull`: write what a source holds of a window.
struct PullCommand: SiemgapSubcommand {
    static let formats: [CommonOptions.Format] = [.human, .plain, .json]

    static let configuration = CommandConfiguration(
        commandName: "pull",
        abstract: "Write what a configured source holds of a window as a recording.",
        discussion: """
            EXAMPLES
              siemgap pull m365 --from 2026-11-09 --to 2026-11-16 --out pulled
              siemgap pull m365 --from 2026-11-09 --to 2026-11-16 --out pulled --resume
            """)

    @Argument(help: ArgumentHelp("A source of the configuration.", valueName: "source"))
    var source: String

    @OptionGroup(title: "Recording") var recording: RecordingOptions
    @OptionGroup(title: "Output") var common: CommonOptions

    /// 0 if every slice is whole, else 2; 130 or 143 when interrupted.
    func run(in session: CommandSession, _ context: CommandContext) async throws -> Int32 {
        let surroundings = try ConfiguredSurroundings(common, in: context)
        let run = RecordingRun(command: "pull \(source)", options: recording, session: session, context: context)
        return try await run.run(
            .source(try surroundings.source(named: source)), network: surroundings.configuration.network)
    }
}
