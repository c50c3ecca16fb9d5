import ArgumentParser
import AuditModel
import Auditing
import Reports

/// `siemgap audit`: compare two sides and say what is missing.
struct AuditCommand: SiemgapSubcommand {
    static let formats: [CommonOptions.Format] = [.human, .plain, .json, .markdown, .junit, .github]

    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "List the events the SIEM should hold and does not.",
        discussion: """
            EXAMPLES
              siemgap audit --source signins.ndjson --siem splunk.csv
              siemgap audit --source 'pulled/*.gz' --siem export.csv --from 2026-11-09
              siemgap audit --source pulled --siem - --last 7d < export.ndjson
            """)

    @Argument(help: ArgumentHelp("An audit of the configuration; options override it.", valueName: "name"))
    var configured: String?

    @OptionGroup(title: "Sides") var authority: AuthorityOptions
    @OptionGroup(title: "Sides") var siem: SIEMOptions
    @OptionGroup(title: "Window") var window: WindowOptions
    @OptionGroup(title: "Comparison") var comparison: ComparisonOptions
    @OptionGroup(title: "Run") var runOptions: RunOptions
    @OptionGroup(title: "Output") var common: CommonOptions

    /// 0, 1 or 2 by the verdict; `--exit-zero-on-gaps` turns 1 into 0 and nothing else.
    func run(in session: CommandSession, _ context: CommandContext) async throws -> Int32 {
        let order = try order(in: context)
        let painter = session.painter
        let outcome = try await context.audit(order.audit, order.run) { painter.update($0) }
        (outcome.report.problems + outcome.afterthoughts).forEach(session.tell)
        return try show(outcome, of: order.audit.request, in: session, context)
    }

    /// Shows the result and gives the exit status.
    private func show(
        _ outcome: AuditOutcome, of request: AuditRequest, in session: CommandSession, _ context: CommandContext
    ) throws -> Int32 {
        let own = outcome.report.verdict.exitCode
        let status = request.exitsZeroOnGaps && outcome.report.verdict == .gaps ? 0 : own
        if let text = session.text(of: outcome, tolerance: request.tolerance, status: status) {
            let summary =
                session.format == .github
                ? try StepSummary.add(
                    outcome,
                    in: session.presentation(of: outcome, tolerance: request.tolerance, status: status),
                    environment: context.run.environment) : ""
            try session.show(text + summary)
        }
        return Int32(status)
    }
}
