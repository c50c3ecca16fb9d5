import AuditModel
import EventLedger
import FileAccess
import SIEMStores

/// The files of a plan while they are written, and what is counted on the way.
///
/// Memory: the ids for their digest.
struct PlanWriting {
    private let folder: PlanFolder
    private let limits: DeliveryLimits
    /// Nanoseconds since the Unix epoch.
    private let now: Int64
    private let events: AtomicFile
    private let leftOut: AtomicFile
    private var ids = IDListDigest()
    private var bytes = 0
    private var counts: [LeftOut.Reason: Int] = [:]
    private var arrived = 0
    private var expiry: ExpiryForecast
    private var planDigest = ""

    /// Begins the files.
    init(folder: PlanFolder, traits: DeliveryTraits, now: Int64, retention: Int64?) throws(FileFailure) {
        self.folder = folder
        self.limits = traits.limits
        self.now = now
        events = try AtomicFile(folder: folder.path, name: PlanFolder.eventsName)
        leftOut = try AtomicFile(folder: folder.path, name: PlanFolder.leftOutName)
        expiry = ExpiryForecast(
            now: now, retention: retention, oldest: traits.limits.oldestSeconds.map { $0 * 1_000_000_000 })
        try leftOut.write(CSVLine.of(["id", "time", "reason", "detail"]))
    }

    /// Makes room for so many events.
    mutating func reserve(_ count: Int) { ids.reserve(count) }

    /// The event as it can be sent; nil for one that is left out, which is listed with its reason.
    mutating func take(_ event: MissingEvents.Event) throws(FileFailure) -> PlannedEvent? {
        guard let (reason, detail) = reason(event) else {
            return PlannedEvent(id: event.id, time: event.time, record: event.record)
        }
        counts[reason, default: 0] += 1
        let time = event.time.map(InstantText.rfc3339) ?? ""
        try leftOut.write(CSVLine.of([event.id.joined(separator: "|"), time, reason.rawValue, detail]))
        return nil
    }

    /// Counts an event that is there by now.
    mutating func noteArrived() { arrived += 1 }

    /// Writes an event down.
    mutating func add(_ event: PlannedEvent) throws(FileFailure) {
        try events.write(event.line)
        events.endRecord()
        bytes += event.record.count
        ids.add(NormalID.text(event.id))
        expiry.add(event.time)
    }

    /// Ends the files; the plan is written last, since a folder without it is no plan.
    mutating func finish(_ plan: inout BackfillPlan, asked: Bool) throws(FileFailure) {
        let written = try events.finish()
        _ = try leftOut.finish()
        plan.events.count = written.records
        plan.events.bytes = bytes
        plan.events.fileSHA256 = written.sha256
        plan.events.idsSHA256 = ids.sha256()
        plan.alreadyArrived = asked ? arrived : nil
        plan.leftOut = LeftOut.Reason.allCases.compactMap { reason in counts[reason].map { LeftOut(reason, count: $0) }
        }
        let file = try AtomicFile(folder: folder.path, name: PlanFolder.planName)
        try file.write(plan.json.text(pretty: true) + "\n")
        planDigest = try file.finish().sha256
    }

    /// The plan as the ledger remembers it.
    func record(_ plan: BackfillPlan) throws -> LedgerPlan {
        LedgerPlan(
            id: plan.id, runID: plan.runID, target: plan.target.name, sha256: planDigest, made: plan.made,
            validUntil: plan.validUntil, events: plan.events.count)
    }

    /// What the person is told of the plan.
    func forecast(of plan: BackfillPlan, traits: DeliveryTraits) -> PlanForecast {
        PlanForecast(plan: plan, folder: folder, traits: traits, expiry: expiry)
    }

    /// Removes what was written; a plan that is not in the ledger is none.
    func abandon() {
        events.abandon()
        leftOut.abandon()
        for name in [PlanFolder.planName, PlanFolder.eventsName, PlanFolder.leftOutName] {
            // What cannot be removed is no plan all the same: the ledger does not know it.
            try? FileSystem.remove(folder.path + "/" + name)
        }
    }

    // MARK: What cannot be sent

    private func reason(_ event: MissingEvents.Event) -> (LeftOut.Reason, detail: String)? {
        if event.isCut { return (.cut, "its record is not whole") }
        if !event.isListed || event.id.isEmpty { return (.unidentified, "the run does not list its id") }
        if let most = limits.eventBytes, event.record.count + limits.headBytes > most {
            return (.tooLarge, "\(event.record.count) bytes; the target takes \(most - limits.headBytes)")
        }
        guard let time = event.time else {
            let needsTime = limits.oldestSeconds != nil || limits.futureSeconds != nil
            return needsTime ? (.untimed, "the target takes events of known time only") : nil
        }
        let age = (now - time) / 1_000_000_000
        if let oldest = limits.oldestSeconds, age > oldest {
            return (.tooOld, "\(age) s old; the target takes \(oldest) s")
        }
        if let future = limits.futureSeconds, -age > future {
            return (.tooNew, "\(-age) s ahead of this machine's clock; the target takes \(future) s")
        }
        return nil
    }
}
