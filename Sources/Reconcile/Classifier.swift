import AuditModel
import FileAccess

/// Decides what became of each event, counts it, and keeps those that need more than counting.
///
/// The sides' lists are indexed by raw value. Not for several threads at once.
struct Classifier: ~Copyable {
    private let rules: ClassificationRules
    private let window: TimeWindow?
    private let present: RecordLog<PresentEvent>?
    private let notable: ExternalSorter<EventOutcome>
    private let repeats: ExternalSorter<RepeatedRecord>
    private var siemUnknown: PartCover
    private var authorityNotWhole: PartCover
    private var coverage: CoverageTable
    private var counts = AuditReport.Counts()
    private var tallies: InlineArray<2, SideTally> = [SideTally(), SideTally()]
    private var times: InlineArray<2, TimeRange> = [TimeRange(), TimeRange()]
    private var timeDiffers = 0
    private var doubtful = 0

    /// `present` takes matched events, if the tables do not stay to hold them.
    init(
        _ rules: ClassificationRules, window: TimeWindow?, layout: ReconcileLayout, file: SpillFile,
        present: RecordLog<PresentEvent>?
    ) {
        self.rules = rules
        self.window = window
        self.present = present
        notable = ExternalSorter(memory: layout.outcomes, file: file)
        repeats = ExternalSorter(memory: layout.repeats, file: file)
        siemUnknown = PartCover(rules.siemUnknown, scopeName: rules.scopeName)
        authorityNotWhole = PartCover(rules.authorityNotWhole, scopeName: rules.scopeName)
        coverage = CoverageTable(bucketLength: rules.bucketLength)
    }

    /// Classifies all events of a table; `lists` hold the repeats noted for it.
    mutating func classify(
        _ table: borrowing EntryTable, repeats lists: [RecordLog<RepeatedRecord>]
    ) throws(SpillFailure) {
        let exact = table.hasUncounted ? try exactCounts(table, lists) : [:]
        try table.forEachStretch { entries throws(SpillFailure) in
            guard let first = entries.baseAddress else { return }
            for place in 0..<entries.count { try classify(first[place], exact) }
        }
        for list in lists where list.count > 0 {
            try list.forEachStretch { records throws(SpillFailure) in
                for record in records {
                    guard let entry = table.lookUp(record.group), entry.isInsideEvent else { continue }
                    try repeats.add(record)
                }
            }
        }
    }

    /// Takes over what another classifier, with the same rules, found in other tables; that one is empty afterwards.
    mutating func take(_ other: inout Classifier) throws(SpillFailure) {
        try notable.take(other.notable)
        try repeats.take(other.repeats)
        coverage.add(other.coverage)
        counts.add(other.counts)
        for side in 0...1 {
            tallies[side].add(other.tallies[side])
            times[side].widen(by: other.times[side])
        }
        timeDiffers += other.timeDiffers
        doubtful += other.doubtful
    }

    /// Whether an event is missing.
    var lacksEvents: Bool { counts.missing > 0 }

    /// Everything, once all events were classified.
    mutating func reconciliation(present: PresentEvents?) throws(SpillFailure) -> Reconciliation {
        for side in 0...1 { tallies[side].note(times[side]) }
        counts.timeDiffers = rules.compareTimes ? timeDiffers : nil
        return Reconciliation(
            counts: counts, authority: tallies[0], siem: tallies[1], doubtful: doubtful, coverage: coverage.sorted(),
            notable: try notable.sorted(), repeats: try repeats.sorted(), present: present)
    }

    /// The counts of sides that an entry's 16 bits cannot hold.
    private func exactCounts(
        _ table: borrowing EntryTable, _ lists: [RecordLog<RepeatedRecord>]
    ) throws(SpillFailure) -> [SideID: Int] {
        var counts: [SideID: Int] = [:]
        for list in lists {
            try list.forEachStretch { records throws(SpillFailure) in
                for record in records {
                    let side = Int(record.side.rawValue)
                    guard table.lookUp(record.group)?.counts[side] == EventEntry.uncounted else { continue }
                    counts[SideID(hash: record.group, side: side), default: 1] += 1
                }
            }
        }
        return counts
    }

    private struct SideID: Hashable {
        let hash: IDHash
        let side: Int
    }

    private func count(_ entry: EventEntry, _ side: Int, _ exact: [SideID: Int]) -> Int {
        let count = entry.counts[side]
        guard count == EventEntry.uncounted else { return Int(count) }
        return exact[SideID(hash: entry.hash, side: side)] ?? Int(count)
    }

