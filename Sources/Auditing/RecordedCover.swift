import AuditModel
import ByteScan
import ExportReaders
import Recordings

/// Whether what a recorded side was asked for covers the window: what was never asked for is unknown, neither missing nor
/// complete.
struct RecordedCover {
    private static let hour: Int64 = 3_600_000_000_000

    let window: TimeWindow

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
            for (scope, part) in uncovered(asked, files(recordings, prepared, reading)) {
                let text =
                    "\(name)\(scope.map { " (\($0.field) \($0.value))" } ?? "") was not asked for "
                    + "\(InstantText.rfc3339(part.from)) to \(InstantText.rfc3339(part.to))"
                judgement.marks.append(
                    TrustMark(side: prepared.side, code: .narrow, message: text, effect: .inconclusive))
                // What became available in the part may have happened at any time before its end.
                judgement.unknown.append(
                    UnknownPart(
                        side: prepared.side, from: isByArrival ? nil : part.from, to: part.to,
                        reason: TrustCode.narrow.rawValue, detail: text))
            }
        }
    }

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
        _ slices: [RecordingDescription.Slice], _ files: [TimeWindow]
    ) -> [(Scope?, TimeWindow)] {
        let scopes = Set(slices.compactMap(\.scope)).sorted { ($0.field, $0.value) < ($1.field, $1.value) }
        let parts = scopes.map { scope in gaps(slices.filter { $0.scope == nil || $0.scope == scope }, files) }
        guard let first = parts.first, !parts.allSatisfy({ $0 == first }) else {
            return gaps(slices, files).map { (nil, $0) }
        }
        return zip(scopes, parts).flatMap { scope, parts in parts.map { (scope, $0) } }
    }

    private func gaps(_ slices: [RecordingDescription.Slice], _ files: [TimeWindow]) -> [TimeWindow] {
        var (parts, position) = ([TimeWindow](), window.from)
        let ends = (slices.map { ($0.from ?? .min, $0.to ?? .max) } + files.map { ($0.from, $0.to) })
            .sorted { $0 < $1 }
        for (from, to) in ends where position < window.to {
            if from > position { parts.append(TimeWindow(from: position, to: min(from, window.to))) }
            position = max(position, to)
        }
        if position < window.to { parts.append(TimeWindow(from: position, to: window.to)) }
        return parts
    }
}
