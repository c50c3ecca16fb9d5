import ArgumentParser
import AuditModel
import Auditing

/// `siemgap demo`: show the whole job with no cloud at all.
struct DemoCommand: SiemgapSubcommand {
    static let formats: [CommonOptions.Format] = [.human, .plain, .json, .markdown]

    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Play a service and a SIEM with a faulty collector, pull, audit and show what was lost.",
        discussion: """
            EXAMPLES
              siemgap demo
              siemgap demo --scenario late
              siemgap demo --at 2026-11-14T08:00:00Z
            """)

    @Option(help: "A scenario file, or the name of one, as siemgap simulate --help lists them.")
    var scenario = "demo"

    @Option(help: "Play it as if it were this instant throughout: the same events and the same report each time.")
    var at: String?

    @OptionGroup(title: "Output") var common: CommonOptions

    /// 0 once it ran, whatever the audit says.
    func run(in session: CommandSession, _ context: CommandContext) async throws -> Int32 {
        var context = context
        if let at {
            let instant = try OptionValues.instant(at, flag: "--at")
            context.run.now = { instant }
        }
        let demonstration = Demonstration(scenario: try ScenarioChoice.named(scenario), context: context)
        let painter = session.painter
        let result = try await demonstration.run { painter.update($0) }
        let report = result.outcome.report
        report.problems.forEach(session.tell)
        guard let text = session.text(of: result.outcome, tolerance: .events(0), status: report.verdict.exitCode)
        else { return 0 }
        switch session.format {
        case .human: try session.show(text + DemoText.human(result))
        case .plain: try session.show(text + DemoText.plain(result))
        case .json, .ndjson, .markdown, .junit, .github, .csv: try session.show(text)
        }
        return 0
    }
}