    @inline(__always)
    private mutating func classify(_ entry: EventEntry, _ exact: [SideID: Int]) throws(SpillFailure) {
        let records = (count(entry, 0, exact), count(entry, 1, exact))
        if rules.doubtfulEdge > 0 && !entry.isPresent(0) && isNearEdge(entry) { doubtful += 1 }
        guard entry.isInsideEvent else {
            tallies[0].outsideWindow += records.0
            tallies[1].outsideWindow += records.1
            return
        }
        tally(entry, 0, records: records.0)
        tally(entry, 1, records: records.1)
        let state = state(of: entry)
        coverage.count(state, nanoseconds: entry.eventNanoseconds, scope: entry.scope)
        count(state)
        let differs = state == .matched && timesDiffer(entry)
        let truncated = state == .matched && !entry.isWhole(1)
        if differs { timeDiffers += 1 }
        if truncated { counts.truncated += 1 }
        if state == .matched, let start = rules.foundByIDFrom, entry.positions[1] >= start.packed {
            counts.foundByID += 1
        }
        if let present, let event = PresentEvent(entry) { try present.append(event) }
        guard state != .matched || differs || truncated || records.0 > 1 || records.1 > 1 else { return }
        try notable.add(
            EventOutcome(entry, state: state, counts: records, timeDiffers: differs, isTruncated: truncated))
        for side in Side.allCases where entry.counts[Int(side.rawValue)] > 1 {
            let position = entry.positions[Int(side.rawValue)]
            try repeats.add(RepeatedRecord(group: entry.hash, side: side, packedPosition: position))
        }
    }

    @inline(__always)
    private mutating func tally(_ entry: EventEntry, _ side: Int, records: Int) {
        guard records > 0 else { return }
        tallies[side].events += 1
        tallies[side].repeats += records - 1
        let precision = entry.precisionCode(side)
        if precision == EventEntry.untimed { tallies[side].untimed += 1 }
        if entry.timeIsInside(side) { times[side].widen(by: entry.times[side], precision: precision) }
    }

    private mutating func count(_ state: EventState) {
        switch state {
        case .matched: counts.matched += 1
        case .missing: counts.missing += 1
        case .accepted: counts.accepted += 1
        case .unknown: counts.unknown += 1
        case .unsettled: counts.unsettled += 1
        case .extra: counts.extra += 1
        case .unconfirmed: counts.unconfirmed += 1
        }
    }

    @inline(__always)
    private mutating func state(of entry: EventEntry) -> EventState {
        if entry.isPresent(0) && entry.isPresent(1) { return .matched }
        let time = entry.eventNanoseconds
        return entry.isPresent(0) ? absentState(time, entry) : siemOnlyState(time, entry.scope)
    }

    private mutating func absentState(_ time: Int64?, _ entry: EventEntry) -> EventState {
        if rules.allAbsentUnknown || siemUnknown.covers(time, scope: entry.scope) { return .unknown }
        if !rules.unknownEvents.isEmpty && rules.unknownEvents.contains(entry.hash) { return .unknown }
        if let settled = rules.settledThrough, isYoung(time, from: settled) { return .unsettled }
        return entry.isAccepted(0) ? .accepted : .missing
    }

    private mutating func siemOnlyState(_ time: Int64?, _ scope: UInt16) -> EventState {
        if authorityNotWhole.covers(time, scope: scope) { return .unconfirmed }
        guard let after = rules.extrasAfter, after < .max else { return .extra }
        return isYoung(time, from: after + 1) ? .unconfirmed : .extra
    }

    /// Without a time an event may be as young as the window's end allows.
    private func isYoung(_ time: Int64?, from start: Int64) -> Bool {
        guard let time else { return window.map { start < $0.to } ?? true }
        return time >= start
    }

    /// Whether a SIEM-only event lies so near to an end of the window that another zone would move it across.
    private func isNearEdge(_ entry: EventEntry) -> Bool {
        guard let window, let time = entry.time(1)?.nanoseconds else { return false }
        return [window.from, window.to].contains { end in
            let (distance, overflow) = time.subtractingReportingOverflow(end)
            return !overflow && distance.magnitude < rules.doubtfulEdge.magnitude
        }
    }

    @inline(__always)
    private func timesDiffer(_ entry: EventEntry) -> Bool {
        guard rules.compareTimes && (entry.times[0] != entry.times[1]) else { return false }
        guard let authority = entry.time(0), let siem = entry.time(1) else { return false }
        return !authority.agrees(with: siem, tolerance: rules.timeTolerance)
    }
}

extension EventEntry {
    /// Whether the event is inside: a record of the authority is, or, if the authority lacks it, one of the SIEM.
    var isInsideEvent: Bool { isInside(isPresent(0) ? 0 : 1) }

    /// The event's time, of the side that decides about being inside; nil when no record inside has a usable one.
    var eventNanoseconds: Int64? {
        let side = isPresent(0) ? 0 : 1
        return timeIsInside(side) ? times[side] : nil
    }
}

extension AuditReport.Counts {
    /// Adds what a classifier counts.
    fileprivate mutating func add(_ other: Self) {
        matched += other.matched
        missing += other.missing
        accepted += other.accepted
        unknown += other.unknown
        unsettled += other.unsettled
        extra += other.extra
        unconfirmed += other.unconfirmed
        truncated += other.truncated
        foundByID += other.foundByID
    }
}
