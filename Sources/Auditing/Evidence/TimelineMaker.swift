import AuditModel
import Diagnosis
import Reconcile

/// Makes the timeline of missing and present events, chooses the events that are looked at closely, and notes which others
/// share their time.
///
/// Memory: 15 bytes an entry, of which present events take ``mostPresent`` at most and as many again as there are missing
/// ones; 32 bytes a missing event or a chosen one, and 16 for each mate of a chosen one.
struct TimelineMaker {
    /// Present entries; where there are more events, an entry stands for several.
    static let mostPresent = 1_000_000
    /// An event's mates: so many before it in the timeline and so many after it.
    private static let mostMates = 8
    private static let second: Int64 = 1_000_000_000

    private(set) var timeline = Timeline()
    /// All missing events, by position.
    private(set) var missing: [EventMark]
    /// Chosen present events, by position once all is added.
    private(set) var present: [EventMark] = []
    private(set) var missingMates: [Mate] = []
    private(set) var presentMates: [Mate] = []

    private let choice: Choice
    /// Missing events that have a time, in order.
    private let order: [UInt32]
    private var next = 0
    /// Present events that an entry stands for.
    private let group: UInt32
    /// By scope: the entry that takes present events until it stands for a group, plus one; 0 without one.
    private var open: [UInt32]
    /// The last present events, each in the place of its number's remainder.
    private var recent: [PresentEvent?] = Array(repeating: nil, count: mostMates)
    private var added = 0
    /// Chosen events of one second that still look for mates.
    private var waiting: [Waiting] = []

    /// Which events are looked at closely.
    struct Choice {
        let scopes: ScopeCodes
        let missing: SeededSample
        let present: SeededSample
        /// Whether mates tell anything.
        let wantsMates: Bool
    }

    private struct Waiting {
        let isMissing: Bool
        let index: Int
        let position: UInt64
        let time: Int64
        var wanted = TimelineMaker.mostMates
    }

    /// - Parameters:
    ///   - missing: by position.
    ///   - present: how many present events will be added.
    init(missing: [EventMark], present: Int, choice: Choice) {
        self.missing = missing
        self.choice = choice
        order = missing.indices.filter { missing[$0].time != EventFacts.unknown }.map { UInt32($0) }
            .sorted { (missing[Int($0)].time, $0) < (missing[Int($1)].time, $1) }
        group = UInt32((max(present, 1) + Self.mostPresent - 1) / Self.mostPresent)
        open = Array(repeating: 0, count: choice.scopes.scopes.count)
        reserve(order.count + (group == 1 ? present : Self.mostPresent))
    }

    private mutating func reserve(_ count: Int) {
        timeline.time.reserveCapacity(count)
        timeline.scope.reserveCapacity(count)
        timeline.isMissing.reserveCapacity(count)
        timeline.weight.reserveCapacity(count)
    }

    /// Adds the next present event in order.
    mutating func add(_ event: PresentEvent) {
        let time = event.time
        while next < order.count {
            let mark = missing[Int(order[next])]
            guard mark.time < time || (mark.time == time && mark.position < event.position) else { break }
            addMissing(Int(order[next]))
        }
        if !waiting.isEmpty { serve(event) }
        let scope = choice.scopes.code(event.scope)
        if choice.present.holds(event.position) {
            present.append(EventMark(position: event.position, time: time, scope: scope))
            look(isMissing: false, index: present.count - 1, position: event.position, time: time)
        }
        recent[added % Self.mostMates] = event
        added += 1
        addEntry(time, scope)
    }

    /// Adds the missing events after the last present one; to be called once, at the end.
    mutating func finish() {
        while next < order.count { addMissing(Int(order[next])) }
        present.sort { $0.position < $1.position }
    }

    // MARK: Entries

    private mutating func addEntry(_ time: Int64, _ scope: UInt16) {
        if group > 1 {
            let entry = Int(open[Int(scope)])
            if entry > 0 {
                timeline.weight[entry - 1] += 1
                if timeline.weight[entry - 1] == group { open[Int(scope)] = 0 }
                return
            }
            open[Int(scope)] = UInt32(timeline.count + 1)
        }
        append(time, scope, isMissing: false)
    }

    private mutating func addMissing(_ index: Int) {
        let mark = missing[index]
        (missing[index].entry, missing[index].ordinal) = (UInt32(timeline.count), UInt32(next))
        next += 1
        open[Int(mark.scope)] = 0
        append(mark.time, mark.scope, isMissing: true)
        guard choice.missing.holds(mark.position) else { return }
        look(isMissing: true, index: index, position: mark.position, time: mark.time)
    }

    private mutating func append(_ time: Int64, _ scope: UInt16, isMissing: Bool) {
        timeline.time.append(time)
        timeline.scope.append(scope)
        timeline.isMissing.append(isMissing)
        timeline.weight.append(1)
    }

    // MARK: Mates

    /// Looks at the present events before a chosen one, and has those after it looked at.
    private mutating func look(isMissing: Bool, index: Int, position: UInt64, time: Int64) {
        let event = Waiting(isMissing: isMissing, index: index, position: position, time: time)
        for number in stride(from: added - 1, through: max(0, added - Self.mostMates), by: -1) {
            guard let other = recent[number % Self.mostMates], Self.isSameSecond(other.time, time) else { break }
            note(other, as: event)
        }
        if let other = waiting.first, !Self.isSameSecond(other.time, time) { waiting.removeAll(keepingCapacity: true) }
        waiting.append(event)
    }

    /// Gives a present event to the chosen ones before it.
    private mutating func serve(_ event: PresentEvent) {
        guard Self.isSameSecond(waiting[0].time, event.time) else {
            waiting.removeAll(keepingCapacity: true)
            return
        }
        for place in waiting.indices {
            note(event, as: waiting[place])
            waiting[place].wanted -= 1
        }
        waiting.removeAll { $0.wanted == 0 }
    }

    private mutating func note(_ other: PresentEvent, as event: Waiting) {
        if other.time == event.time {
            if event.isMissing {
                missing[event.index].shape.insert(.tiedWithPresent)
            } else {
                present[event.index].shape.insert(.tiedWithPresent)
            }
        }
        guard choice.wantsMates else { return }
        let mate = Mate(event: event.position, mate: other.position)
        if event.isMissing { missingMates.append(mate) } else { presentMates.append(mate) }
    }

    private static func isSameSecond(_ one: Int64, _ other: Int64) -> Bool {
        EventTime.floor(one, second) == EventTime.floor(other, second)
    }
}
