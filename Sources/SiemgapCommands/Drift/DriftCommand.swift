import ArgumentParser
import AuditModel
import Auditing
import Drift
import Reports

/// `siemgap drift`: how long events take to become visible, and how far back to read therefore.
struct DriftCommand: SiemgapSubcommand {
    static let formats: [CommonOptions.Format] = [.human, .plain, .json, .csv]

    static let configuration = CommandConfiguration(
        commandName: "drift",
        abstract: "Measure how late events become visible in a source, and say how far back a collector has to read.",
        discussion: """
            EXAMPLES
              siemgap drift pulled
              siemgap drift archive/m365 --miss 0.1% --poll 10m
              siemgap drift 7f3a --format json
              siemgap drift m365 --last 2d

            Recordings of services that state when an event became available can be measured, and those that collect
            keeps. A source of the configuration is pulled for the last day first, into the state folder.
            """)

    @Argument(
        help: ArgumentHelp(
            "A recording, a folder of them, a run, an export, or a source of the configuration.", valueName: "what"))
    var what: String

    @Option(help: "Share of events that the advised look-back may lose: 0.01%, 100ppm.")
    var miss = "0.01%"

    @Option(help: "Time between polls of the collector that is advised.")
    var poll = "5m"

    @Option(help: "How much of a source to pull, up to now.")
    var last = "1d"

    @OptionGroup(title: "Output") var common: CommonOptions

    /// 0 when delays could be measured, else 2; 64 for what does not exist.
    func run(in session: CommandSession, _ context: CommandContext) async throws -> Int32 {
        let surroundings = try ConfiguredSurroundings(common, in: context)
        let question = try question()
        let length = try OptionValues.duration(last, flag: "--last")
        let target = try await DriftTarget(what, surroundings: surroundings, context: context)
            .specs(length: length.nanoseconds, session)
        let painter = session.painter
        let order = DelayRunner.Order(specs: target, name: what, question: question, state: surroundings.state)
        let report = try await context.drift(order, context.run) { painter.update($0) }
        try session.show(text(of: report, in: session))
        return 0
    }

    private func question() throws -> DelayQuestion {
        var question = DelayQuestion()
        question.missShare = try DriftValues.share(miss, flag: "--miss")
        let poll = try OptionValues.duration(poll, flag: "--poll").nanoseconds / 1_000_000_000
        guard poll > 0 else { throw UsageFault("--poll \(self.poll) is no time", fix: "write --poll 5m") }
        question.pollSeconds = Int(poll)
        return question
    }

    private func text(of report: DelayReport, in session: CommandSession) -> String {
        switch session.format {
        case .json: return report.json.text(pretty: true) + "\n"
        case .csv: return DelayRecords(report).csv
        case .plain: return DelayRecords(report).plain(name: what)
        case .human, .ndjson, .markdown, .junit, .github:
            var presentation = Presentation()
            presentation.width = session.output.width
            presentation.isColoured = session.output.isColoured
            presentation.usesBlocks = session.output.usesBlocks
            return DelayText(report, of: what, in: presentation).text
        }
    }
}
