package import AuditModel
package import Reconcile

/// What matching should give, worked out in the plainest way: dictionaries, arrays and one pass after the other.
package struct PlainReconciliation: Equatable, Sendable {
    package var counts = AuditReport.Counts()
    package var authority = SideTally()
    package var siem = SideTally()
    package var coverage: [CoverageCount] = []
    package var notable: [Outcome] = []
    package var repeats: [Repeat] = []
    /// Matched events with a time inside the window, where something is missing.
    package var present: [Present] = []

    /// One event that is not a plain match.
    package struct Outcome: Equatable, Sendable {
        package let hash: IDHash
        package let state: EventState
        package let scope: UInt16
        package let time: EventTime?
        package let timeDiffers: Bool
        package let isTruncated: Bool
        /// Of the authority, then of the SIEM.
        package let counts: [Int]
        package let times: [EventTime?]
        package let positions: [RecordPosition?]
    }

    /// One record of a repeated id.
    package struct Repeat: Equatable, Sendable {
        package let side: Side
        package let position: RecordPosition
        package let group: IDHash
    }

    /// A matched event.
    package struct Present: Equatable, Sendable {
        package let time: Int64
        package let position: RecordPosition
        package let scope: UInt16
    }
}

/// The oracle for the reconciler.
package struct PlainReconciler {
    private let rules: ClassificationRules
    private let window: TimeWindow?
    private var events: [PlainEvent] = []

    /// Takes all records of both sides; without a window everything is inside.
    package init(authority: [EventKey], siem: [EventKey], window: TimeWindow?, rules: ClassificationRules) {
        self.rules = rules
        self.window = window
        var records: [IDHash: PlainEvent] = [:]
        for (side, keys) in [authority, siem].enumerated() {
            for key in keys { records[key.hash, default: PlainEvent()].records[side].append(key) }
        }
        for var event in records.values {
            for side in 0...1 { event.records[side].sort { $0.packedPosition < $1.packedPosition } }
            events.append(event)
        }
    }

    /// The whole result.
    package func reconciled() -> PlainReconciliation {
        var result = PlainReconciliation()
        var cells: [CellID: CoverageCount] = [:]
        for event in events {
            guard isInside(event) else {
                result.authority.outsideWindow += event.records[0].count
                result.siem.outsideWindow += event.records[1].count
                continue
            }
            let outcome = outcome(of: event)
            count(outcome, of: event, in: &result)
            let bucket = outcome.time.map { EventTime.floor($0.nanoseconds, rules.bucketLength) }
            let cell = CellID(bucket: bucket, scope: outcome.scope)
            cells[cell, default: CoverageCount(bucket: bucket, scope: outcome.scope)].count(outcome.state)
            guard outcome.state == .matched, let time = outcome.time, let position = outcome.positions[0] else {
                continue
            }
            result.present.append(.init(time: time.nanoseconds, position: position, scope: outcome.scope))
        }
        if result.counts.missing == 0 { result.present = [] }
        if !rules.compareTimes { result.counts.timeDiffers = nil }
        result.coverage = cells.values.sorted { Self.order($0) < Self.order($1) }
        result.notable.sort { Self.order($0) < Self.order($1) }
        result.repeats.sort { ($0.side.rawValue, $0.position) < ($1.side.rawValue, $1.position) }
        result.present.sort { ($0.time, $0.position) < ($1.time, $1.position) }
        return result
    }

    private struct CellID: Hashable {
        let bucket: Int64?
        let scope: UInt16
    }

    private func count(
        _ outcome: PlainReconciliation.Outcome, of event: PlainEvent, in result: inout PlainReconciliation
    ) {
        tally(event, 0, in: &result.authority)
        tally(event, 1, in: &result.siem)
        switch outcome.state {
        case .matched: result.counts.matched += 1
        case .missing: result.counts.missing += 1
        case .accepted: result.counts.accepted += 1
        case .unknown: result.counts.unknown += 1
        case .unsettled: result.counts.unsettled += 1
        case .extra: result.counts.extra += 1
        case .unconfirmed: result.counts.unconfirmed += 1
        }
        if outcome.timeDiffers { result.counts.timeDiffers = (result.counts.timeDiffers ?? 0) + 1 }
        if outcome.isTruncated { result.counts.truncated += 1 }
        let isPlain =
            outcome.state == .matched && !outcome.timeDiffers && !outcome.isTruncated && outcome.counts == [1, 1]
        if !isPlain { result.notable.append(outcome) }
        for (side, records) in zip(Side.allCases, event.records) where records.count > 1 {
            result.repeats += records.map { .init(side: side, position: $0.position, group: $0.hash) }
        }
    }

    private func tally(_ event: PlainEvent, _ side: Int, in tally: inout SideTally) {
        let records = event.records[side]
        guard !records.isEmpty else { return }
        tally.events += 1
        tally.repeats += records.count - 1
        if !records.contains(where: \.hasTime) { tally.untimed += 1 }
        guard let time = records.filter({ $0.hasTime && isInside($0) }).compactMap(\.time).min() else { return }
        tally.first = min(tally.first ?? time, time)
        tally.last = max(tally.last ?? time, time)
    }

    private func outcome(of event: PlainEvent) -> PlainReconciliation.Outcome {
        let home = event.home
        let inside = home.filter { $0.hasTime && isInside($0) }.compactMap(\.time).min()
        let scope = home[0].scope
        let state = state(of: event, time: inside?.nanoseconds, scope: scope)
        let times = event.records.map { time(of: $0) }
        var differs = false
        if let first = times[0], let second = times[1], state == .matched, rules.compareTimes {
            differs = !first.agrees(with: second, tolerance: rules.timeTolerance)
        }
        return .init(
            hash: home[0].hash, state: state, scope: scope, time: inside, timeDiffers: differs,
            isTruncated: state == .matched && event.records[1].allSatisfy(\.isTruncated),
            counts: event.records.map(\.count), times: times, positions: event.records.map { $0.first?.position })
    }

    private func time(of records: [EventKey]) -> EventTime? {
        let timed = records.filter(\.hasTime)
        return timed.filter(isInside).compactMap(\.time).min() ?? timed.compactMap(\.time).min()
    }

    private func state(of event: PlainEvent, time: Int64?, scope: UInt16) -> EventState {
        let name = rules.scopeName(scope)
        if event.records[0].isEmpty {
            let isUncertain = rules.authorityNotWhole.contains { $0.covers(time, scope: name) }
            return isUncertain || isAfter(rules.extrasAfter, time) ? .unconfirmed : .extra
        }
        guard event.records[1].isEmpty else { return .matched }
        if rules.allAbsentUnknown || rules.siemUnknown.contains(where: { $0.covers(time, scope: name) }) {
            return .unknown
        }
        if let settled = rules.settledThrough {
            guard let time else { return window.map { settled < $0.to } ?? true ? .unsettled : absent(event) }
            if time >= settled { return .unsettled }
        }
        return absent(event)
    }

    private func absent(_ event: PlainEvent) -> EventState {
        event.records[0].contains { $0.flags & EventKey.acceptedFlag != 0 } ? .accepted : .missing
    }

    private func isAfter(_ limit: Int64?, _ time: Int64?) -> Bool {
        guard let limit else { return false }
        guard let time else { return window.map { limit + 1 < $0.to } ?? true }
        return time > limit
    }

    private func isInside(_ key: EventKey) -> Bool {
        !key.hasTime || (window?.contains(key.nanoseconds) ?? true)
    }

    private func isInside(_ event: PlainEvent) -> Bool { event.home.contains(where: isInside) }

    private static func order(_ cell: CoverageCount) -> (Int, Int64, UInt16) {
        (cell.bucket == nil ? 1 : 0, cell.bucket ?? 0, cell.scope)
    }

    private static func order(_ outcome: PlainReconciliation.Outcome) -> (Int, UInt64) {
        let position = outcome.positions[0] ?? outcome.positions[1]
        return (outcome.positions[0] == nil ? 1 : 0, position?.packed ?? 0)
    }
}

/// All records of one id, by the raw value of their side.
private struct PlainEvent {
    var records: [[EventKey]] = [[], []]

    /// The records that decide about being inside, time and scope.
    var home: [EventKey] { records[0].isEmpty ? records[1] : records[0] }
}
