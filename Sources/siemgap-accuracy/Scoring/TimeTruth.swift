import AuditModel
import Simulators

/// The time faults that an audit of a trial ought to name, worked out from what the collector stored.
enum TimeTruth {
    /// The share of stored events from which on a difference is a fault.
    private static let least = 0.02

    /// Kinds with their seconds, as ``name(_:_:)`` writes them; empty where no time differs.
    static func faults(of audit: SimulatedAudit, _ scenario: Scenario) -> Set<String> {
        let defects = scenario.collector.compactMap { DefectCode(rawValue: $0.defect) }
        guard let defect = defects.first(where: { kinds[$0] != nil }), let kind = kinds[defect] else { return [] }
        var counts: [Int64: Int] = [:]
        for document in audit.log.documents {
            counts[document.time - audit.tenant.records[document.index].time, default: 0] += 1
        }
        let all = Double(audit.log.documents.count)
        guard kind == .offset else {
            let differing = counts.reduce(0) { $1.key == 0 ? $0 : $0 + $1.value }
            return Double(differing) >= least * all ? [name(kind, nil)] : []
        }
        let shifts = counts.filter { Double($0.value) >= least * all }.map { Int($0.key / Span.second) }
        let names = shifts.filter { $0 != 0 }.map { name(shifts.count > 1 ? .dst : .offset, $0) }
        return Set(names)
    }

    /// `offset -3600 s`.
    static func name(_ kind: TimeFault.Kind, _ seconds: Int?) -> String {
        kind.rawValue + (seconds.map { " \($0) s" } ?? "")
    }

    /// What defects of a collector make of times.
    private static let kinds: [DefectCode: TimeFault.Kind] = [
        .localTime: .offset, .coarseTime: .precision, .ingestTime: .ingestTime, .swapsDayAndMonth: .dayMonth,
        .epochUnit: .epochUnit,
    ]
}
