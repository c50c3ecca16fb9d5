import AuditModel
import ByteScan
import ExportReaders
import Recordings
import Reports

/// Whether what a recorded side was asked for covers the window: what was never asked for, or only before its events had
/// settled, is unknown, neither missing nor complete.
struct RecordedCover {
    private static let hour: Int64 = 3_600_000_000_000

    let window: TimeWindow
    /// How long the authority's events take to settle; nil where that is not known.
    var settling: Settling?

    /// When events are final.
    struct Settling {
        /// Nanoseconds an event needs.
        let time: Int64
        /// Nanoseconds since the Unix epoch: what is later is unsettled, whatever was asked for when.
        let through: Int64
    }

    /// Adds the parts of the window for which some recorded source or SIEM of the side has no slice.
    ///
    /// A part that records name, such as a region, must be covered as well as any other of the same source. What other
    /// files of an authority reach over was asked for when they were made.
    func judge(_ prepared: PreparedSide, _ reading: SideReading, _ judgement: inout TrustJudge.Judgement) {
        // Several recordings of one source or SIEM complete each other.
        let byName = Dictionary(grouping: prepared.recordings.values) { $0.description.name }
        for (name, recordings) in byName.sorted(by: { $0.key < $1.key }) {
            let slices = recordings.flatMap(\.description.judgingSlices)
            let asked = slices.filter { $0.axis != .ids }
            if asked.isEmpty, !slices.isEmpty, prepared.side == .authority { continue }
            let isByArrival = prepared.side == .authority && asked.contains { $0.axis == .availability }
            let files = files(recordings, prepared, reading)
            let scopes = Set(asked.compactMap(\.scope)).sorted { ($0.field, $0.value) < ($1.field, $1.value) }
            let never = uncovered(asked, scopes, files)
            for (scope, part) in never {
                let text =
                    "\(Self.text(name, scope)) was not asked for "
                    + "\(InstantText.rfc3339(part.from)) to \(InstantText.rfc3339(part.to))"
                judgement.marks.append(
                    TrustMark(side: prepared.side, code: .narrow, message: text, effect: .inconclusive))
                // What became available in the part may have happened at any time before its end.
                judgement.unknown.append(
                    UnknownPart(
                        side: prepared.side, from: isByArrival ? nil : part.from, to: part.to,
                        reason: TrustCode.narrow.rawValue, detail: text))
            }
            if prepared.side == .authority, let settling {
                let early = uncovered(Self.settled(recordings, settling), scopes, files)
                judgeEarly(name, early, never, settling, &judgement)
            }
        }
    }

    /// Marks what was asked for, but never again after its events had settled.
    private func judgeEarly(
        _ name: String, _ unsettled: [(Scope?, TimeWindow)], _ never: [(Scope?, TimeWindow)], _ settling: Settling,
        _ judgement: inout TrustJudge.Judgement
    ) {
        let settled = TimeWindow(from: window.from, to: settling.through)
        let early = unsettled.flatMap { scope, part in
            let others = never.filter { $0.0 == nil || $0.0 == scope }.map(\.1)
            return part.clamped(to: settled).parts(outside: others).map { (scope, $0) }
        }
        let advice =
            "ask again with a look-back of at least \(Numerals.duration(seconds: Int(settling.time / 1_000_000_000)))"
        for (scope, parts) in Dictionary(grouping: early, by: \.0).sorted(by: { Self.text($0.key) < Self.text($1.key) })
        {
            guard let first = parts.first?.1, let last = parts.last?.1 else { continue }
            let count = parts.count == 1 ? "" : " in \(parts.count) parts"
            let text =
                "\(Self.text(name, scope)) was asked for \(InstantText.rfc3339(first.from)) to "
                + "\(InstantText.rfc3339(last.to))\(count) only before the events had settled, and may lack late ones: "
                + advice
            judgement.marks.append(TrustMark(side: .authority, code: .narrow, message: text, effect: .inconclusive))
            judgement.unknown += parts.map { _, part in
                UnknownPart(
                    side: .authority, from: part.from, to: part.to, reason: TrustCode.narrow.rawValue, detail: text)
            }
        }
    }

    /// The slices, each without what had not settled when it was asked for.
    ///
    /// A question by availability holds what was there, however late: later questions bring what came later.
    private static func settled(
        _ recordings: [RecordingFolder], _ settling: Settling
    ) -> [RecordingDescription.Slice] {
        recordings.map(\.description).flatMap { recording in
            recording.judgingSlices.filter { $0.axis != .ids }.compactMap { slice in
                guard slice.axis == .event, let asked = slice.asked ?? recording.firstAsked ?? recording.lastAsked
                else {
                    return slice
                }
                let end = min(slice.to ?? .max, asked.later(by: -settling.time))
                return (slice.from ?? .min) < end ? slice.cut(at: end) : nil
            }
        }
    }

    private static func text(_ name: String, _ scope: Scope?) -> String {
        scope.map { "\(name) (\(text($0)))" } ?? name
    }

    private static func text(_ scope: Scope?) -> String { scope.map { "\($0.field) \($0.value)" } ?? "" }

    /// What other files of the recordings' kind reach over, with what a quiet hour may lack at their ends.
    private func files(
        _ recordings: [RecordingFolder], _ prepared: PreparedSide, _ reading: SideReading
    ) -> [TimeWindow] {
        guard prepared.side == .authority else { return [] }
        let paths = Set(recordings.map(\.recordsPath))
        let kinds = Set(prepared.examined.filter { paths.contains($0.file.path) }.compactMap { $0.choice.preset?.name })
        let quiet = max(Self.hour, window.length / 100)
        return zip(prepared.examined, reading.files).compactMap { examined, file in
            guard prepared.recordings[examined.file.path] == nil, let kind = examined.choice.preset?.name,
                kinds.contains(kind), let first = file.tally.earliest, let last = file.tally.latest
            else { return nil }
            return TimeWindow(from: first.nanoseconds.later(by: -quiet), to: last.nanoseconds.later(by: quiet))
        }
    }

    /// The parts without a slice, once where all scopes lack the same.
    private func uncovered(
        _ slices: [RecordingDescription.Slice], _ scopes: [Scope], _ files: [TimeWindow]
    ) -> [(Scope?, TimeWindow)] {
        let parts = scopes.map { scope in gaps(slices.filter { $0.scope == nil || $0.scope == scope }, files) }
        guard let first = parts.first, !parts.allSatisfy({ $0 == first }) else {
            return gaps(slices, files).map { (nil, $0) }
        }
        return zip(scopes, parts).flatMap { scope, parts in parts.map { (scope, $0) } }
    }

    private func gaps(_ slices: [RecordingDescription.Slice], _ files: [TimeWindow]) -> [TimeWindow] {
        window.parts(outside: slices.map { TimeWindow(from: $0.from ?? .min, to: $0.to ?? .max) } + files)
    }
}

extension RecordingDescription.Slice {
    /// The slice as far as an instant behind its start.
    fileprivate func cut(at end: Int64) -> RecordingDescription.Slice {
        changed(window: TimeWindow(from: from ?? .min, to: end), reason: reason, detail: detail)
    }
}
