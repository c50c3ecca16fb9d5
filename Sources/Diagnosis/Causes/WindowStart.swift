/// Reads where windows begin from runs of missing events: between a run and the present event next to it.
struct WindowStart {
    private static let mostRuns = 128
    /// The share of runs that must agree.
    private static let leastShare = 0.7

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

    /// The phase, in nanoseconds after a multiple of the length, at which most runs meet a window's end.
    func phase(_ length: Int64) -> Int64? {
        guard joints.count >= WindowCutFinder.fewestWindows else { return nil }
        let starts = joints.map { Instants.phase($0.upperBound, length) }
        let counts = starts.map { phase in
            joints.count { joint in
                let behind = Instants.phase(joint.upperBound - phase, length)
                return behind < joint.upperBound - joint.lowerBound
            }
        }
        guard let best = counts.indices.max(by: { counts[$0] < counts[$1] }),
            Double(counts[best]) >= Self.leastShare * Double(joints.count)
        else { return nil }
        return starts[best]
    }
}
