import AuditModel
import Simulators

/// A log, a collector with one defect, and what came of it.
struct CollectorScene {
    static let second: Int64 = 1_000_000_000
    static let minute = 60 * second
    static let hour = 60 * minute
    static let start: Int64 = 1_794_182_400 * second

    let tenant: Tenant
    let log: CollectedLog

    init(
        _ plans: [CollectorPlan], events: Int = 2_000, resolution: Int64 = second,
        siem: SIEMPlan = .init(kind: "ndjson")
    ) throws {
        let plan = TenantPlan(
            sources: ["o365-management"], from: .at(Self.start), length: 24 * Self.hour, events: events,
            delay: DelayPlan(
                law: .lognormal, median: 3 * Self.minute, lateShare: 0.02, lateBy: 6 * Self.hour))
        let scenario = Scenario(name: "test", seed: 5, tenant: plan, collector: plans, siem: siem)
        tenant = Tenant(of: scenario, shape: TickingShape(resolution: resolution), now: Self.start)
        log = try Collector(of: scenario, tenant: tenant).collect(until: Self.start + 36 * Self.hour)
    }

    /// The records that were lost, in the order of the log.
    var lost: [TenantRecord] { log.losses.keys.sorted().map { tenant.records[$0] } }
    /// The records that have a document, once each, in the order of the log.
    var kept: [TenantRecord] { Set(log.documents.map(\.index)).sorted().map { tenant.records[$0] } }

    var causes: Set<LossCause> { Set(log.losses.values) }

    /// The number of the poll that could first see a record, for a collector that asks every five minutes without delay.
    func poll(_ record: TenantRecord) -> Int64 {
        (record.available - tenant.span.from - 1) / (5 * Self.minute)
    }

    /// Lost and kept records by type and by what else `key` says, in the order of the log.
    func groups(_ key: (TenantRecord) -> Int64) -> [[(record: TenantRecord, isLost: Bool)]] {
        var groups: [[Int64]: [(record: TenantRecord, isLost: Bool)]] = [:]
        for (index, record) in tenant.records.enumerated() {
            groups[[Int64(record.type), key(record)], default: []].append((record, log.losses[index] != nil))
        }
        return Array(groups.values)
    }

    static func plan(_ defect: DefectCode, _ change: (inout CollectorPlan) -> Void = { _ in }) -> CollectorPlan {
        var plan = CollectorPlan(defect: defect.rawValue)
        change(&plan)
        return plan
    }
}
