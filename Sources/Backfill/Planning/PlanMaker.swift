package import AuditModel
package import EventLedger
import FileAccess
package import SIEMStores
import Settings
package import Transport

/// Makes a plan out of a finished run; sends nothing.
///
/// Chooses the events that can be sent, asks for them again, and writes down those that are not there.
package struct PlanMaker: Sendable {
    /// What a plan is made of.
    package struct Order: Sendable {
        package let run: RunEvidence
        /// The target's name in the configuration.
        package let target: String
        package let traits: DeliveryTraits
        /// Nil where the target cannot be asked what it holds.
        package let asking: (any TargetAsking)?
        /// How long the authority keeps events, nanoseconds; nil when that is not known.
        package let retention: Int64?
        /// The state folder.
        package let state: String

        /// Describes what is planned.
        package init(
            run: RunEvidence, target: String, traits: DeliveryTraits, asking: (any TargetAsking)?, retention: Int64?,
            state: String
        ) {
            self.run = run
            self.target = target
            self.traits = traits
            self.asking = asking
            self.retention = retention
            self.state = state
        }
    }

    private let context: TransportContext
    private let progress: ProgressSink

    /// - Parameter context: clocks and the cancel flag.
    package init(context: TransportContext, progress: @escaping ProgressSink) {
        self.context = context
        self.progress = progress
    }

    /// Makes the plan, its folder and its entry in the ledger.
    ///
    /// - Throws: ``BackfillFault``, `FileFailure`, `LedgerFailure`, or what asking threw; no plan is left then.
    package func make(_ order: Order, _ ledger: Ledger) async throws -> PlanForecast {
        let now = EventTime.floor(context.now(), 1_000_000_000)
        let missing = try MissingEvents(order.run)
        let (id, folder) = try Self.newFolder(of: order.run, state: order.state)
        var plan = BackfillPlan(
            id: id, runID: order.run.runID, runFolder: order.run.folder, reportSHA256: order.run.reportSHA256,
            target: BackfillPlan.Target(name: order.target, order.traits), made: now)
        plan.target.canBeAsked = order.asking?.showsNewEvents ?? false
        plan.limits = order.traits.limits
        plan.audited = order.run.audited
        plan.audited.otherSIEM = order.run.otherSIEM(than: order.target, isFile: order.traits.kind == .file)
        var writing = try PlanWriting(folder: folder, traits: order.traits, now: now, retention: order.retention)
        do {
            try await choose(missing, order, &writing)
            try writing.finish(&plan, asked: order.asking != nil)
            try ledger.record(try writing.record(plan))
        } catch {
            writing.abandon()
            throw error
        }
        return writing.forecast(of: plan, traits: order.traits)
    }

    /// Goes through the missing events, asks for those that could be sent, and writes down those that are not there.
    private func choose(_ missing: MissingEvents, _ order: Order, _ writing: inout PlanWriting) async throws {
        let size = order.asking.map { min($0.most * $0.parallel, 1 << 14) } ?? 1 << 10
        var waiting: [PlannedEvent] = []
        writing.reserve(missing.count)
        for index in 0..<missing.count {
            try context.cancelFlag.check()
            if let event = try writing.take(try missing.event(index)) { waiting.append(event) }
            guard waiting.count >= size || index == missing.count - 1 else { continue }
            try await write(waiting, order, &writing)
            waiting.removeAll(keepingCapacity: true)
            progress(ProgressReport(stage: .lookingUp, bytesDone: 0, bytesKnown: nil, records: index + 1))
        }
    }

    private func write(_ events: [PlannedEvent], _ order: Order, _ writing: inout PlanWriting) async throws {
        let held = try await order.asking?.heldOfAll(events.map(\.id))
        for (index, event) in events.enumerated() {
            if held?[index].isThere == true { writing.noteArrived() } else { try writing.add(event) }
        }
    }

    /// A folder for a plan of the run, and the plan's id: the first number that is free.
    private static func newFolder(
        of run: RunEvidence, state: String
    ) throws(FileFailure) -> (id: String, folder: PlanFolder) {
        let end = run.runID.split(separator: "-").last ?? "run"
        var number = 1
        while FileSystem.exists("\(state)/plans/p-\(end)-\(number)") { number += 1 }
        let id = "p-\(end)-\(number)"
        try FileSystem.makeFolders("\(state)/plans/\(id)")
        return (id, PlanFolder(path: "\(state)/plans/\(id)"))
    }
}
