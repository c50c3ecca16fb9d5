/// The courses of a timeline: all events, and those of each scope that lacks some.
struct Courses: Sendable {
    /// All events.
    let all: Course
    /// By scope's code; a timeline of one scope has none, for that would repeat ``all``.
    let scoped: [Course]

    /// Sorts a timeline's entries by scope.
    init(_ timeline: Timeline) {
        all = Course(scope: nil, entries: (0..<UInt32(timeline.count)).map { $0 }, timeline: timeline)
        var counts: [Int] = []
        var missing: [Int] = []
        for index in 0..<timeline.count {
            let scope = Int(timeline.scope[index])
            while counts.count <= scope {
                counts.append(0)
                missing.append(0)
            }
            counts[scope] += 1
            missing[scope] += timeline.isMissing[index] ? 1 : 0
        }
        guard counts.count(where: { $0 > 0 }) > 1 else {
            scoped = []
            return
        }
        var entries = counts.indices.map { scope in
            var list: [UInt32] = []
            if missing[scope] > 0 { list.reserveCapacity(counts[scope]) }
            return list
        }
        for index in 0..<timeline.count where missing[Int(timeline.scope[index])] > 0 {
            entries[Int(timeline.scope[index])].append(UInt32(index))
        }
        scoped = entries.indices.filter { missing[$0] > 0 }.map { scope in
            Course(scope: UInt16(scope), entries: entries[scope], timeline: timeline)
        }
    }
}
