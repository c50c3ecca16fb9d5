import ArgumentParser
import AuditModel
import Auditing
import Backfill
import EventSources
import FileAccess
import Pulling
import SIEMStores
import Settings

/// `siemgap backfill plan`: what sending a run's missing events would do.
struct BackfillPlanCommand: SiemgapSubcommand {
    static let formats: [CommonOptions.Format] = [.human, .plain, .json]

    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Show what sending a run's missing events would do, and write it down; sends nothing.",
        discussion: """
            EXAMPLES
              siemgap backfill plan 7f3a --into splunk
            """)

    @Argument(help: "A finished run: its folder, its id, or the end of that.")
    var run: String

    @Option(help: ArgumentHelp("A SIEM of the configuration that says how events are sent.", valueName: "siem"))
    var into: String

    @OptionGroup(title: "Output") var common: CommonOptions

    /// 0 once the plan is written.
    func run(in session: CommandSession, _ context: CommandContext) async throws -> Int32 {
        let surroundings = try ConfiguredSurroundings(common, in: context)
        let named = try surroundings.target(named: into)
        let past = try PastRun(run, state: surroundings.state)
        let evidence = try RunEvidence(folder: try FinishedRun.of(past).folder)
        let workshop = try BackfillWorkshop(surroundings, session, context)
        let forecast = try await workshop.withTarget(named, marks: .none, window: evidence.window) { target, asking in
            var traits = target.delivery.traits
            traits.remarks += Self.missingFolder(of: traits).map { [$0] } ?? []
            let order = PlanMaker.Order(
                run: evidence, target: into, traits: traits, asking: asking,
                retention: retention(of: evidence, surroundings.configuration), state: surroundings.state.path)
            return try await PlanMaker(context: workshop.transport, progress: workshop.progress)
                .make(order, workshop.ledger)
        }
        try session.show(BackfillText.forecast(forecast, as: session.format, width: session.output.width))
        return 0
    }

    /// What stands in the way of a file target: its folder is not there; nil where it is, and for other targets.
    private static func missingFolder(of traits: DeliveryTraits) -> String? {
        guard traits.kind == .file else { return nil }
        let folder = traits.address.lastIndex(of: "/").map { String(traits.address[..<$0]) } ?? "."
        guard !folder.isEmpty, FileKind.of(folder) != .folder else { return nil }
        return "there is no folder \(folder): make it before the plan is applied, which fails otherwise"
    }

    /// How long the run's sources keep events, nanoseconds: the shortest; nil where none of them says so.
    private func retention(of run: RunEvidence, _ configuration: Configuration) -> Int64? {
        let making = SourceMaking(resolve: { _, _ in Secret("") }, wait: { _ in })
        return run.values(of: "source").compactMap { spec -> Int64? in
            let name = spec.split(separator: "/").last.map(String.init) ?? spec
            guard let named = configuration.source(named: name) else { return nil }
            // A source that cannot be made says nothing of how long it keeps events.
            return (try? SourceRegistry.source(named, making: making))?.source.traits.oldest
        }.min()
    }
}
