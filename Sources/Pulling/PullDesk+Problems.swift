import AuditModel
import Recordings

extension PullDesk {
    /// Messages about slices that are not whole, one for each reason; an interruption is no news to who made it.
    func remarks(on slices: [RecordedSlice]) -> [Problem] {
        let broken = slices.filter { $0.end != nil && $0.end?.outcome != .whole && $0.end?.reason != "cancelled" }
        let expired = broken.filter { $0.end?.outcome == .expired }
        let isExtra = { (slice: RecordedSlice) in source.traits.axis == .event && slice.question.axis == .availability }
        let reasons = Dictionary(grouping: broken.filter { $0.end?.outcome != .expired && !isExtra($0) }) {
            $0.end?.reason ?? "unasked"
        }
        let arrivals = broken.filter(isExtra)
        return Dictionary(grouping: expired) { source.traits.oldest(of: $0.question.scope) ?? 0 }
            .sorted { $0.key > $1.key }.map { retention($0.value) }
            + reasons.sorted { $0.key < $1.key }.map { notWhole($0.value, of: slices.count, reason: $0.key) }
            + (arrivals.isEmpty ? [] : [arrivalsNotWhole(arrivals)])
    }

    private func arrivalsNotWhole(_ broken: [RecordedSlice]) -> Problem {
        Problem(
            .warning, "W-ARRIVALS", "\(order.name) was not asked whole for what arrived and is dated elsewhere",
            place: Self.stretch(broken), said: broken.lazy.compactMap(\.end?.detail).first,
            means: "\(broken.count) slices: \(broken.first?.end?.reason ?? "unasked")",
            effect: "events with a wrong time are looked for by their ids alone",
            fix: "run it again with --resume, or set index_time: false at the SIEM")
    }

    private func notWhole(_ broken: [RecordedSlice], of count: Int, reason: String) -> Problem {
        Problem(
            .warning, "W-NOT-WHOLE", "\(broken.count) of \(count) slices of \(order.name) are not whole: \(reason)",
            place: Self.stretch(broken), said: broken.lazy.compactMap(\.end?.detail).first,
            effect: "what is not there is unknown, not missing; the rest was pulled (exit 2)",
            fix: "siemgap explain \(reason); then run it again with --resume")
    }

    private func retention(_ expired: [RecordedSlice]) -> Problem {
        let scope = expired.first?.question.scope
        let own = scope.flatMap { source.traits.ownOldest[$0] == nil ? nil : " (\($0.value))" } ?? ""
        return Problem(
            .warning, "W-RETENTION", "\(order.name)\(own) no longer serves a part of the window",
            place: Self.stretch(expired), said: expired.lazy.compactMap(\.end?.detail).first,
            means: source.traits.oldest(of: scope).map { "it serves the last \(Self.length($0))" },
            effect: "events of that part are unknown; the rest was pulled (exit 2)",
            fix: "begin with a later --from, audit from another source, or run siemgap collect every day")
    }

    private static func stretch(_ slices: [RecordedSlice]) -> String? {
        let windows = slices.compactMap(\.question.window)
        guard let from = windows.map(\.from).min(), let to = windows.map(\.to).max() else { return nil }
        return "\(InstantText.rfc3339(from)) to \(InstantText.rfc3339(to))"
    }

    /// In the largest unit that divides it.
    private static func length(_ nanoseconds: Int64) -> String {
        let unit = DurationText.Unit.allCases.last { nanoseconds % $0.nanoseconds == 0 } ?? .seconds
        return "\(nanoseconds / unit.nanoseconds)\(unit.rawValue)"
    }
}
