import AuditModel
import Diagnosis
import TestKit

/// A seeded trail of events with people's hours, some types and delays, from which evidence is made once losses are set.
struct SyntheticTrail {
    struct Event {
        var time: Int64
        var available: Int64
        var scope: UInt16
        var size: UInt32
        var shape: RecordShape = []
        var operation: Int
        var user: Int
        var isMissing = false
    }

    static let second: Int64 = 1_000_000_000
    static let minute = 60 * second
    static let hour = 60 * minute
    static let day = 24 * hour
    /// 2026-11-09T00:00:00Z, a Monday.
    static let monday: Int64 = 1_794_182_400 * second

    let window: TimeWindow
    let scopes: [Scope?] = [
        nil, Scope(field: "Workload", value: "Exchange"), Scope(field: "Workload", value: "SharePoint"),
        Scope(field: "Workload", value: "AzureActiveDirectory"),
    ]
    var events: [Event]
    var random: SplitMix
    /// Whether the evidence says when events became available.
    var knowsAvailability = true
    /// Whether the authority serves events in order of their time, whenever they became available.
    var isServedByTime = false
    /// Whether events came in blobs, by the time they became available.
    var hasPieces = false

    /// - Parameter unit: to which times are cut, nanoseconds.
    init(_ count: Int, days: Int = 7, seed: UInt64, unit: Int64 = 1_000_000) {
        var random = SplitMix(seed: seed)
        let window = TimeWindow(from: Self.monday, to: Self.monday + Int64(days) * Self.day)
        events = (0..<count).map { _ in Self.event(window, unit, &random) }.sorted { $0.time < $1.time }
        self.window = window
        self.random = random
    }

    private static func event(_ window: TimeWindow, _ unit: Int64, _ random: inout SplitMix) -> Event {
        var time: Int64
        repeat {
            time = Int64.random(in: window.from..<window.to, using: &random)
        } while Double.random(in: 0..<1, using: &random) > activity(time)
        time -= time % unit
        // Delays of minutes with a tail of hours.
        let tail = random.once(in: 20) ? 40.0 : 1.0
        let delay = 60 + 300 * Double.random(in: 0..<1, using: &random) * tail
        let long = random.once(in: 50)
        let scope = UInt16([1, 1, 1, 2, 2, 3].randomElement(using: &random) ?? 1)
        var shape: RecordShape = []
        if random.once(in: 12) { shape.insert(.addressV6) }
        if random.once(in: 15) { shape.insert(.nonASCII) }
        if random.once(in: 10) { shape.insert(.deep) }
        return Event(
            time: time, available: time + Int64(delay * 1e9), scope: scope,
            size: UInt32(
                long ? Int.random(in: 9_000..<90_000, using: &random) : Int.random(in: 600..<6_000, using: &random)),
            shape: shape, operation: Int.random(in: 0..<12, using: &random),
            user: Int.random(in: 0..<300, using: &random))
    }

    /// The share of the busiest hour's events: nights are quiet.
    private static func activity(_ time: Int64) -> Double {
        let hour = Int(time / Self.hour % 24)
        return hour < 6 || hour > 20 ? 0.05 : hour < 9 || hour > 17 ? 0.4 : 1
    }

    /// Marks events as missing.
    mutating func lose(where condition: (Event) -> Bool) {
        for index in events.indices where condition(events[index]) { events[index].isMissing = true }
    }

    /// Marks events as missing by chance.
    mutating func lose(share: Double) {
        for index in events.indices where Double.random(in: 0..<1, using: &random) < share {
            events[index].isMissing = true
        }
    }

    /// Missing events.
    var missing: Int { events.count { $0.isMissing } }

    /// Whether a user's name has a letter beyond ASCII.
    static func isBeyondASCII(user: Int) -> Bool { user % 12 == 5 }

    // MARK: Evidence

    /// All that diagnosis is given, with at most so many present facts.
    func evidence(presentFacts: Int = 20_000) -> Evidence {
        var evidence = Evidence(window: window, observed: window.to + Self.day, scopes: scopes)
        for event in events {
            evidence.timeline.time.append(event.time)
            evidence.timeline.scope.append(event.scope)
            evidence.timeline.isMissing.append(event.isMissing)
            evidence.timeline.weight.append(1)
        }
        let held = events.indices.filter { !events[$0].isMissing }
        let step = max(1, held.count / presentFacts)
        var served = [Int](repeating: 0, count: events.count)
        let order =
            isServedByTime
            ? Array(events.indices) : events.indices.sorted { (events[$0].available, $0) < (events[$1].available, $1) }
        for (place, index) in order.enumerated() { served[index] = place }
        evidence.missing = facts(events.indices.filter { events[$0].isMissing }, population: missing, served)
        evidence.present = facts(
            stride(from: 0, to: held.count, by: step).map { held[$0] }, population: held.count, served)
        evidence.presence = (1...3).map { scope in
            ScopePresence(
                scope: UInt16(scope), authority: events.count { $0.scope == UInt16(scope) },
                missing: events.count { $0.scope == UInt16(scope) && $0.isMissing }, extra: 0)
        }
        if hasPieces { evidence.pieces = pieces() }
        evidence.times.matched = held.count
        return evidence
    }

    private static func foldKey(_ event: Event) -> [Int] { [Int(event.time / second), event.user, event.operation] }

    private func facts(_ chosen: [Int], population: Int, _ served: [Int]) -> EventFacts {
        let held = events.filter { !$0.isMissing }
        let tied = Dictionary(held.map { ($0.time, 1) }, uniquingKeysWith: +)
        let folded = Dictionary(held.map { (Self.foldKey($0), 1) }, uniquingKeysWith: +)
        let order = chosen.sorted { served[$0] < served[$1] }
        var facts = EventFacts()
        facts.population = population
        var operation = FieldColumn(name: "operation")
        var user = FieldColumn(name: "user")
        operation.values += (0..<12).map { "\(["Mail", "File", "Team", "Login"][$0 / 3]).Operation\($0)" }
        user.values += (0..<300).map { "\(Self.isBeyondASCII(user: $0) ? "üser" : "user")\($0)@example.com" }
        for index in order {
            let event = events[index]
            let own = event.isMissing ? 0 : 1
            var shape = event.shape
            if tied[event.time, default: 0] > own { shape.insert(.tiedWithPresent) }
            if folded[Self.foldKey(event), default: 0] > own { shape.insert(.foldedWithPresent) }
            facts.time.append(event.time)
            facts.entry.append(event.isMissing ? UInt32(index) : EventFacts.noEntry)
            facts.available.append(knowsAvailability ? event.available : EventFacts.unknown)
            facts.scope.append(event.scope)
            facts.size.append(event.size)
            facts.shape.append(shape)
            facts.position.append(UInt64(served[index]))
            operation.codes.append(UInt32(event.operation + 1))
            user.codes.append(UInt32(event.user + 1))
        }
        facts.fields = [operation, user]
        return facts
    }

    private func pieces() -> [Piece] {
        let groups = Dictionary(grouping: events) { [$0.available, Int64($0.scope)] }
        return groups.map { key, events in
            Piece(
                available: key[0], scope: UInt16(key[1]), events: events.count,
                missing: events.count { $0.isMissing })
        }
    }

    /// Gathers events into blobs that became available every so long.
    mutating func gatherIntoBlobs(every length: Int64) {
        for index in events.indices {
            let available = events[index].available
            events[index].available = available - available % length + length
        }
        hasPieces = true
    }
}

/// A tz database with nothing in it.
struct NoZones: ZoneOffsets {
    let names: [String] = []
    func offset(of name: String, at instant: Int64) -> Int? { nil }
}
