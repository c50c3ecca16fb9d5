import ArgumentParser
import AuditModel
import Auditing
import Backfill

/// `siemgap backfill status`: how far plans have come.
struct BackfillStatusCommand: SiemgapSubcommand {
    static let formats: [CommonOptions.Format] = [.human, .plain, .json]

    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "List the plans, or show how far one has come; contacts nobody.",
        discussion: """
            EXAMPLES
              siemgap backfill status
              siemgap backfill status p-7f3a-1
            """)

    @Argument(help: "A plan: its folder, its id, or the end of that; all without it.")
    var plan: String?

    @OptionGroup(title: "Output") var common: CommonOptions

    /// 0, or 64 for a plan that does not exist.
    func run(in session: CommandSession, _ context: CommandContext) async throws -> Int32 {
        let surroundings = try ConfiguredSurroundings(common, in: context)
        let state = surroundings.state.path
        let workshop = try BackfillWorkshop(surroundings, session, context)
        let folders = try plan.map { [try PlanFolder.find($0, state: state)] } ?? PlanFolder.all(state: state)
        let plans = try folders.map { try PlanStatus($0, workshop.ledger) }
        let ordered = plans.sorted { ($0.plan.made, $0.plan.id) < ($1.plan.made, $1.plan.id) }
        try session.show(BackfillText.status(ordered, as: session.format))
        return 0
    }
}
