import AuditModel
import Glibc

/// Finds scopes that one side lacks from beginning to end.
struct ScopeDifferences {
    /// Fields whose values are scopes of their own where a preset has none for them.
    private static let fields: Set = ["type", "app", "region"]
    /// Fewer events of a scope say nothing about it.
    private static let fewest = 3
    /// The chance, at most, of losing all of a scope's events at the rate at which others were lost meanwhile.
    private static let largestChance = 0.001
    private static let most = 100

    private let file: CaseFile

    init(_ file: CaseFile) { self.file = file }

    /// The differences, the most events first.
    func found() -> [ScopeDifference] {
        let byScope = file.evidence.presence.compactMap { difference($0) }
        let named = Set(byScope.map(\.scope.value))
        let byField = fieldDifferences().filter { !named.contains($0.scope.value) }
        let all = byScope + byField
        return Array(all.sorted { Self.key($0) < Self.key($1) }.prefix(Self.most))
    }

    private static func key(_ difference: ScopeDifference) -> (Int, String, String) {
        (-difference.events, difference.scope.field, difference.scope.value)
    }

    private func difference(_ presence: ScopePresence) -> ScopeDifference? {
        let code = Int(presence.scope)
        guard file.evidence.scopes.indices.contains(code), let scope = file.evidence.scopes[code] else { return nil }
        if presence.authority == 0, presence.extra >= Self.fewest {
            return ScopeDifference(
                scope: scope, lacking: .authority, events: presence.extra, likely: LikelyReason.ofAuthority(scope))
        }
        guard presence.authority >= Self.fewest, presence.missing == presence.authority, presence.extra == 0,
            chance(presence) <= Self.largestChance
        else { return nil }
        return ScopeDifference(
            scope: scope, lacking: .siem, events: presence.authority, likely: LikelyReason.ofSIEM(scope))
    }

    /// The chance of losing them all at the rate of other scopes while this one had events.
    private func chance(_ presence: ScopePresence) -> Double {
        let (all, timeline) = (file.courses.all, file.evidence.timeline)
        guard let course = file.courses.scoped.first(where: { $0.scope == presence.scope }), !course.entries.isEmpty
        else {
            return 1
        }
        let range = Int(course.entries[0])..<Int(course.entries[course.entries.count - 1] + 1)
        let missing = Double(all.missing(range) - course.missing)
        let events = Double(all.events(range) - course.events)
        guard timeline.count > course.entries.count else { return 1 }
        return pow((missing + 1) / (events + 2), Double(presence.authority))
    }

    /// Values of other fields of which all events are missing, while the rest mostly arrived.
    private func fieldDifferences() -> [ScopeDifference] {
        guard file.presentWeight == 1 || file.present.count > 0 else { return [] }
        return file.fields.filter { Self.fields.contains($0.name) }.flatMap { field in
            let counts = field.counts(of: Array(0..<file.missing.count))
            let rate = Double(file.missing.count) * file.missingWeight
            let overall = rate / max(1, rate + file.presentInFacts)
            return counts.indices.compactMap { code -> ScopeDifference? in
                guard field.isValue(code), field.presentCounts[code] == 0 else { return nil }
                let events = file.events(counts[code])
                // Present events are a sample: what it does not hold may be rarer than it can show.
                let unseen = file.presentWeight > 1 ? 30.0 * file.presentWeight : 0
                guard Double(events) > max(unseen, Attribution.fewestEvents),
                    pow(overall, Double(events)) <= Self.largestChance / Double(counts.count)
                else { return nil }
                let scope = Scope(field: field.name, value: field.values[code])
                return ScopeDifference(
                    scope: scope, lacking: .siem, events: events, likely: LikelyReason.ofSIEM(scope))
            }
        }
    }
}
