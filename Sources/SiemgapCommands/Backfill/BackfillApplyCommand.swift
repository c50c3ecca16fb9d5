import ArgumentParser
import AuditModel
import Auditing
import Backfill
import EventLedger
import Reports
import SIEMStores
import Transport

/// `siemgap backfill apply`: send the events of a plan.
struct BackfillApplyCommand: SiemgapSubcommand {
    static let formats: [CommonOptions.Format] = [.human, .plain, .json]

    static let configuration = CommandConfiguration(
        commandName: "apply",
        abstract: "Send the events of a plan, or go on where it was interrupted.",
        discussion: """
            EXAMPLES
              siemgap backfill apply p-7f3a-1
              siemgap backfill apply p-7f3a-1 --confirm splunk
            """)

    @Argument(help: "A plan: its folder, its id, or the end of that.")
    var plan: String

    @Option(help: ArgumentHelp("The target's name, instead of typing it.", valueName: "name"))
    var confirm: String?

    @OptionGroup(title: "Output") var common: CommonOptions

    /// 0 if every event was taken, 1 if some were refused or are in doubt, 64 without the target's name.
    func run(in session: CommandSession, _ context: CommandContext) async throws -> Int32 {
        let surroundings = try ConfiguredSurroundings(common, in: context)
        let folder = try PlanFolder.find(plan, state: surroundings.state.path)
        let workshop = try BackfillWorkshop(surroundings, session, context)
        let plan = try folder.checkedPlan(workshop.ledger)
        let named = try surroundings.target(named: plan.target.name)
        try confirm(plan, context)
        let lock = try TargetLock(plan.target.name, state: surroundings.state.path)
        defer { withExtendedLifetime(lock) {} }
        let (outcome, wasFinished) = try await workshop.withTarget(
            named, marks: DeliveryMarks(plan: plan.id), window: plan.audited.window
        ) { target, asking in
            try await apply(plan, folder, target, asking, workshop)
        }
        try session.show(
            BackfillText.applied(
                outcome, wasFinished: wasFinished, as: session.format, width: session.output.width))
        return outcome.exitCode
    }

    private func apply(
        _ plan: BackfillPlan, _ folder: PlanFolder, _ target: AskedTarget, _ asking: (any TargetAsking)?,
        _ workshop: BackfillWorkshop
    ) async throws -> (outcome: ApplyOutcome, wasFinished: Bool) {
        let check = StalenessCheck(plan, folder, progress: workshop.progress)
        try check.check(target.delivery.traits, at: workshop.transport.now())
        var application = try PlanApplication(
            PlanApplication.Setting(
                folder: folder, plan: plan, delivery: target.delivery,
                asking: plan.target.canBeAsked ? asking : nil, context: workshop.transport,
                progress: workshop.progress))
        _ = try await target.delivery.examination()
        if try application.isNew, let asking { try await check.checkArrivals(asking) }
        let wasFinished = try application.isFinished
        try workshop.ledger.note(.begun, ofPlan: plan.id)
        let outcome = try await application.run()
        try workshop.ledger.note(.applied, ofPlan: plan.id)
        return (outcome, wasFinished)
    }

    /// Has the person name the target.
    private func confirm(_ plan: BackfillPlan, _ context: CommandContext) throws {
        var given = confirm
        if given == nil, !common.noInput, context.run.standardError.isTerminal {
            try context.run.standardError.write(BackfillText.question(plan))
            given = context.answer()
        }
        guard given == plan.target.name else { throw BackfillFault.unconfirmed(plan, given: given) }
    }
}
