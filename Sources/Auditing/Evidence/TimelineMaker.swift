import AuditModel
import Diagnosis
import Reconcile

/// Makes the timeline of sorted events, and tells which events share their time, or what a store folds by, with others.
///
/// Memory: 19 bytes an entry, of which present events take ``mostPresent`` at most and as many again as there are missing
/// ones; and the events of one second.
struct TimelineMaker {
    /// Present entries; where there are more events, an entry stands for several.
    static let mostPresent = 4_000_000
    private static let second: Int64 = 1_000_000_000

    private(set) var timeline = Timeline()
    /// Of missing events and sampled present ones: what the timeline tells, in its order.
    private(set) var marks: [Mark] = []
    /// Present events that an entry stands for.
    private let group: UInt32
    /// By scope: the entry that takes present events until it stands for a group.
    private var open: [UInt16: Int] = [:]
    private var missing: UInt32 = 0

    /// What the timeline tells of one event.
    struct Mark {
        let position: UInt64
        let entry: UInt32
        let ordinal: UInt32
        let shape: RecordShape
        let isMissing: Bool
    }

    /// - Parameters:
    ///   - records: all events in order.
    ///   - present: how many of them are present.
    init(_ records: SortedRecords<TimelineRecord>, present: Int) throws {
        group = UInt32((max(present, 1) + Self.mostPresent - 1) / Self.mostPresent)
        let entries = group == 1 ? records.count : records.count - present + Self.mostPresent
        reserve(entries)
        var second: [TimelineRecord] = []
        try records.forEach { record in
            if let first = second.first,
                EventTime.floor(first.time, Self.second) != EventTime.floor(record.time, Self.second)
            {
                take(second)
                second.removeAll(keepingCapacity: true)
            }
            second.append(record)
        }
        take(second)
    }

    private mutating func reserve(_ count: Int) {
        timeline.time.reserveCapacity(count)
        timeline.scope.reserveCapacity(count)
        timeline.isMissing.reserveCapacity(count)
        timeline.weight.reserveCapacity(count)
        timeline.foldKey.reserveCapacity(count)
    }

    /// Takes the events of one second.
    private mutating func take(_ events: [TimelineRecord]) {
        let folds = events.count > 1 ? Self.presentFolds(events) : [:]
        var start = 0
        while start < events.count {
            var end = start + 1
            var present = events[start].isMissing ? 0 : 1
            while end < events.count, events[end].time == events[start].time {
                present += events[end].isMissing ? 0 : 1
                end += 1
            }
            for index in start..<end {
                let event = events[index]
                var shape: RecordShape = []
                let own = event.isMissing ? 0 : 1
                if present > own { shape.insert(.tiedWithPresent) }
                if event.fold != 0, folds[event.fold, default: 0] > own { shape.insert(.foldedWithPresent) }
                add(event, shape)
            }
            start = end
        }
    }

    /// How many present events of a second would be folded into one, by what they are folded by.
    private static func presentFolds(_ events: [TimelineRecord]) -> [UInt32: Int] {
        var counts: [UInt32: Int] = [:]
        for event in events where event.fold != 0 && !event.isMissing { counts[event.fold, default: 0] += 1 }
        return counts
    }

    private mutating func add(_ event: TimelineRecord, _ shape: RecordShape) {
        if event.isMissing || event.isSampled {
            let entry = event.isMissing ? UInt32(timeline.count) : EventFacts.noEntry
            marks.append(
                Mark(
                    position: event.position, entry: entry, ordinal: missing, shape: shape, isMissing: event.isMissing))
        }
        if event.isMissing {
            missing += 1
            open[event.scope] = nil
        } else if group > 1, let entry = open[event.scope] {
            timeline.weight[entry] += 1
            if timeline.weight[entry] == group { open[event.scope] = nil }
            return
        } else if group > 1 {
            open[event.scope] = timeline.count
        }
        timeline.time.append(event.time)
        timeline.scope.append(event.scope)
        timeline.isMissing.append(event.isMissing)
        timeline.weight.append(1)
        timeline.foldKey.append(event.fold == 0 ? 0 : Self.foldKey(event))
    }

    /// The fold with its second.
    private static func foldKey(_ event: TimelineRecord) -> UInt32 {
        let second = UInt64(bitPattern: EventTime.floor(event.time, Self.second) / Self.second)
        return UInt32(truncatingIfNeeded: (UInt64(event.fold) ^ second &* 0x9E37_79B9_7F4A_7C15) >> 16) | 1
    }
}
