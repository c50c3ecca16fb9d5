/// The runs of missing events of a course, by the events next to them: tells quickly whether a window's end lies in one.
struct MissingRuns {
    /// Of each run, in order: the times of the last event before it, of its first and of its last one, and of the first
    /// event behind it.
    private var before: [Int64] = []
    private var first: [Int64] = []
    private var last: [Int64] = []
    private var after: [Int64] = []

    init(_ course: Course, _ timeline: Timeline) {
        func time(_ place: Int) -> Int64 { timeline.time[Int(course.entries[place])] }
        var isOpen = false
        for place in course.entries.indices {
            let isMissing = timeline.isMissing[Int(course.entries[place])]
            if isMissing, !isOpen {
                before.append(place > 0 ? time(place - 1) : .min)
                first.append(time(place))
            } else if !isMissing, isOpen {
                last.append(time(place - 1))
                after.append(time(place))
            }
            isOpen = isMissing
        }
        guard isOpen else { return }
        last.append(time(course.entries.count - 1))
        after.append(.max)
    }

    /// Whether the last event before an instant is missing, or for the oldest end the first event from it on.
    func isAtEdge(_ instant: Int64, _ end: WindowCut.End) -> Bool {
        // Runs do not overlap: only one of them can reach over the instant.
        switch end {
        case .newest:
            let run = Self.count(last) { $0 < instant } - 1
            return run >= 0 && instant <= after[run]
        case .oldest:
            let run = Self.count(first) { $0 < instant }
            return run < first.count && before[run] < instant
        }
    }

    /// How many of the ascending times fulfil a condition that holds up to some time.
    private static func count(_ times: [Int64], where holds: (Int64) -> Bool) -> Int {
        var (low, high) = (0, times.count)
        while low < high {
            let middle = (low + high) / 2
            if holds(times[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
