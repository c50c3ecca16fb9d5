package import AuditModel
import FileAccess
package import SIEMStores
import Settings

/// Finds out whether what a plan rests on still holds.
package struct StalenessCheck: Sendable {
    private let plan: BackfillPlan
    private let folder: PlanFolder
    private let progress: ProgressSink

    /// Names the plan.
    package init(_ plan: BackfillPlan, _ folder: PlanFolder, progress: @escaping ProgressSink) {
        self.plan = plan
        self.folder = folder
        self.progress = progress
    }

    /// Checks validity, target and run, without contacting anybody.
    ///
    /// - Parameter now: nanoseconds since the Unix epoch.
    package func check(_ traits: DeliveryTraits, at now: Int64) throws {
        guard now < plan.validUntil else {
            throw BackfillFault.stale(plan, "it was valid until \(InstantText.rfc3339(plan.validUntil))")
        }
        let target = plan.target
        if traits.kind != target.kind || traits.address != target.address || traits.index != target.index {
            let then = [target.kind.rawValue, target.address, target.index].compactMap(\.self)
            let today = [traits.kind.rawValue, traits.address, traits.index].compactMap(\.self)
            throw BackfillFault.stale(
                plan, "\(target.name) is another target now",
                means: "planned \(then.joined(separator: " ")), configured \(today.joined(separator: " "))")
        }
        let report = plan.runFolder + "/report.json"
        guard FileKind.of(report) == .file, try PlanFolder.sha256(report) == plan.reportSHA256 else {
            throw BackfillFault.stale(
                plan, "\(report) is not the report it was made from", means: "it changed or is gone")
        }
    }

    /// Asks for all events of a plan of which nothing was sent yet; none may be there.
    package func checkArrivals(_ asking: any TargetAsking) async throws {
        let events = try PlannedEvents(path: folder.eventsPath)
        let size = min(asking.most * asking.parallel, 1 << 14)
        var (arrived, asked, ids) = (0, 0, [[String]]())
        while true {
            let next = try events.next()
            if let next { ids.append(next.event.id) }
            guard next == nil || ids.count >= size else { continue }
            arrived += try await asking.heldOfAll(ids).count(where: \.isThere)
            asked += ids.count
            ids.removeAll(keepingCapacity: true)
            progress(ProgressReport(stage: .lookingUp, bytesDone: 0, bytesKnown: nil, records: asked))
            if next == nil { break }
        }
        guard arrived > 0 else { return }
        throw BackfillFault.stale(
            plan, "\(arrived) of its \(asked) events have arrived since it was made",
            means: "the usual way has caught up with some of them; sending these would double them")
    }
}
