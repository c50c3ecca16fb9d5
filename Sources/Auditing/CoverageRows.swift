import AuditModel
import Reconcile

/// The coverage table: a row for each stretch of time and scope.
struct CoverageRows {
    let found: PassResult

    /// Rows in order of time, then scope; stretches without any event are there for every scope seen.
    func rows() -> [CoverageCell] {
        guard let window = found.window else { return [] }
        let length = found.bucketLength
        var cells: [Int64: [UInt16: CoverageCount]] = [:]
        var scopes: Set<UInt16> = []
        for count in found.reconciliation.coverage {
            guard let bucket = count.bucket else { continue }
            cells[bucket, default: [:]][count.scope] = count
            scopes.insert(count.scope)
        }
        let ordered = scopes.map { ($0, found.scopes.scope($0)) }
            .sorted { ($0.1?.value ?? "").utf8.lexicographicallyPrecedes(($1.1?.value ?? "").utf8) }
        guard !ordered.isEmpty else { return [] }
        var rows: [CoverageCell] = []
        for bucket in buckets(window, length, known: cells.keys.sorted(), scopes: ordered.count) {
            for (code, scope) in ordered {
                rows.append(row(bucket, length, cells[bucket]?[code], scope, window))
            }
        }
        return rows
    }

    /// Every bucket of the window; only those with events when there would be too many.
    private func buckets(_ window: TimeWindow, _ length: Int64, known: [Int64], scopes: Int) -> [Int64] {
        let first = EventTime.floor(window.from, length)
        guard window.length / length < 20_000 / Int64(scopes) + 2 else { return known }
        return Array(stride(from: first, to: window.to, by: Int64.Stride(length)))
    }

    private func row(
        _ bucket: Int64, _ length: Int64, _ count: CoverageCount?, _ scope: Scope?, _ window: TimeWindow
    ) -> CoverageCell {
        let end = bucket.addingReportingOverflow(length)
        let stretch = TimeWindow(
            from: max(bucket, window.from), to: min(end.overflow ? .max : end.partialValue, window.to))
        return CoverageCell(
            window: stretch, scope: scope, authority: count?.authority ?? 0, missing: count?.missing ?? 0,
            extra: count?.extra ?? 0, state: state(stretch, count, scope))
    }

    private func state(_ stretch: TimeWindow, _ count: CoverageCount?, _ scope: Scope?) -> CoverageState {
        let isUnknown = found.judgements.flatMap(\.unknown).contains { part in
            if let partScope = part.scope, partScope != scope { return false }
            return (part.from ?? .min) < stretch.to && stretch.from < (part.to ?? .max)
        }
        if isUnknown || (count?.unknown ?? 0) > 0 { return .unknown }
        if let settled = found.settledThrough, settled < stretch.to { return .unsettled }
        return (count?.authority ?? 0) + (count?.extra ?? 0) + (count?.unconfirmed ?? 0) > 0 ? .audited : .nothing
    }
}
