/// Every so many events of a course, in order of time.
struct CountedStep: Sendable {
    static let mostEvery = 2000
    private static let leastShare = 0.8
    private static let fewest = 8

    let every: Int
    /// Whether one in so many is kept, and not missing.
    let keepsOne: Bool
    /// The share of steps that are a multiple.
    let share: Double
    /// Missing entries of the timeline that follow the step, and the present events where missing ones should be.
    let entries: [UInt32]
    let present: Int

    /// Looks for a step; nil where none is kept.
    init?(_ course: Course) {
        guard course.missing >= Self.fewest, course.events == course.entries.count else { return nil }
        let keepsOne = course.missing * 2 > course.events
        let places = course.entries.indices.filter { (course.missing($0..<($0 + 1)) > 0) != keepsOne }
        guard places.count >= Self.fewest else { return nil }
        let steps = zip(places, places.dropFirst()).map { $1 - $0 }
        var counts: [Int: Int] = [:]
        for step in steps where (2...Self.mostEvery).contains(step) { counts[step, default: 0] += 1 }
        guard let every = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) })?.key else { return nil }
        share = Double(steps.count { $0 % every == 0 }) / Double(steps.count)
        guard share >= Self.leastShare else { return nil }
        let rest = Dictionary(grouping: places) { $0 % every }.max {
            ($0.value.count, $1.key) < ($1.value.count, $0.key)
        }
        guard let residue = rest?.key else { return nil }
        self.every = every
        self.keepsOne = keepsOne
        let planned = course.entries.indices.filter { ($0 % every == residue) != keepsOne }
        entries = planned.filter { course.missing($0..<($0 + 1)) > 0 }.map { course.entries[$0] }
        present = planned.count - entries.count
    }
}
