import AuditModel

/// How late events became available: by the authority's stamps, or else by their place among newer ones.
struct Lateness: Sendable {
    /// Nanoseconds after the event's own time; ``EventFacts/unknown`` where it cannot be told.
    let missing: [Int64]
    /// The same for present facts, unknown ones left out.
    let present: [Int64]
    /// Whether it rests on stamps.
    let isMeasured: Bool

    /// Measures lateness; nil where neither stamps nor the order tell it.
    init?(_ evidence: Evidence) {
        if let missing = Self.stamped(evidence.missing), let present = Self.stamped(evidence.present) {
            self.missing = missing
            self.present = present.filter { $0 != EventFacts.unknown }
            isMeasured = true
        } else if let ordered = Self.ordered(evidence) {
            (missing, present) = ordered
            isMeasured = false
        } else {
            return nil
        }
        guard !present.isEmpty else { return nil }
    }

    private static func stamped(_ facts: EventFacts) -> [Int64]? {
        guard facts.available.count == facts.count else { return nil }
        let lateness = facts.time.indices.map { index in
            let (time, available) = (facts.time[index], facts.available[index])
            return time == EventFacts.unknown || available == EventFacts.unknown ? EventFacts.unknown : available - time
        }
        let known = lateness.count { $0 != EventFacts.unknown }
        return known * 2 > facts.count ? lateness : nil
    }

    /// How far an event lies behind the newest one served before it in the same file.
    ///
    /// Answers that are sorted by time, either way, tell nothing, nor do those in no order at all.
    private static func ordered(_ evidence: Evidence) -> (missing: [Int64], present: [Int64])? {
        let (missing, present) = (evidence.missing, evidence.present)
        guard missing.position.count == missing.count, present.position.count == present.count else { return nil }
        var late = [Int64](repeating: EventFacts.unknown, count: missing.count)
        var presentLate: [Int64] = []
        presentLate.reserveCapacity(present.count)
        var (i, j, newest, file) = (0, 0, Int64.min, Int.max)
        while i < missing.count || j < present.count {
            let isMissing = j >= present.count || (i < missing.count && missing.position[i] < present.position[j])
            let position = RecordPosition(packed: isMissing ? missing.position[i] : present.position[j])
            let time = isMissing ? missing.time[i] : present.time[j]
            if position.file != file { (newest, file) = (Int64.min, position.file) }
            if time != EventFacts.unknown {
                let behind = newest == Int64.min ? 0 : max(0, newest - time)
                newest = max(newest, time)
                if isMissing { late[i] = behind } else { presentLate.append(behind) }
            }
            if isMissing { i += 1 } else { j += 1 }
        }
        let inOrder = presentLate.count { $0 < evidence.window.length / 100 }
        return inOrder * 10 >= presentLate.count * 8 ? (late, presentLate) : nil
    }
}
