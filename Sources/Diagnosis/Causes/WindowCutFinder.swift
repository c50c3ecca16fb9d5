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
        let events: Int
        /// Events that are not missing.
        let kept: Int
        /// Missing events without a break at the window's end.
        let run: Int
        let missing: Int
    }

    private static let minute: Int64 = 60_000_000_000
    /// Days that are cut at an unusual count are a quota's.
    private static let day = 1440 * minute
    /// Every minute of an hour, every five minutes of a working day, half a day and a day.
    static let lengths: [Int64] =
        (Array(1...60) + stride(from: 65, through: 480, by: 5) + [720, 1440]).map { $0 * minute }
    /// Windows that are looked at first, to tell whether the rest is worth it.
    private static let probes = 100
    private static let leastContiguous = 0.2

    /// A course with the missing events whose windows are looked at first.
    private struct Probed {
        let course: Course
        let probes: [(place: Int, time: Int64)]
        let runs: MissingRuns

        init(_ course: Course, _ timeline: Timeline, probes: Int) {
            self.course = course
            self.probes = stride(from: 0, to: course.missing, by: max(1, course.missing / probes)).map { ordinal in
                let place = course.firstMissing(atLeast: ordinal)
                return (place, timeline.time[Int(course.entries[place])])
            }
            runs = MissingRuns(course, timeline)
        }
    }

    /// Windows cut at one count, at least; a cut of fewer could be chance.
    static let fewestWindows = 3
    /// Windows, at least, that keep exactly a round number, are cut clean and are the only ones that hold more.
    static let fewestClean = 2
    /// Windows that were not cut, at least, for each of those few.
    private static let othersToClean = 4
    /// The share of the missing events of windows that are cut at the one count.
    private static let leastShare = 0.3
    /// The share of the count that a window must have kept, beside what another cause took.
    private static let leastKept = 0.8
    /// The share of a window's missing events that lie without a break at its end, for its count to tell the limit.
    private static let leastRun = 0.8
    /// By what share counts may lie below the limit, where answers hold repeats.
    private static let repeats = 0.06
    /// The largest chance with which kept counts may agree so well although nothing counted: those of windows that end
    /// for another reason vary as much as any count of events.
    private static let largestChance = 0.05
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
        let probed = courses.map { Probed($0, timeline, probes: Self.probes) }
        var best: WindowCut?
        for length in Self.lengths where length * 2 <= window.length {
            for end in WindowCut.End.allCases {
                for start in starts(joints, length: length, end: end) {
                    guard isWorthIt(probed, length, start, end),
                        let cut = cut(courses, length: length, start: start, end: end),
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
        Set([0, Instants.phase(window.from, length)] + (joints[end]?.phases(length) ?? [])).sorted()
    }

    // MARK: Cuts

    private func cut(_ courses: [Course], length: Int64, start: Int64, end: WindowCut.End) -> WindowCut? {
        let windows = courses.indices.flatMap { course in
            lossy(courses[course], length, start).map { window($0, course, courses[course], end) }
        }
        let missing = windows.reduce(0) { $0 + $1.missing }
        let cuts = limits(windows).map { limit in
            (limit: limit, windows: windows.filter { Self.isCut($0, at: limit) })
        }
        let best = cuts.max { left, right in
            (Self.missing(left.windows), right.limit) < (Self.missing(right.windows), left.limit)
        }
        guard let (limit, chosen) = best, chosen.count >= Self.fewestClean,
            Double(Self.missing(chosen)) >= Self.leastShare * Double(missing)
        else { return nil }
        let isQuota = length >= Self.day && end == .newest && !PageLimit.wholeCaps.contains(limit)
        if isQuota || Self.chance(of: chosen) > Self.largestChance { return nil }
        let others = uncut(courses, length, start, limit: limit, cut: chosen)
        guard others.larger <= 1 + chosen.count / Self.sparedShare else { return nil }
        if chosen.count < Self.fewestWindows {
            let isClean = chosen.allSatisfy { $0.kept == limit && $0.run == $0.missing && $0.kept > $0.run }
            guard isClean, Self.isRound(limit), others.larger == 0,
                others.smaller >= Self.othersToClean * chosen.count
            else { return nil }
        }
        return WindowCut(
            length: length, end: end, kept: limit, cut: chosen.count, spared: others.larger, smaller: others.smaller,
            entries: chosen.flatMap { beyond(limit, $0, courses[$0.course], end) })
    }

    /// Counts that may be the limit: the one at which most events are missing, and some above it, since repeats in an
    /// answer take places of events.
    private func limits(_ windows: [Window]) -> [Int] {
        var missingByCount: [Int: Int] = [:]
        for window in windows where Double(window.run) >= Self.leastRun * Double(window.missing) {
            missingByCount[window.kept, default: 0] += window.missing
        }
        guard let top = missingByCount.max(by: { ($0.value, $1.key) < ($1.value, $0.key) })?.key, top > 0 else {
            return []
        }
        let highest = Int((Double(top) * (1 + Self.repeats)).rounded(.up))
        return missingByCount.keys.filter { (top...highest).contains($0) }.sorted()
    }

    /// Whether a window holds more events than the limit, of which about as many were kept, and the end is missing.
    private static func isCut(_ window: Window, at limit: Int) -> Bool {
        window.run > 0 && window.events > limit
            && (Int(Double(limit) * leastKept)...limit).contains(window.kept)
            && window.run * 2 >= min(window.missing, window.events - limit)
    }

    /// The chance that counts of events lie so close to each other.
    private static func chance(of windows: [Window]) -> Double {
        let mean = Double(windows.reduce(0) { $0 + $1.kept }) / Double(windows.count)
        let spread = windows.reduce(0) { $0 + (Double($1.kept) - mean) * (Double($1.kept) - mean) }
        return mean > 0 ? 1 - ChiSquared.tail(spread / mean, degrees: windows.count - 1) : 1
    }

    /// Whether people write such a limit: two or three digits and zeros, or a power of two.
    private static func isRound(_ limit: Int) -> Bool {
        limit >= 20 && (limit.nonzeroBitCount == 1 || limit % (limit >= 1000 ? 100 : limit >= 100 ? 10 : 5) == 0)
    }

    private static func missing(_ windows: [Window]) -> Int { windows.reduce(0) { $0 + $1.missing } }

    /// The missing ones of the events beyond the limit, and of the unbroken run that they may be the most of.
    private func beyond(_ limit: Int, _ window: Window, _ course: Course, _ end: WindowCut.End) -> [UInt32] {
        let range = window.range
        var (count, events) = (0, 0)
        while count < window.run || (events < window.events - limit && count < range.count) {
            let place = end == .newest ? range.upperBound - 1 - count : range.lowerBound + count
            events += course.events(place..<(place + 1))
            count += 1
        }
        // Which of the events of one instant were kept is up to the service.
        while count > 0, count < range.count, time(course, count, range, end) == time(course, count - 1, range, end) {
            count += 1
        }
        let places = end == .newest ? range.suffix(count) : range.prefix(count)
        return places.filter { course.missing($0..<($0 + 1)) > 0 }.map { course.entries[$0] }
    }

    /// The time of the event so many places from the end of a window.
    private func time(_ course: Course, _ count: Int, _ range: Range<Int>, _ end: WindowCut.End) -> Int64 {
        timeline.time[Int(course.entries[end == .newest ? range.upperBound - 1 - count : range.lowerBound + count])]
    }

    /// Whether windows often end with several missing events in a row.
    private func isWorthIt(_ courses: [Probed], _ length: Int64, _ start: Int64, _ end: WindowCut.End) -> Bool {
        var (tried, contiguous) = (0, 0)
        for course in courses {
            for (place, time) in course.probes {
                tried += 1
                let from = time - Instants.phase(time - start, length)
                // Most windows end with an event that is there.
                guard course.runs.isAtEdge(end == .newest ? from + length : from, end) else { continue }
                let range = self.range(course.course, at: place, length, start)
                let run = end == .newest ? course.course.trailingMissing(range) : course.course.leadingMissing(range)
                contiguous += run * 2 > course.course.missing(range) && run < range.count ? 1 : 0
            }
        }
        return Double(contiguous) >= Self.leastContiguous * Double(tried)
    }

    /// The window's places around one of a course.
    private func range(_ course: Course, at place: Int, _ length: Int64, _ start: Int64) -> Range<Int> {
        let time = timeline.time[Int(course.entries[place])]
        let from = time - Instants.phase(time - start, length)
        return course.place(
            at: from, near: place, in: timeline)..<course.place(
                at: from + length, near: place, in: timeline)
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
        let run = end == .newest ? course.trailingMissing(range) : course.leadingMissing(range)
        let (events, missing) = (course.events(range), course.missing(range))
        return Window(
            course: index, range: range, events: events, kept: events - missing, run: run, missing: missing)
    }

    /// Windows that were not cut, by whether they hold more events than the limit.
    private func uncut(
        _ courses: [Course], _ length: Int64, _ start: Int64, limit: Int, cut: [Window]
    ) -> (larger: Int, smaller: Int) {
        var (larger, smaller) = (0, 0)
        for course in courses {
            var place = 0
            while place < course.entries.count {
                let range = self.range(course, at: place, length, start)
                if course.events(range) > limit { larger += 1 } else { smaller += 1 }
                place = range.upperBound
            }
        }
        return (larger - cut.count, smaller)
    }
}
