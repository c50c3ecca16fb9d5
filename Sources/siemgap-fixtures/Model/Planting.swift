import AuditModel

/// What is planted in a pair of sides; the defaults are the usual mixture.
struct Planting {
    /// How the records of a side follow each other.
    enum Order { case ascending, descending, shuffled }

    var seed: UInt64
    var service: any AuditService.Type
    /// Events inside the window that both sides should hold.
    var events = 104
    /// First event time, nanoseconds since the Unix epoch.
    var start = Instants.saturday
    /// Time over which the events are spread, in nanoseconds.
    var span = 20 * Instants.hour
    /// One run of missing events, and single ones.
    var missingRun = 8
    var missingScattered = 3
    /// Events that only the SIEM holds, inside the window and around it.
    var extras = 3
    var strays = 2
    /// Records that repeat another one of their side, with equal and with other content.
    var authorityRepeats = 3
    var authorityConflicts = 1
    var siemRepeats = 4
    var siemConflicts = 1
    /// Events that the SIEM holds one hour late.
    var timeDiffers = 3
    /// SIEM records whose GUID is in upper case, and as many in braces too.
    var foreignIDs = 4
    /// SIEM records whose end is missing; their events carry `padding` bytes more on both sides.
    var cut = 0
    var padding = 0
    var authorityUnidentified = 0
    var siemUnidentified = 1
    var authorityUntimed = 1
    var siemUntimed = 1
    /// Events on each side of `window`, held by both sides.
    var outside = 0
    /// The window that is asked for; without one the authority's own range counts.
    var window: TimeWindow?
    var authorityOrder = Order.ascending
    var siemOrder = Order.ascending

    /// A pair of which both sides hold the same, for folders that show one thing only.
    static func clean(seed: UInt64, service: any AuditService.Type, events: Int) -> Planting {
        Planting(
            seed: seed, service: service, events: events, missingRun: 0, missingScattered: 0, extras: 0, strays: 0,
            authorityRepeats: 0, authorityConflicts: 0, siemRepeats: 0, siemConflicts: 0, timeDiffers: 0, foreignIDs: 0,
            siemUnidentified: 0, authorityUntimed: 0, siemUntimed: 0)
    }

    /// Both sides' records.
    func pair() -> PlantedPair {
        var generator = SeededGenerator(seed: seed)
        var roles = Roles(planting: self, generator: &generator)
        var timeline = timeline(&generator)
        for index in roles.cut { timeline.core[index].padding = padding }
        let authority = authorityRecords(timeline, &roles)
        let siem = siemRecords(timeline, &roles, &generator)
        return PlantedPair(
            authority: ordered(authority, authorityOrder, &generator), siem: ordered(siem, siemOrder, &generator),
            window: window, unit: service.precision.nanoseconds)
    }

    private func authorityRecords(_ timeline: Timeline, _ roles: inout Roles) -> [PlantedRecord] {
        var records = timeline.all.map(PlantedRecord.init)
        for index in roles.take(authorityUntimed) { records[timeline.before.count + index].time = nil }
        records += roles.take(authorityRepeats).map { PlantedRecord(timeline.core[$0]) }
        records += roles.take(authorityConflicts).map { timeline.twin($0) }
        records += timeline.unknown.prefix(authorityUnidentified).map(Self.withoutID)
        return records
    }

    private func siemRecords(
        _ timeline: Timeline, _ roles: inout Roles, _ generator: inout SeededGenerator
    ) -> [PlantedRecord] {
        var core = timeline.core.map(PlantedRecord.init)
        for index in roles.cut { core[index].isCut = true }
        for index in roles.take(siemUntimed) { core[index].time = nil }
        for index in roles.take(timeDiffers) { core[index].time = core[index].event.time + Instants.hour }
        if service.hasGUIDs {
            for index in roles.take(foreignIDs) { core[index].idStyle = .upperCase }
            for index in roles.take(foreignIDs) { core[index].idStyle = .braced }
        }
        let twins =
            roles.take(siemRepeats).map { PlantedRecord(timeline.core[$0]) }
            + roles.take(siemConflicts).map { timeline.twin($0) }
        let kept = core.indices.filter { !roles.missing.contains($0) }.map { core[$0] }
        return around(timeline) + kept + twins + timeline.extras.map(PlantedRecord.init)
            + timeline.unknown.dropFirst(authorityUnidentified).map(Self.withoutID)
    }

    /// The SIEM's copies of what lies outside the window; the last one before it is an hour late, and so seems inside.
    private func around(_ timeline: Timeline) -> [PlantedRecord] {
        var records = (timeline.before + timeline.after).map(PlantedRecord.init)
        if timeline.before.count > 1 && timeDiffers > 0 { records[timeline.before.count - 1].time? += Instants.hour }
        return records
    }

    private static func withoutID(_ event: Event) -> PlantedRecord {
        var record = PlantedRecord(event)
        record.hasID = false
        return record
    }

    private func ordered(
        _ records: [PlantedRecord], _ order: Order, _ generator: inout SeededGenerator
    ) -> [PlantedRecord] {
        let sorted = records.enumerated().sorted {
            ($0.element.event.time, $0.offset) < ($1.element.event.time, $1.offset)
        }.map(\.element)
        switch order {
        case .ascending: return sorted
        case .descending: return sorted.reversed()
        case .shuffled: return generator.shuffled(sorted)
        }
    }
}

/// Which core events play which part; every event has at most one, and the first and last two have none.
private struct Roles {
    let missing: Set<Int>
    let cut: [Int]
    private var free: [Int]

    init(planting: Planting, generator: inout SeededGenerator) {
        let run = planting.events * 2 / 5
        let all = Array(2..<max(2, planting.events - 2)).filter { !(run..<run + planting.missingRun).contains($0) }
        free = generator.shuffled(all)
        missing = Set(free.prefix(planting.missingScattered)).union(run..<run + planting.missingRun)
        cut = Array(free.dropFirst(planting.missingScattered).prefix(planting.cut))
        free.removeFirst(planting.missingScattered + planting.cut)
    }

    mutating func take(_ count: Int) -> [Int] {
        let taken = Array(free.prefix(count))
        free.removeFirst(taken.count)
        return taken
    }
}
