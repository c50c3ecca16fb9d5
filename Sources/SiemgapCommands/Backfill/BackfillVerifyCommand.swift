import ArgumentParser
import AuditModel
import Auditing
import Backfill
import SIEMStores

/// `siemgap backfill verify`: look whether the events of a plan are in the SIEM.
struct BackfillVerifyCommand: SiemgapSubcommand {
    static let formats: [CommonOptions.Format] = [.human, .plain, .json]

    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Look whether the events of a plan are in the SIEM, whole and under their own time.",
        discussion: """
            EXAMPLES
              siemgap backfill verify p-7f3a-1
              siemgap backfill verify p-7f3a-1 --verify-wait 30m
            """)

    @Argument(help: "A plan: its folder, its id, or the end of that.")
    var plan: String

    @Option(help: "How long to look for events that are not there yet: 90s, 15m.")
    var verifyWait = "2m"

    @OptionGroup(title: "Output") var common: CommonOptions

    /// 0 if everything that was missing is there now, else 1; 2 where the SIEM cannot be asked.
    func run(in session: CommandSession, _ context: CommandContext) async throws -> Int32 {
        let surroundings = try ConfiguredSurroundings(common, in: context)
        let wait = try OptionValues.duration(verifyWait, flag: "--verify-wait")
        let folder = try PlanFolder.find(plan, state: surroundings.state.path)
        let workshop = try BackfillWorkshop(surroundings, session, context)
        let plan = try folder.checkedPlan(workshop.ledger)
        let named = try surroundings.target(named: plan.target.name)
        let outcome = try await workshop.withTarget(
            named, marks: DeliveryMarks(plan: plan.id), window: plan.audited.window, asksTexts: true
        ) { _, asking in
            try await PlanCheck(plan, folder, context: workshop.transport, progress: workshop.progress)
                .run(asking, wait: Double(wait.nanoseconds) / 1e9, workshop.ledger)
        }
        try session.show(BackfillText.checked(outcome, as: session.format, width: session.output.width))
        return outcome.exitCode
    }
}
