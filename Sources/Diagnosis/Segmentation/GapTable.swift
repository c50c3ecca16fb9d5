import AuditModel

/// The report's gaps: significant stretches, and what is left as a scattered row a day.
struct GapTable {
    /// More stretches than anybody reads; beyond it the smallest count as scattered.
    private static let mostStretches = 2_000
    private static let day: Int64 = 86_400_000_000_000

    /// In order of time, numbered from 1.
    let gaps: [Gap]
    /// For each missing entry of the timeline, in its order: the number of its gap.
    let gapOfMissing: [UInt32]

    /// Missing events of one gap, counted before they are numbered.
    private struct Draft {
        var from: Int64
        var to: Int64
        var missing = 0
        var of: Int
        var scopes: [UInt16] = []
        let isScattered: Bool
        /// Facts by the index of their claim; -1 for none.
        var facts: [Int: Int] = [:]
    }

    /// Makes the rows.
    init(_ file: CaseFile, _ table: CauseTable) {
        var drafts = Self.stretches(file)
        let kept = Set(drafts.keys)
        let timeline = file.evidence.timeline
        var keyOfEntry: [Int64] = []
        keyOfEntry.reserveCapacity(file.courses.all.missing)
        for entry in 0..<timeline.count where timeline.isMissing[entry] {
            let owner = Int64(file.owner[entry])
            let key = kept.contains(owner) ? owner : -1 - EventTime.floor(timeline.time[entry], Self.day) / Self.day
            keyOfEntry.append(key)
            if key != owner || owner == 0 { Self.open(key, timeline.time[entry], file, &drafts) }
            drafts[key]?.missing += 1
        }
        for fact in 0..<file.missing.count {
            guard let entry = file.entry(of: fact) else { continue }
            let key = keyOfEntry[Int(file.courses.all.missingBefore[entry])]
            drafts[key]?.facts[table.claimOfFact[fact], default: 0] += 1
        }
        let order = drafts.filter { $0.value.missing > 0 }.sorted { Self.precedes($0, $1) }
        let numbers = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1.key, UInt32($0 + 1)) })
        gapOfMissing = keyOfEntry.map { numbers[$0] ?? 0 }
        var gaps = order.enumerated().map { Self.gap($0 + 1, $1.value, file, table) }
        let untimed = max(file.missing.population, file.missing.count) - keyOfEntry.count
        if untimed > 0 {
            gaps.append(
                Gap(id: gaps.count + 1, from: nil, to: nil, missing: untimed, of: untimed, scattered: true))
        }
        self.gaps = gaps
    }

    private static func precedes(_ left: (key: Int64, value: Draft), _ right: (key: Int64, value: Draft)) -> Bool {
        (left.value.from, left.value.isScattered ? 1 : 0, left.key)
            < (right.value.from, right.value.isScattered ? 1 : 0, right.key)
    }

    /// The largest stretches by their number, from 1.
    private static func stretches(_ file: CaseFile) -> [Int64: Draft] {
        let unit = file.evidence.timeline.unit
        let order = file.stretches.indices.sorted {
            (file.stretches[$1].missing, $0) < (file.stretches[$0].missing, $1)
        }
        let rows = order.prefix(mostStretches).map { index in
            let stretch = file.stretches[index]
            let times = file.times(of: stretch)
            let to = times.last.addingReportingOverflow(unit)
            let draft = Draft(
                from: times.first, to: to.overflow ? .max : to.partialValue, of: stretch.of, scopes: stretch.scopes,
                isScattered: false)
            return (Int64(index + 1), draft)
        }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    /// The row of a day, if it is not there yet.
    private static func open(_ key: Int64, _ time: Int64, _ file: CaseFile, _ drafts: inout [Int64: Draft]) {
        guard drafts[key] == nil else { return }
        let from = EventTime.floor(time, day)
        let all = file.courses.all
        let range =
            all.place(at: from, in: file.evidence.timeline)..<all.place(at: from + day, in: file.evidence.timeline)
        drafts[key] = Draft(from: from, to: from + day, of: all.events(range), isScattered: true)
    }

    private static func gap(_ number: Int, _ draft: Draft, _ file: CaseFile, _ table: CauseTable) -> Gap {
        let facts = draft.facts.values.reduce(0, +)
        var byCode: [CauseCode: Int] = [:]
        for (claim, count) in draft.facts where claim >= 0 && table.claims[claim].claim.code != .unexplained {
            byCode[table.claims[claim].claim.code, default: 0] += count
        }
        let top = byCode.max { ($0.value, $1.key.rawValue) < ($1.value, $0.key.rawValue) }
        var cause: Cause?
        if let top, top.value * 2 > facts {
            let claims = draft.facts.filter { $0.key >= 0 && table.claims[$0.key].claim.code == top.key }
            let main = claims.max { ($0.value, $1.key) < ($1.value, $0.key) }
            let explains = facts > 0 ? draft.missing * top.value / facts : 0
            cause = main.map { table.cause(ofClaim: $0.key, explains: explains) }
        }
        let scopes = draft.scopes.compactMap { code in
            file.evidence.scopes.indices.contains(Int(code)) ? file.evidence.scopes[Int(code)] : nil
        }
        return Gap(
            id: number, from: draft.from, to: draft.to, missing: draft.missing, of: max(draft.of, draft.missing),
            scope: scopes, cause: cause, scattered: draft.isScattered)
    }
}

extension Timeline {
    /// The coarsest unit that all times are whole multiples of, at most a day: how finely they were written.
    var unit: Int64 {
        var unit = TimePrecision.day
        for time in time {
            while time % unit.nanoseconds != 0, let finer = TimePrecision(rawValue: unit.rawValue + 1) { unit = finer }
            if unit == .nanoseconds { break }
        }
        return max(unit, .second).nanoseconds
    }
}
