import AuditModel

/// What an audit of a planted pair has to say, worked out from what was planted and not from the files.
struct Truth {
    /// Of which events absence proves nothing.
    enum Unseen {
        case nothing, everything
        /// Later, or earlier, than an instant.
        case after(Int64), before(Int64)

        /// Whether an event of this time is concerned; an untimed one is, unless nothing is.
        func covers(_ time: Int64?) -> Bool {
            switch self {
            case .nothing: false
            case .everything: true
            case .after(let edge): time.map { $0 > edge } ?? true
            case .before(let edge): time.map { $0 < edge } ?? true
            }
        }
    }

    var pair: PlantedPair
    var passes: (Event) -> Bool = { _ in true }
    var tolerance = 0
    /// What the SIEM is not known to hold whole.
    var siemUnseen = Unseen.nothing
    /// What the authority is not known to hold whole.
    var authorityUnseen = Unseen.nothing
    /// Marks on the files, and whether they forbid "complete".
    var marks: [(code: TrustCode, effect: TrustEffect)] = []
    /// True when a part is unknown although no event lies in it.
    var isNotWhole = false

    /// The whole answer.
    func outcome() -> TruthOutcome {
        let authority = RecordGroups(pair.authority, passes: passes)
        let siem = RecordGroups(pair.siem, passes: passes)
        let inside = insideIDs(authority, siem)
        var outcome = TruthOutcome(
            authority: SideTruth(authority, inside: inside), siem: SideTruth(siem, inside: inside))
        for id in inside.sorted(by: { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }) {
            place(id, authority.byID[id], siem.byID[id], &outcome)
        }
        outcome.scopeDiffers = hasLostScope(authority, siem, inside: inside, outcome)
        outcome.judge(self)
        return outcome
    }

    private func insideIDs(_ authority: RecordGroups, _ siem: RecordGroups) -> Set<String> {
        let times = authority.byID.values.flatMap { $0 }.compactMap(\.time)
        let range = times.min().flatMap { first in times.max().map { TimeWindow(from: first, to: $0 + pair.unit) } }
        guard let window = pair.window ?? range else { return Set(authority.byID.keys).union(siem.byID.keys) }
        return Set(authority.byID.keys).union(siem.byID.keys).filter { id in
            let decisive = authority.byID[id] ?? siem.byID[id] ?? []
            return decisive.contains { record in record.time.map(window.contains) ?? true }
        }
    }

    private func place(
        _ id: String, _ authority: [PlantedRecord]?, _ siem: [PlantedRecord]?, _ outcome: inout TruthOutcome
    ) {
        let (asked, held) = (authority.flatMap(earliest), siem.flatMap(earliest))
        if authority != nil, let siem {
            outcome.matched += 1
            if siem.allSatisfy(\.isCut) { outcome.truncated += 1 }
            // The two times were made from one, so they are equal at the coarser precision or an hour apart.
            if let asked, let held, asked != held { outcome.timeDiffers += 1 }
        } else if authority != nil {
            if siemUnseen.covers(asked) { outcome.unknown += 1 } else { outcome.missing.append(id) }
        } else if authorityUnseen.covers(held) {
            outcome.unconfirmed += 1
        } else {
            outcome.extra.append(id)
        }
    }

    private func earliest(_ records: [PlantedRecord]) -> Int64? { records.compactMap(\.time).min() }

    /// Whether one of the authority's scopes is missing from beginning to end.
    private func hasLostScope(
        _ authority: RecordGroups, _ siem: RecordGroups, inside: Set<String>, _ outcome: TruthOutcome
    ) -> Bool {
        let missing = Set(outcome.missing)
        let scopes = Dictionary(grouping: authority.byID.filter { inside.contains($0.key) }) { $0.value[0].event.scope }
        return scopes.values.contains { events in events.allSatisfy { missing.contains($0.key) } }
    }
}
