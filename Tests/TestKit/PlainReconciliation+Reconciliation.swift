import AuditModel
package import Reconcile

extension PlainReconciliation {
    /// The reconciler's result in the oracle's form, so that the two can be compared.
    package init(_ result: Reconciliation) throws {
        self.init()
        (counts, authority, siem, coverage) = (result.counts, result.authority, result.siem, result.coverage)
        try result.notable.forEach { notable.append(Outcome($0)) }
        try result.repeats.forEach {
            repeats.append(Repeat(side: $0.side, position: $0.position, group: $0.group))
        }
        try result.missing.runs().forEach { runs.append(Run($0)) }
        missingTimed = result.missing.timed
        missingUntimed = result.missing.untimed
        presentAfterLast = result.missing.presentAfterLast
    }
}

extension PlainReconciliation.Outcome {
    fileprivate init(_ outcome: EventOutcome) {
        self.init(
            hash: outcome.hash, state: outcome.state, scope: outcome.scope, time: outcome.time,
            timeDiffers: outcome.timeDiffers, isTruncated: outcome.isTruncated,
            counts: [outcome.count(.authority), outcome.count(.siem)],
            times: [outcome.time(.authority), outcome.time(.siem)],
            positions: [outcome.position(.authority), outcome.position(.siem)])
    }
}

extension PlainReconciliation.Run {
    fileprivate init(_ run: MissingRun) {
        self.init(
            first: run.first, last: run.last, firstPosition: run.firstPosition, lastPosition: run.lastPosition,
            missing: run.missing, presentBefore: run.presentBefore)
    }
}
