/// The evidence about missing events, prepared once for all tests.
struct CaseFile: Sendable {
    let evidence: Evidence
    let courses: Courses
    let stretches: [Stretch]
    /// For each entry of the timeline: its stretch's index plus 1; 0 for none.
    let owner: [UInt32]
    /// Missing events that each missing fact stands for.
    let missingWeight: Double
    /// Present events that each present fact stands for.
    let presentWeight: Double

    /// The values of fields that missing and present events have.
    let fields: [FieldTally]

    /// Divides the timeline into stretches and counts values.
    init(_ evidence: Evidence) {
        self.evidence = evidence
        courses = Courses(evidence.timeline)
        var merger = StretchMerger(courses, entries: evidence.timeline.count)
        let found = StretchFinder(courses).found()
        (stretches, owner) = merger.merge(found, isMissing: evidence.timeline.isMissing)
        missingWeight = Self.weight(evidence.missing)
        presentWeight = Self.weight(evidence.present)
        fields = FieldTally.all(evidence)
    }

    /// What missing events are like.
    var missing: EventFacts { evidence.missing }
    /// What present events are like.
    var present: EventFacts { evidence.present }
    /// Present events of the timeline.
    var presentInTimeline: Double { Double(courses.all.events - courses.all.missing) }
    /// Present events that the facts stand for.
    var presentInFacts: Double { Double(present.count) * presentWeight }

    /// The entry of the timeline of a missing fact; nil for one without a usable time.
    func entry(of fact: Int) -> Int? {
        guard fact < missing.entry.count, missing.entry[fact] < UInt32(evidence.timeline.count) else { return nil }
        return Int(missing.entry[fact])
    }

    /// Divides open events by a region, present ones as the facts' sample has them.
    func split(facts: Int, of open: Int, presentFacts: Int) -> RateSplit {
        // A sample without a hit does not say that there is none.
        let doubt = presentWeight > 1 ? 0.5 : 0
        return RateSplit(
            missingInside: Double(facts) * missingWeight, presentInside: (Double(presentFacts) + doubt) * presentWeight,
            missing: Double(open) * missingWeight, present: presentInFacts)
    }

    /// Divides open events by a region of the timeline.
    func split(facts: Int, of open: Int, presentEvents: Double) -> RateSplit {
        RateSplit(
            missingInside: Double(facts) * missingWeight, presentInside: presentEvents,
            missing: Double(open) * missingWeight, present: presentInTimeline)
    }

    /// Events that so many missing facts stand for.
    func events(_ facts: Int) -> Int { Int((Double(facts) * missingWeight).rounded()) }

    private static func weight(_ facts: EventFacts) -> Double {
        facts.count == 0 ? 1 : max(1, Double(facts.population) / Double(facts.count))
    }
}
