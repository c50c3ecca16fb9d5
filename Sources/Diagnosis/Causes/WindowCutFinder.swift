import AuditModel

/// Looks for windows that end, or begin, with missing events after the same count of kept ones.
///
/// Window lengths are those schedulers are given; where windows begin is read from the runs of missing events, which all
/// end at a window's end.
struct WindowCutFinder {
    /// One window and the cut found in it, as places in its course.
    private struct Window {
        let course: Int
        let range: Range<Int>
        /// Events outside the run of missing ones at the window's end.
        let kept: Int
        let run: Range<Int>
    }

    private static let minute: Int64 = 60_000_000_000
    /// Days that are cut at an unusual count are a quota's.
    private static let day = 1440 * minute
    static let lengths: [Int64] =
        [1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30, 60, 90, 120, 180, 240, 360, 480, 720, 1440].map { $0 * minute }
    /// Windows that are looked at first, to tell whether the rest is worth it.
    private static let probes = 100
    private static let leastContiguous = 0.2
    /// Windows cut at one count, at least; a cut of fewer could be chance.
    static let fewestWindows = 3
    /// The share of the missing events of windows that are cut at the one count.
    private static let leastShare = 0.3
    /// The share of the count that a window must have kept, beside what another cause took.
    private static let leastKept = 0.8
    /// Of so many windows that are cut there may be one that holds more events and is not.
    private static let sparedShare = 5

    private let timeline: Timeline
    private let window: TimeWindow

    init(_ evidence: Evidence) {
        timeline = evidence.timeline
        window = evidence.window
    }

    /// The cut that explains most missing events, in windows that all given courses share; nil where there is none.
    func best(in courses: [Course]) -> WindowCut? {
        var joints: [WindowCut.End: WindowStart] = [:]
        for end in WindowCut.End.allCases { joints[end] = WindowStart(courses, timeline, end: end) }
        var best: WindowCut?
        for length in Self.lengths where length * 2 <= window.length {
            for end in WindowCut.End.allCases {
                for start in starts(joints, length: length, end: end) {
                    guard let cut = cut(courses, length: length, start: start, end: end),
                        cut.entries.count >= best?.entries.count ?? 1
                    else { continue }
                    best = cut
                }
            }
        }
        return best
    }

    // MARK: Where windows begin

    /// The epoch's multiples, the window's beginning, and where runs of missing events end.
    private func starts(_ joints: [WindowCut.End: WindowStart], length: Int64, end: WindowCut.End) -> [Int64] {
        var starts: Set<Int64> = [0, Instants.phase(window.from, length)]
        if let read = joints[end]?.phase(length) {
            starts.formUnion([read, read - read % 1_000_000_000, read - read % Self.minute])
        }
        return starts.sorted()
    }

    // MARK: Cuts

    private func cut(_ courses: [Course], length: Int64, start: Int64, end: WindowCut.End) -> WindowCut? {
        guard isWorthIt(courses, length, start, end) else { return nil }
        let windows = courses.indices.flatMap { course in
            lossy(courses[course], length, start).map { window($0, course, courses[course], end) }
        }
        let whole = windows.filter { $0.run.count >= 1 }
        var missingByCount: [Int: Int] = [:]
        for window in whole { missingByCount[window.kept, default: 0] += window.run.count }
        let top = missingByCount.max { ($0.value, $1.key) < ($1.value, $0.key) }
        let missing = windows.reduce(0) { $0 + courses[$1.course].missing($1.range) }
        guard let kept = top?.key, kept > 0 else { return nil }
        let isQuota = length >= Self.day && end == .newest && !PageLimit.wholeCaps.contains(kept)
        if isQuota { return nil }
        // What another cause took of the kept events makes the run longer than the cut.
        let chosen = whole.filter { window in
            (Int(Double(kept) * Self.leastKept)...kept).contains(window.kept)
                && courses[window.course].events(window.range) > kept
        }
        let explained = chosen.reduce(0) { $0 + $1.run.count }
        guard chosen.count >= Self.fewestWindows, Double(explained) >= Self.leastShare * Double(missing) else {
            return nil
        }
        let others = uncut(courses, length, start, kept: kept, cut: chosen)
        guard others.larger <= 1 + chosen.count / Self.sparedShare else { return nil }
        return WindowCut(
            length: length, end: end, kept: kept, cut: chosen.count, spared: others.larger, smaller: others.smaller,
            entries: chosen.flatMap { window in
                let course = courses[window.course]
                let beyond = course.events(window.range) - kept
                return course.entries[end == .newest ? window.run.suffix(beyond) : window.run.prefix(beyond)]
            })
    }

    /// Whether windows often end with several missing events in a row.
    private func isWorthIt(_ courses: [Course], _ length: Int64, _ start: Int64, _ end: WindowCut.End) -> Bool {
        var (tried, contiguous) = (0, 0)
        for course in courses {
            let step = max(1, course.missing / Self.probes)
            for ordinal in Swift.stride(from: 0, to: course.missing, by: step) {
                let place = course.firstMissing(atLeast: ordinal)
                let range = self.range(course, at: place, length, start)
                let run = end == .newest ? course.trailingMissing(range) : course.leadingMissing(range)
                tried += 1
                contiguous += run * 2 > course.missing(range) && run < range.count ? 1 : 0
            }
        }
        return Double(contiguous) >= Self.leastContiguous * Double(tried)
    }

    /// The window's places around one of a course.
    private func range(_ course: Course, at place: Int, _ length: Int64, _ start: Int64) -> Range<Int> {
        let time = timeline.time[Int(course.entries[place])]
        let from = time - Instants.phase(time - start, length)
        return course.place(at: from, in: timeline)..<course.place(at: from + length, in: timeline)
    }

    /// The windows of a course that lack events.
    private func lossy(_ course: Course, _ length: Int64, _ start: Int64) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var ordinal = 0
        while ordinal < course.missing {
            let range = self.range(course, at: course.firstMissing(atLeast: ordinal), length, start)
            ranges.append(range)
            ordinal = Int(course.missingBefore[range.upperBound])
        }
        return ranges
    }

    private func window(_ range: Range<Int>, _ index: Int, _ course: Course, _ end: WindowCut.End) -> Window {
        let length = end == .newest ? course.trailingMissing(range) : course.leadingMissing(range)
        let run =
            end == .newest
            ? (range.upperBound - length)..<range.upperBound : range.lowerBound..<(range.lowerBound + length)
        return Window(course: index, range: range, kept: course.events(range) - length, run: run)
    }

    /// Windows that were not cut, by whether they hold more events than the count.
    private func uncut(
        _ courses: [Course], _ length: Int64, _ start: Int64, kept: Int, cut: [Window]
    ) -> (larger: Int, smaller: Int) {
        var (larger, smaller) = (0, 0)
        for course in courses {
            var place = 0
            while place < course.entries.count {
                let range = self.range(course, at: place, length, start)
                if course.events(range) > kept { larger += 1 } else { smaller += 1 }
                place = range.upperBound
            }
        }
        return (larger - cut.count, smaller)
    }
}
