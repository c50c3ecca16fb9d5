import AuditModel
import ByteScan
import ExportReaders

/// Whether a side's files cover the window that was asked for.
///
/// A range that lacks more than an hour and more than a hundredth of the window at an end is remarked on. With a window
/// that was asked for, and authority events in the lacking part, that part of the SIEM is not known whole.
struct NarrowCheck {
    private static let hour: Int64 = 3_600_000_000_000

    let window: TimeWindow
    /// Whether the person named the window.
    let isExplicit: Bool
    /// Earliest and latest time of the authority's records.
    let authority: (first: EventTime, last: EventTime)?

    /// Adds marks, and for the SIEM the parts that are unknown, to the side's judgement.
    func judge(_ reading: SideReading, _ side: Side, _ judgement: inout TrustJudge.Judgement) {
        let total = reading.total
        guard let earliest = total.earliest, let latest = total.latest else { return }
        let (end, overflow) = latest.nanoseconds.addingReportingOverflow(latest.precision.nanoseconds)
        let lacking = [
            TimeWindow(from: window.from, to: min(earliest.nanoseconds, window.to)),
            TimeWindow(from: max(overflow ? .max : end, window.from), to: window.to),
        ]
        for part in lacking where part.length > Self.hour && part.length > window.length / 100 {
            let text =
                "\(side.word) holds nothing from \(InstantText.rfc3339(part.from)) to \(InstantText.rfc3339(part.to))"
            let forbids = side == .siem && isExplicit && holdsAuthorityEvents(part)
            judgement.marks.append(
                TrustMark(
                    side: side, code: .narrow, message: "its times are narrower than the window: \(text)",
                    effect: forbids ? .inconclusive : .remark))
            guard forbids else { continue }
            judgement.unknown.append(
                UnknownPart(side: side, from: part.from, to: part.to, reason: TrustCode.narrow.rawValue, detail: text))
            judgement.wholeFiles = min(judgement.wholeFiles, judgement.files - 1)
        }
    }

    /// Whether the authority's range reaches into the part.
    ///
    /// A part it reaches into without an event leaves nothing unknown.
    private func holdsAuthorityEvents(_ part: TimeWindow) -> Bool {
        guard let authority else { return false }
        return authority.first.nanoseconds < part.to && part.from <= authority.last.nanoseconds
    }
}
