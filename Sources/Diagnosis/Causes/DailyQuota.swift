import AuditModel

/// Days on which everything after about the same number of events is missing, until the same hour.
struct DailyQuota: Sendable {
    private static let hour: Int64 = 3_600_000_000_000
    private static let fewestDays = 2
    /// The share of a day's missing events that lie after its cut.
    private static let leastShare = 0.95
    private static let fewestMissing = 3
    /// By what share the kept events of days may differ: a quota counts bytes.
    private static let spread = 0.3

    /// The hour of the day, UTC, at which it begins anew.
    let hour: Int
    /// For each day that was cut: entries of the timeline from its first lost event to its end.
    let cuts: [Range<UInt32>]
    /// The fewest and the most events that were kept of such a day.
    let kept: ClosedRange<Int>

    /// Looks for a quota; nil where there is none.
    init?(_ file: CaseFile) {
        let found = (0..<24).compactMap { DailyQuota(file, hour: $0) }
        guard let best = found.max(by: { $0.missing < $1.missing }) else { return nil }
        self = best
    }

    private var missing: Int { cuts.reduce(0) { $0 + $1.count } }

    private init?(_ file: CaseFile, hour: Int) {
        let (course, day) = (file.courses.all, 24 * Self.hour)
        let window = file.evidence.window
        let start = window.from - Instants.phase(window.from - Int64(hour) * Self.hour, day)
        guard window.length > day, window.length < 4000 * day else { return nil }
        var cuts: [(range: Range<UInt32>, kept: Int)] = []
        var largest = 0
        for from in stride(from: start, to: window.to, by: Int(day)) {
            let range =
                course.place(
                    at: from, in: file.evidence.timeline)..<course.place(
                    at: from + day, in: file.evidence.timeline)
            guard !range.isEmpty else { continue }
            if let cut = Self.cut(course, range), from >= window.from {
                cuts.append(cut)
            } else {
                largest = max(largest, course.events(range) - course.missing(range))
            }
        }
        guard cuts.count >= Self.fewestDays, let least = cuts.map(\.kept).min(), let most = cuts.map(\.kept).max(),
            Double(most - least) <= Self.spread * Double(most), Double(largest) <= Double(most) * (1 + Self.spread)
        else { return nil }
        self.hour = hour
        self.cuts = cuts.map(\.range)
        kept = least...most
    }

    /// The end of a day from which on all is missing, if before it nearly nothing is.
    private static func cut(_ course: Course, _ range: Range<Int>) -> (range: Range<UInt32>, kept: Int)? {
        let run = course.trailingMissing(range)
        guard run >= fewestMissing, run < range.count else { return nil }
        let first = range.upperBound - run
        let before = range.lowerBound..<first
        guard Double(run) >= leastShare * Double(course.missing(range)) else { return nil }
        let entries = course.entries[first]..<(course.entries[range.upperBound - 1] + 1)
        return (entries, course.events(before) - course.missing(before))
    }
}
