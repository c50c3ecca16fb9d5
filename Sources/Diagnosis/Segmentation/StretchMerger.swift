/// Makes one stretch of those that several scopes have at one time.
///
/// Each missing entry belongs to one stretch at most: the largest is served first.
struct StretchMerger {
    /// The missing rate from which a scope takes part in a stretch.
    private static let leastRate = 0.75

    private let courses: Courses
    /// For each entry of the timeline: the number of its stretch plus 1; 0 for none.
    private var owner: [UInt32]

    init(_ courses: Courses, entries: Int) {
        self.courses = courses
        owner = [UInt32](repeating: 0, count: entries)
    }

    /// Stretches in order of their first entry, and for each entry of the timeline its stretch's index plus 1.
    mutating func merge(
        _ found: [(course: Course, range: Range<Int>)], isMissing: [Bool]
    ) -> (stretches: [Stretch], owner: [UInt32]) {
        var stretches: [Stretch] = []
        let order = found.indices.sorted { left, right in
            let (a, b) = (found[left], found[right])
            return (b.course.missing(b.range), left) < (a.course.missing(a.range), right)
        }
        for index in order {
            let (course, range) = found[index]
            let entries = course.entries[range].filter { isMissing[Int($0)] && owner[Int($0)] == 0 }
            guard entries.count * 2 > course.missing(range), let first = entries.first, let last = entries.last
            else { continue }
            guard let stretch = stretch(first..<(last + 1)), stretch.missing * 2 >= entries.count else { continue }
            claim(stretch, number: UInt32(stretches.count + 1), isMissing: isMissing)
            stretches.append(stretch)
        }
        return sorted(stretches)
    }

    /// The stretch of all scopes that lack nearly everything between two entries.
    private func stretch(_ entries: Range<UInt32>) -> Stretch? {
        guard !courses.scoped.isEmpty else { return whole(entries) }
        var scopes: [UInt16] = []
        var (missing, events, first, last) = (0, 0, entries.upperBound, entries.lowerBound)
        for course in courses.scoped {
            let range = course.place(ofEntry: entries.lowerBound)..<course.place(ofEntry: entries.upperBound)
            let lost = course.missing(range)
            guard lost > 0, Double(lost) >= Self.leastRate * Double(course.events(range)), let scope = course.scope
            else { continue }
            scopes.append(scope)
            missing += lost
            events += course.events(range)
            first = min(first, course.entries[course.firstMissing(range)])
            last = max(last, course.entries[course.lastMissing(range)] + 1)
        }
        guard missing > 0 else { return nil }
        let all = courses.all.events(Int(entries.lowerBound)..<Int(entries.upperBound))
        return Stretch(entries: first..<last, scopes: events == all ? [] : scopes, missing: missing, of: events)
    }

    private func whole(_ entries: Range<UInt32>) -> Stretch {
        let range = Int(entries.lowerBound)..<Int(entries.upperBound)
        return Stretch(entries: entries, scopes: [], missing: courses.all.missing(range), of: courses.all.events(range))
    }

    private mutating func claim(_ stretch: Stretch, number: UInt32, isMissing: [Bool]) {
        let courses = stretch.scopes.isEmpty ? [self.courses.all] : self.courses.scoped
        for course in courses where stretch.scopes.isEmpty || stretch.scopes.contains(course.scope ?? 0) {
            let from = course.place(ofEntry: stretch.entries.lowerBound)
            let to = course.place(ofEntry: stretch.entries.upperBound)
            for entry in course.entries[from..<to] where isMissing[Int(entry)] && owner[Int(entry)] == 0 {
                owner[Int(entry)] = number
            }
        }
    }

    private func sorted(_ stretches: [Stretch]) -> (stretches: [Stretch], owner: [UInt32]) {
        let order = stretches.indices.sorted {
            (stretches[$0].entries.lowerBound, stretches[$0].entries.upperBound, $0)
                < (stretches[$1].entries.lowerBound, stretches[$1].entries.upperBound, $1)
        }
        var number = [UInt32](repeating: 0, count: stretches.count + 1)
        for (new, old) in order.enumerated() { number[old + 1] = UInt32(new + 1) }
        return (order.map { stretches[$0] }, owner.map { number[Int($0)] })
    }
}
