import AuditModel
import Auditing
import Backfill
import EventLedger
import FileAccess
import SIEMStores
import Settings
import Transport

/// What the steps of a backfill have in common: the ledger, and the target with what asks it.
struct BackfillWorkshop {
    let ledger: Ledger
    let progress: ProgressSink
    private let surroundings: ConfiguredSurroundings
    private let context: CommandContext

    /// Opens the ledger of the state folder.
    init(_ surroundings: ConfiguredSurroundings, _ session: CommandSession, _ context: CommandContext) throws {
        try FileSystem.makeFolders(surroundings.state.path)
        ledger = try Ledger(state: surroundings.state.path)
        let painter = session.painter
        progress = { painter.update($0) }
        self.surroundings = surroundings
        self.context = context
    }

    /// Clocks, waiting and the cancel flag.
    var transport: TransportContext { context.run.transport(observe: { _ in }) }

    /// Lends the target, and what asks it what it holds; nil where it cannot be asked.
    ///
    /// - Parameters:
    ///   - window: of the audit, around which the SIEM is asked.
    ///   - asksTexts: whether it is asked for the events' texts as well.
    func withTarget<Result: Sendable>(
        _ named: NamedSIEM, marks: DeliveryMarks, window: TimeWindow?, asksTexts: Bool = false,
        _ body: (AskedTarget, (any TargetAsking)?) async throws -> Result
    ) async throws -> Result {
        let target = try await context.target(
            named, marks, asksTexts, surroundings.configuration.network, context.run)
        do {
            let result = try await body(target, asking(target, window, asksTexts))
            await target.close()
            return result
        } catch {
            await target.close()
            throw (error as? TransportFailure).map(BackfillFault.target) ?? error
        }
    }

    private func asking(
        _ target: AskedTarget, _ window: TimeWindow?, _ asksTexts: Bool
    ) -> (any TargetAsking)? {
        if let store = target.store {
            let around = window ?? TimeWindow(from: 0, to: context.run.now())
            return StoreAsking(store.store, store.asked.client, around: around)
        }
        let traits = target.delivery.traits
        guard target.named.type == "file" || traits.kind == .file else { return nil }
        return FileAsking(
            target.named.paths, sent: traits.kind == .file ? traits.address : nil,
            asksTexts: asksTexts, randomBytes: context.run.randomBytes)
    }
}
