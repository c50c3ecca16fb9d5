import AuditModel

/// Reads where windows begin from runs of missing events: between a run and the present event next to it.
struct WindowStart {
    private static let mostRuns = 128
    /// The share of runs that must agree.
    private static let leastShare = 0.7
    private static let second: Int64 = 1_000_000_000

    /// Between which two instants a window began, nanoseconds since the Unix epoch.
    private let joints: [ClosedRange<Int64>]

    /// Looks at the longest runs of some courses.
    init(_ courses: [Course], _ timeline: Timeline, end: WindowCut.End) {
        var joints: [(length: Int, joint: ClosedRange<Int64>)] = []
        for course in courses {
            var place = course.missing > 0 ? course.firstMissing(0..<course.entries.count) : course.entries.count
            while place < course.entries.count {
                let length = course.leadingMissing(place..<course.entries.count)
                let (before, after) = end == .newest ? (place + length - 1, place + length) : (place - 1, place)
                if length > 1, before >= 0, after < course.entries.count {
                    let times = (timeline.time[Int(course.entries[before])], timeline.time[Int(course.entries[after])])
                    joints.append((length, times.0...times.1))
                }
                let next = Int(course.missingBefore[place + length])
                place = next < course.missing ? course.firstMissing(atLeast: next) : course.entries.count
            }
        }
        joints.sort { ($1.length, $0.joint.lowerBound) < ($0.length, $1.joint.lowerBound) }
        self.joints = joints.prefix(Self.mostRuns).map(\.joint)
    }

    /// Phases, in nanoseconds after a multiple of the length, at which most runs meet a window's end.
    ///
    /// Runs only bound the moment; within the bounds that most of them share the roundest is likeliest, since schedulers
    /// are given whole minutes and seconds.
    func phases(_ length: Int64) -> [Int64] {
        guard joints.count >= WindowCutFinder.fewestClean, let shared = shared(length) else { return [] }
        let units = [60, 10, 1].map { $0 * Self.second }
        let round = units.lazy.map { EventTime.floor(shared.upperBound, $0) }.first { $0 > shared.lowerBound }
        return Set([round, shared.upperBound].compactMap { $0 }.map { Instants.phase($0, length) }).sorted()
    }

    /// The bounds that most runs share, from behind the last event before the moment to the first one after it; nil where
    /// too few do.
    private func shared(_ length: Int64) -> ClosedRange<Int64>? {
        let bounded = joints.filter { $0.upperBound - $0.lowerBound < length }
        let ends = bounded.flatMap { joint -> [(phase: Int64, opens: Bool)] in
            let low = Instants.phase(joint.lowerBound, length)
            let high = low + joint.upperBound - joint.lowerBound
            // Once more a turn later, for bounds that reach over the turn's end.
            return [(low, true), (high, false), (low + length, true), (high + length, false)]
        }
        var (depth, best, shared) = (0, 0, nil as ClosedRange<Int64>?)
        let order = ends.sorted { ($0.phase, $0.opens ? 1 : 0) < ($1.phase, $1.opens ? 1 : 0) }
        for (index, end) in order.enumerated() {
            depth += end.opens ? 1 : -1
            guard depth > best, index + 1 < order.count else { continue }
            (best, shared) = (depth, end.phase...order[index + 1].phase)
        }
        return Double(best) >= Self.leastShare * Double(joints.count) ? shared : nil
    }
}
