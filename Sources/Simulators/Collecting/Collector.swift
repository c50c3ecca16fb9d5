import AuditModel

/// A collector as it is found in the field, with the SIEM behind it: polls a tenant's log over its simulated time and
/// stores what it gets.
///
/// Without defects it brings everything that can be read. The same scenario and log give the same documents.
package struct Collector: Sendable {
    private static let blobSpan: Int64 = 300_000_000_000
    private static let blobSize: Int64 = 100

    private let rules: CollectorRules
    private let siem: SIEMPlan
    private let tenant: Tenant
    private let seed: UInt64
    /// Whether the tenant's records become readable in blobs, rather than each by itself.
    private let batches: Bool

    /// Sets up the collector of a scenario.
    ///
    /// - Throws: ``ScenarioFault`` for a defect that is not known.
    package init(of scenario: Scenario, tenant: Tenant) throws(ScenarioFault) {
        for plan in scenario.collector where plan.defect != "none" && DefectCode(rawValue: plan.defect) == nil {
            throw ScenarioFault("collector: there is no defect \(plan.defect)", fix: "use S1 to S23, or none")
        }
        rules = CollectorRules(of: scenario, tenant: tenant)
        siem = scenario.siem
        self.tenant = tenant
        batches = scenario.tenant.habits.batch != nil
        seed = SeededGenerator.hash(seed: scenario.seed, "collector/" + tenant.shape.source)
    }

    /// Runs the collector until everything was offered to it that can be read at `now`.
    ///
    /// - Throws: ``ScenarioFault`` for a store fault or zone that is not known.
    package func collect(until now: Int64) throws(ScenarioFault) -> CollectedLog {
        let store = try StoreRules(siem: siem, rules: rules, tenant: tenant, seed: seed, now: now)
        var fetched: [StreamPolls.Fetched] = []
        var losses: [Int: LossCause] = [:]
        for (type, records) in streams(until: now) {
            var polls = StreamPolls(
                rules: rules, type: type, first: tenant.span.from + rules.every, end: now, seed: seed)
            polls.run(records)
            fetched += polls.fetched
            losses.merge(polls.losses) { $1 }
        }
        fetched.sort { $0.index < $1.index }
        return store.stored(fetched, losses)
    }

    /// The readable records of each type, with the blobs they lie in: what became readable within five minutes, in
    /// hundreds.
    private func streams(
        until now: Int64
    ) -> [(type: String, records: [(index: Int, record: TenantRecord, blob: UInt64)])] {
        var streams = [[(index: Int, record: TenantRecord, blob: UInt64)]](
            repeating: [], count: tenant.types.count)
        var filled: [(span: Int64, count: Int64)] = Array(repeating: (.min, 0), count: tenant.types.count)
        for index in tenant.indexesByAvailability().lazy.map(Int.init) {
            let record = tenant.records[index]
            guard record.available <= now else { continue }
            let type = Int(record.type)
            let span = EventTime.floor(record.available, Self.blobSpan)
            filled[type] = filled[type].span == span ? (span, filled[type].count + 1) : (span, 0)
            let blob = batches ? record.available : span &+ filled[type].count / Self.blobSize
            streams[type].append((index, record, UInt64(bitPattern: blob)))
        }
        return zip(tenant.types, streams).map { ($0.name, $1) }
    }
}
