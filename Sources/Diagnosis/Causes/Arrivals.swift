/// The authority's events in the order in which a collector got them, as far as that is known.
struct Arrivals: Sendable {
    /// When each event happened, or became available; nanoseconds since the Unix epoch, ascending.
    private(set) var times: [Int64] = []
    private(set) var isMissing: [Bool] = []
    /// The missing fact of each; -1 for present events, and for missing ones that are not among the facts.
    private(set) var facts: [Int] = []
    /// Events that each stands for.
    private(set) var weights: [Double] = []
    let words: String

    /// Whether each stands for itself, so that events can be counted one by one.
    var isWhole: Bool { weights.allSatisfy { $0 == 1 } }

    /// The orders that the evidence tells: by event time, and by when events became available.
    static func all(_ file: CaseFile) -> [Arrivals] {
        [byTime(file), byAvailability(file)].compactMap { $0 }.filter { !$0.times.isEmpty }
    }

    private static func byTime(_ file: CaseFile) -> Arrivals {
        let timeline = file.evidence.timeline
        var arrivals = Arrivals(words: "in order of time")
        arrivals.times = timeline.time
        arrivals.isMissing = timeline.isMissing
        arrivals.weights = timeline.weight.map { Double($0) }
        arrivals.facts = [Int](repeating: -1, count: timeline.count)
        for fact in 0..<file.missing.count {
            if let entry = file.entry(of: fact) { arrivals.facts[entry] = fact }
        }
        return arrivals
    }

    /// Of events that became available together the one that happened first comes first.
    static func byAvailability(_ file: CaseFile) -> Arrivals? {
        let (missing, present) = (file.missing, file.present)
        guard missing.isStamped, present.isStamped else { return nil }
        let known =
            missing.available.indices.filter { missing.available[$0] != EventFacts.unknown }.map { ($0, true) }
            + present.available.indices.filter { present.available[$0] != EventFacts.unknown }.map { ($0, false) }
        let order = known.sorted { left, right in
            let (a, b) = (left.1 ? missing : present, right.1 ? missing : present)
            return (a.available[left.0], a.time[left.0], a.position[left.0])
                < (b.available[right.0], b.time[right.0], b.position[right.0])
        }
        var arrivals = Arrivals(words: "in the order in which they became available")
        for (index, isMissing) in order {
            arrivals.times.append(isMissing ? missing.available[index] : present.available[index])
            arrivals.isMissing.append(isMissing)
            arrivals.facts.append(isMissing ? index : -1)
            arrivals.weights.append(isMissing ? file.missingWeight : file.presentWeight)
        }
        return arrivals
    }

    /// The first place whose time is not before the given one.
    func place(at time: Int64) -> Int {
        var (low, high) = (0, times.count)
        while low < high {
            let middle = (low + high) / 2
            if times[middle] < time { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension EventFacts {
    /// Whether most events say when they became available.
    var isStamped: Bool {
        available.count == count && position.count == count
            && available.count { $0 != EventFacts.unknown } * 2 > count
    }
}
