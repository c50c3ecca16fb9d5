import AuditModel

/// Open facts by the stretch they lie in.
struct StretchFacts {
    /// For each stretch: ascending indices of open facts.
    let facts: [[Int]]

    /// Sorts open facts.
    init(_ open: [Int], in file: CaseFile) {
        var facts = [[Int]](repeating: [], count: file.stretches.count)
        for fact in open {
            guard let entry = file.entry(of: fact), file.owner[entry] > 0 else { continue }
            facts[Int(file.owner[entry]) - 1].append(fact)
        }
        self.facts = facts
    }
}

extension CaseFile {
    /// About how many missing facts a stretch has.
    func facts(in stretch: Stretch) -> Int { Int(Double(stretch.missing) / missingWeight) }

    /// The times of a stretch's first and last missing event, nanoseconds since the Unix epoch.
    func times(of stretch: Stretch) -> (first: Int64, last: Int64) {
        let time = evidence.timeline.time
        return (time[Int(stretch.entries.lowerBound)], time[Int(stretch.entries.upperBound) - 1])
    }

    /// When the last present event happened, if no event that only the SIEM has could be later; nanoseconds since the Unix
    /// epoch.
    var siemEnd: Int64? {
        let timeline = evidence.timeline
        guard !hasExtra, let entry = (0..<timeline.count).last(where: { !timeline.isMissing[$0] }) else { return nil }
        return timeline.time[entry]
    }

    /// The same for the first present event.
    var siemBeginning: Int64? {
        let timeline = evidence.timeline
        guard !hasExtra, let entry = (0..<timeline.count).first(where: { !timeline.isMissing[$0] }) else { return nil }
        return timeline.time[entry]
    }

    private var hasExtra: Bool { evidence.presence.contains { $0.extra > 0 } }

    /// What the scopes of a stretch are called.
    func words(for stretch: Stretch) -> String {
        let names = stretch.scopes.map { code in
            evidence.scopes.indices.contains(Int(code)) ? evidence.scopes[Int(code)]?.value ?? "no scope" : "no scope"
        }
        return Wording.list(names.map(Wording.quoted))
    }
}
