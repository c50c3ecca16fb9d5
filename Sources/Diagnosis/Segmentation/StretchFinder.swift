import Glibc

/// Finds where missing events are too dense to be chance, in order of events and not of the clock: a quiet night is no
/// gap.
///
/// A candidate is a maximal segment in which a present event weighs as much as several missing ones. It counts if it is
/// likelier, by more than the logarithm of the places where it could have begun, to have a missing rate of its own than
/// to have the rate around it: for scores that are likelihood ratios Karlin and Altschul's λ is 1, so that is the score
/// that one such sequence in ``rareness`` exceeds by chance.
struct StretchFinder {
    /// One sequence in so many has such a stretch by chance.
    private static let rareness = 100.0
    /// The fewest missing events of a stretch.
    private static let fewest = 3
    /// The missing rate, at least, that a stretch is told from.
    private static let leastGround = 0.3
    /// The missing rate, at most, that it is told from: where more is missing all is one stretch, or nothing is.
    private static let mostGround = 0.97
    /// Events of the overall rate that a scope's own rate around its stretches is blended with.
    private static let blend = 10.0
    private static let rounds = 3

    private let courses: Courses

    init(_ courses: Courses) { self.courses = courses }

    /// Candidates that count, of all scopes together and of each, as places in their course.
    func found() -> [(course: Course, range: Range<Int>)] {
        let overall = Double(courses.all.missing) / Double(max(1, courses.all.events))
        let together = significant(courses.all, overall: overall, searched: 1)
        let inside = together.reduce((missing: 0, events: 0)) {
            ($0.missing + courses.all.missing($1), $0.events + courses.all.events($1))
        }
        let rest = Double(courses.all.missing - inside.missing) + 0.5
        let outside = min(overall, rest / Double(courses.all.events - inside.events + 1))
        let single = courses.scoped.flatMap { course in
            significant(course, overall: outside, searched: courses.scoped.count).map { (course, $0) }
        }
        return together.map { (courses.all, $0) } + single
    }

    private func significant(_ course: Course, overall: Double, searched: Int) -> [Range<Int>] {
        if course.scope == nil, let whole = Self.whole(course) { return [whole] }
        let candidates = Self.candidates(course)
        let least = log(Double(max(1, course.events)) * Double(searched) * Self.rareness)
        var kept: [Range<Int>] = []
        for _ in 0..<Self.rounds {
            let missing = Double(course.missing - kept.reduce(0) { $0 + course.missing($1) })
            let events = Double(course.events - kept.reduce(0) { $0 + course.events($1) })
            let ground = (missing + overall * Self.blend + 0.5) / (events + Self.blend + 1)
            let next = candidates.filter { Self.score(course, $0, ground: ground) > least }
            if next.count == kept.count { break }
            kept = next
        }
        return kept
    }

    /// The one stretch that nearly all events are part of; nil where there is none.
    ///
    /// What lies beside it is too little to be a ground of its own, so that two rates are weighed against one.
    private static func whole(_ course: Course) -> Range<Int>? {
        guard course.missing > 0, course.missing * 2 > course.events else { return nil }
        if course.missing == course.events { return 0..<course.entries.count }
        guard Double(course.missing) > mostGround * Double(course.events),
            let range = candidates(course).max(by: { course.missing($0) < course.missing($1) })
        else { return nil }
        let (missing, events) = (Double(course.missing(range)), Double(course.events(range)))
        let split = RateSplit(
            missingInside: missing, presentInside: events - missing, missing: Double(course.missing),
            present: Double(course.events - course.missing))
        return split.rateInside > split.rateOutside && split.gain > log(Double(course.events) * rareness) ? range : nil
    }

    /// The likelihood ratio of a segment's own rate against the rate around it; 0 where its own is lower.
    private static func score(_ course: Course, _ range: Range<Int>, ground: Double) -> Double {
        let missing = Double(course.missing(range))
        let present = Double(course.events(range)) - missing
        guard missing > ground * (missing + present), ground < 1 else { return 0 }
        return RateSplit.logLikelihood(missing, present) - missing * log(ground) - present * log(1 - ground)
    }

    /// Maximal segments of at least ``fewest`` missing events, by runs of missing and of present entries.
    private static func candidates(_ course: Course) -> [Range<Int>] {
        let ground = max(leastGround, min(mostGround, Double(course.missing) / Double(max(1, course.events))))
        let inside = 1 - (1 - ground) * 0.03
        let (hit, miss) = (log(inside / ground), log((1 - inside) / (1 - ground)))
        let runs = runs(of: course)
        let scores = runs.map { run in
            let missing = Double(course.missing(run))
            return missing > 0 ? missing * hit : Double(course.events(run)) * miss
        }
        return MaximalSegments(scores).ranges
            .map { runs[$0.lowerBound].lowerBound..<runs[$0.upperBound - 1].upperBound }
            .filter { course.missing($0) >= fewest }
    }

    /// Places divided where a missing entry meets a present one.
    private static func runs(of course: Course) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        var start = 0
        for place in 0..<course.entries.count where place > start {
            if course.missing(place..<(place + 1)) != course.missing((place - 1)..<place) {
                runs.append(start..<place)
                start = place
            }
        }
        if start < course.entries.count { runs.append(start..<course.entries.count) }
        return runs
    }
}
