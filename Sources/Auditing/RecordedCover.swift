import AuditModel
import Recordings

/// Whether what a SIEM was asked for covers the window: what was never asked for is unknown, not missing.
struct RecordedCover {
    let window: TimeWindow

    /// Adds the parts of the window for which some recorded SIEM has no slice.
    func judge(_ prepared: PreparedSide, _ judgement: inout TrustJudge.Judgement) {
        let siem = prepared.recordings.values.map(\.description).filter { $0.side == .siem && !$0.slices.isEmpty }
        // Several recordings of one SIEM complete each other.
        let byName = Dictionary(grouping: siem) { $0.name }
        for (name, recordings) in byName.sorted(by: { $0.key < $1.key }) {
            let slices = recordings.flatMap(\.judgingSlices).filter { $0.axis != .ids }
            for part in uncovered(slices) {
                let text =
                    "\(name) was not asked for \(InstantText.rfc3339(part.from)) to \(InstantText.rfc3339(part.to))"
                judgement.marks.append(
                    TrustMark(side: .siem, code: .narrow, message: text, effect: .inconclusive))
                judgement.unknown.append(
                    UnknownPart(
                        side: .siem, from: part.from, to: part.to, reason: TrustCode.narrow.rawValue, detail: text))
            }
        }
    }

    private func uncovered(_ slices: [RecordingDescription.Slice]) -> [TimeWindow] {
        var (parts, position) = ([TimeWindow](), window.from)
        let ends = slices.map { ($0.from ?? .min, $0.to ?? .max) }.sorted { $0 < $1 }
        for (from, to) in ends where position < window.to {
            if from > position { parts.append(TimeWindow(from: position, to: min(from, window.to))) }
            position = max(position, to)
        }
        if position < window.to { parts.append(TimeWindow(from: position, to: window.to)) }
        return parts
    }
}
