import AuditModel
import Recordings

extension PullDesk {
    /// Makes the lanes, and sorts what an earlier run left: whole slices stay, those that were cut off go on behind their
    /// last page, and the others are asked for anew.
    mutating func prepare(_ readiness: [ScopeReadiness], at start: Int64) async throws(RecordingWriteFault) {
        let traits = source.traits
        let kept = try await keptSlices(at: start)
        for (number, scope) in traits.scopes.enumerated() {
            let plan = PullPlan(window: order.window, scope: scope, traits: traits, now: start)
            let known = kept.filter { $0.question.scope == scope }
            let covered = known.compactMap(\.question.window)
            let refusal = readiness.first { $0.scope == scope }.flatMap(Self.refusal)
            let open =
                refusal == nil
                ? plan.served : TimeWindow(from: order.window.from, to: max(plan.served.to, order.window.to))
            lanes.append(
                PullLane(
                    scope: scope, open: PullPlan.uncovered(open, by: covered), longest: traits.longest,
                    shortest: traits.shortest, firstWidth: firstWidth(plan.served), refusal: refusal))
            if refusal == nil { try await noteUnserved(plan, scope, covered) }
            try await takeUp(known.filter { $0.end == nil }, lane: number, refusal)
        }
        if traits.asksArrivals, lanes.contains(where: { $0.givenUp == nil }) { try await addArrivals(kept, at: start) }
        meter.begin(lanes.indices.map { progress(of: $0, kept) })
    }

    /// Adds the lane of what arrived while the window's events should have, dated outside of what is asked for anyway.
    private mutating func addArrivals(_ kept: [RecordedSlice], at start: Int64) async throws(RecordingWriteFault) {
        let traits = source.traits
        let plan = PullPlan(window: order.window, scope: nil, traits: traits, now: start)
        let known = kept.filter { $0.question.scope == Self.arrivals }
        let open = PullPlan.uncovered(plan.arrivals, by: known.compactMap(\.question.window))
        lanes.append(
            PullLane(
                scope: Self.arrivals, open: open, longest: traits.longest, shortest: traits.shortest,
                outside: plan.served))
        try await takeUp(known.filter { $0.end == nil }, lane: lanes.count - 1, nil)
    }

    /// What slices of arrivals are told by from the others.
    private static let arrivals = Scope(field: "dated", value: "elsewhere")

    private static func refusal(_ readiness: ScopeReadiness) -> RecordedSlice.End? {
        readiness.refusal.map { RecordedSlice.End($0, readiness.reason, detail: readiness.problem?.what) }
    }

    /// Edges of a second pull lie elsewhere: its first slice is shorter.
    private func firstWidth(_ served: TimeWindow) -> Int64? {
        guard order.pull > 0, order.pulls > 1 else { return nil }
        let unit = max(source.traits.shortest, 1)
        let share = min(source.traits.longest, served.length) / Int64(order.pulls) * Int64(order.pull)
        return share / unit * unit
    }

    private func noteUnserved(
        _ plan: PullPlan, _ scope: Scope?, _ covered: [TimeWindow]
    ) async throws(RecordingWriteFault) {
        for window in PullPlan.uncovered(plan.expired, by: covered) {
            try await note(
                window, scope,
                RecordedSlice.End(.expired, "retention", detail: "older than the service keeps its records"))
        }
        for window in PullPlan.uncovered(plan.young, by: covered) {
            try await note(
                window, scope, RecordedSlice.End(.unasked, "retention", detail: "not served yet when it was asked for"))
        }
    }

    /// Slices that stay, those that go on among them.
    private func keptSlices(at start: Int64) async throws(RecordingWriteFault) -> [RecordedSlice] {
        var kept: [RecordedSlice] = []
        for slice in writer.slices {
            let canGoOn = slice.cursor != nil && slice.flaw == nil && slice.question.pageSize != nil
            switch slice.end {
            case nil:
                // Without a place to go on from, the pages there are come again.
                if slice.pages > 0, !canGoOn { try await writer.rewind(slice.id) }
            case .some(let end) where end.outcome == .whole || end.reason == "result-cap":
                // A list of ids that another pull added is made anew.
                let isOurs =
                    slice.question.scope == Self.arrivals
                    ? source.traits.asksArrivals : slice.question.axis == source.traits.axis
                if !isOurs || isOutdated(slice, at: start) {
                    try await writer.drop(slice.id)
                    continue
                }
            case .some(let end) where canGoOn && Self.isPassing(end.reason): try await writer.reopen(slice.id)
            case .some:
                try await writer.drop(slice.id)
                continue
            }
            if let current = writer.slice(slice.id) { kept.append(current) }
        }
        return kept
    }

    /// Whether a slice was asked for so early that more may have come since, and that was more than an hour ago.
    ///
    /// Joined with later slices it would pass for as settled as they are.
    private func isOutdated(_ slice: RecordedSlice, at start: Int64) -> Bool {
        guard source.traits.axis == .event, let asked = slice.end?.asked, let window = slice.question.window else {
            return false
        }
        return window.to > asked - source.traits.settle && start - asked > Self.mostSkew
    }

    /// Whether the reason for which a slice ended says nothing about the pages it has.
    private static func isPassing(_ reason: String?) -> Bool {
        ["cancelled", "timeout", "throttled", "denied"].contains(reason)
    }

    private mutating func takeUp(
        _ slices: [RecordedSlice], lane: Int, _ refusal: RecordedSlice.End?
    ) async throws(RecordingWriteFault) {
        for slice in slices {
            guard refusal == nil, let window = slice.question.window else {
                try await writer.end(
                    slice.id, RecordedSlice.End(.partial, refusal?.reason ?? "cancelled", detail: refusal?.detail))
                continue
            }
            let question = SliceQuestion(
                scope: slice.question.scope, window: window, pageSize: slice.question.pageSize ?? pageSize(order.pull),
                outside: lanes[lane].outside)
            var task = SliceTask(
                lane: lane, slice: slice.id, question: question, confirmations: confirmations(of: question))
            task.cursor = slice.cursor
            task.tally.records = slice.records
            task.tally.expected = slice.expected
            task.tally.cursors = Set([slice.cursor].compactMap(\.?.hashValue))
            begun.append(task)
        }
    }

    private func progress(of lane: Int, _ kept: [RecordedSlice]) -> PullProgress {
        var progress = PullProgress(scope: lanes[lane].scope)
        let known = kept.filter { $0.question.scope == lanes[lane].scope }
        let ended = known.filter { $0.end != nil }
        progress.slicesDone = ended.count
        progress.slicesPlanned = known.count + lanes[lane].questionsLeft
        progress.coveredNanoseconds = ended.reduce(0) { $0 + ($1.question.window?.length ?? 0) }
        progress.totalNanoseconds =
            known.reduce(0) { $0 + ($1.question.window?.length ?? 0) } + lanes[lane].open.reduce(0) { $0 + $1.length }
        progress.records = known.reduce(0) { $0 + $1.records }
        return progress
    }
}
