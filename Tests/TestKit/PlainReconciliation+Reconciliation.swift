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
        try result.present?.forEachStretch(workers: 2) { events in
            for place in events.indices { present.append(Present(events[place])) }
        }
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

extension PlainReconciliation.Present {
    fileprivate init(_ event: PresentEvent) {
        self.init(time: event.time, position: RecordPosition(packed: event.position), scope: event.scope)
    }
}
