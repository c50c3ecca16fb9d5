import AuditModel
import ByteScan
import ExportReaders
import Reconcile
import Synchronization

/// For which events the SIEM's own field does not decide whether they pass `--where`.
struct WhereRule: Sendable {
    /// By id, whether the authority's record passes, where the SIEM's says otherwise.
    var decided: [IDHash: Bool] = [:]
    /// Whether there were more events than could be looked for.
    var isPartial = false
}

/// Looks for events that `--where` keeps apart: what passes on one side and fails on the other is the same event, and the
/// authority's record decides whether it is audited.
///
/// Memory: about 64 bytes for each absent or extra event, at most an eighth of the run's.
struct WhereCheck {
    let request: AuditRequest
    let settings: RunSettings
    let sides: [PreparedSide]
    let hasher: IDHasher
    let cancel: CancelFlag

    private static let bytesAnEvent = 64
    private static let absent: [EventState] = [.missing, .unknown, .unsettled, .accepted]

    /// What the authority decides; nil where there is nothing to decide.
    func rule(_ found: PassResult) throws -> WhereRule? {
        guard !request.filters.isEmpty else { return nil }
        let filtered = found.sides.map { $0.reading.total.filtered > 0 }
        guard filtered.contains(true) else { return nil }
        let most = settings.memory / 8 / Self.bytesAnEvent
        var (absent, extra, isPartial) = (Set<IDHash>(), Set<IDHash>(), false)
        try found.reconciliation.notable.forEach { outcome in
            let isAbsent = Self.absent.contains(outcome.state)
            guard isAbsent || outcome.state == .extra || outcome.state == .unconfirmed else { return }
            guard filtered[isAbsent ? 1 : 0] else { return }
            if absent.count + extra.count >= most {
                isPartial = isPartial || isAbsent
            } else if isAbsent {
                absent.insert(outcome.hash)
            } else {
                extra.insert(outcome.hash)
            }
        }
        var rule = WhereRule(isPartial: isPartial)
        for hash in try held(absent, by: sides[1]) { rule.decided[hash] = true }
        for hash in try held(extra, by: sides[0]) { rule.decided[hash] = false }
        return rule
    }

    /// Those of the ids that a side holds, whether they pass or not.
    private func held(_ ids: Set<IDHash>, by side: PreparedSide) throws -> Set<IDHash> {
        guard !ids.isEmpty else { return [] }
        let files = side.examined.map { examined in
            var file = examined.file
            file.plan.filters = []
            return file
        }
        let reader = SideReader(
            files: files, workers: settings.workers, longestRecord: settings.longestRecord, hasher: hasher,
            scopes: ScopeTable())
        let held = Mutex(Set<IDHash>())
        _ = try reader.read(
            makeSink: { _ in
                SideReader.Sink(
                    keys: { keys in
                        for key in keys where ids.contains(key.hash) {
                            let hash = key.hash
                            held.withLock { _ = $0.insert(hash) }
                        }
                    }, quarantine: { _ in }, finish: {})
            }, progress: { _, _ in }, isCancelled: { [cancel] in cancel.isSet })
        return held.withLock { $0 }
    }
}
