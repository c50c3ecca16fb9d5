import ArgumentParser
import AuditModel
import Auditing
import Pulling
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

    @Option(help: "Begin of the window, included: 2026-11-09, or 2026-11-09T06:00:00Z.")
    var from: String

    @Option(help: "End of the window, excluded.")
    var to: String

    @Option(name: .shortAndLong, help: "New or empty folder for the recording, or with --resume the one to go on with.")
    var out: String

    @Flag(help: "Go on with a pull that was interrupted.")
    var resume = false

    @OptionGroup(title: "Output") var common: CommonOptions

    /// 0 if every slice is whole, else 2; 130 or 143 when interrupted.
    func run(in session: CommandSession, _ context: CommandContext) async throws -> Int32 {
        let surroundings = try ConfiguredSurroundings(common, in: context)
        let painter = session.painter
        let order = SourcePull.Order(
            source: try surroundings.source(named: source), network: surroundings.configuration.network,
            window: try window(machineZone: context.run.environment["TZ"]), folder: out, isResuming: resume)
        let outcome = try await context.pull(order, context.run) { painter.update($0) }
        outcome.problems.forEach(session.tell)
        if outcome.wasCancelled {
            throw StoppedPull(source: source, from: from, to: to, folder: out)
        }
        try session.show(PullText.text(outcome, as: session.format))
        return outcome.isWhole ? 0 : 2
    }

    private func window(machineZone: String?) throws(UsageFault) -> TimeWindow {
        guard !out.isEmpty else { throw UsageFault("--out is empty", fix: "--out pulled") }
        let window = TimeWindow(
            from: try OptionValues.instant(from, flag: "--from", machineZone: machineZone),
            to: try OptionValues.instant(to, flag: "--to", machineZone: machineZone))
        guard window.from < window.to else {
            throw UsageFault("--to is not after --from", fix: "the window includes --from and excludes --to")
        }
        return window
    }
}

/// A pull the person stopped; what came is kept.
struct StoppedPull: Explained {
    let source: String
    let from: String
    let to: String
    let folder: String

    var problem: Problem {
        Problem(
            .error, "E-INTERRUPTED", "stopped before everything was asked for", place: folder,
            effect: "what came is kept",
            fix: "go on with: siemgap pull \(source) --from \(from) --to \(to) --out \(folder) --resume")
    }

    var exitCode: Int { 130 }
}
