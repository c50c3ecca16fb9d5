import AuditModel
import ByteScan
import ExportReaders
import Reconcile

/// Whether a side's files cover the window that was asked for.
///
/// A range that lacks more than an hour and more than a hundredth of the window at an end is remarked on. With a window
/// that was asked for, and events of the other side in the lacking part, the side is not known whole there.
struct NarrowCheck {
    private static let hour: Int64 = 3_600_000_000_000

    let window: TimeWindow
    /// Whether the person named the window.
    let isExplicit: Bool

    /// The parts of the window at its ends in which a side holds nothing.
    func lacking(_ reading: SideReading) -> [TimeWindow] {
        let total = reading.total
        guard let earliest = total.earliest, let latest = total.latest else { return [] }
        let (end, overflow) = latest.nanoseconds.addingReportingOverflow(latest.precision.nanoseconds)
        let parts = [
            TimeWindow(from: window.from, to: min(earliest.nanoseconds, window.to)),
            TimeWindow(from: max(overflow ? .max : end, window.from), to: window.to),
        ]
        return parts.filter { $0.length > Self.hour && $0.length > window.length / 100 }
    }

    /// Adds marks to the SIEM's judgement, and the parts that are unknown.
    ///
    /// - Parameter authority: earliest and latest time of the authority's records. A part they reach into without an
    ///   event leaves nothing unknown.
    func judgeSIEM(
        _ reading: SideReading, _ name: String, authority: (first: EventTime, last: EventTime)?,
        _ judgement: inout TrustJudge.Judgement
    ) {
        for part in lacking(reading) {
            let isReached =
                authority.map { $0.first.nanoseconds < part.to && part.from <= $0.last.nanoseconds } ?? false
            mark(part, .siem, name, isUnknown: isReached, &judgement)
        }
    }

    /// Adds marks to the authority's judgement once it is known where the SIEM holds events that the authority lacks.
    ///
    /// - Parameter isRecorded: whether it is known what the authority was asked for, so that silence is an answer.
    func judgeAuthority(
        _ reading: SideReading, _ name: String, isRecorded: Bool, _ found: Reconciliation, bucketLength: Int64,
        _ judgement: inout TrustJudge.Judgement
    ) {
        for part in lacking(reading) {
            let holdsOthers = found.coverage.contains { count in
                guard let bucket = count.bucket, count.unconfirmed > 0 else { return false }
                return bucket < part.to && part.from < bucket + bucketLength
            }
            mark(part, .authority, name, isUnknown: !isRecorded && holdsOthers, &judgement)
        }
    }

    /// The parts of the authority's side that its files say nothing about: where the SIEM holds events, they were not
    /// exported.
    func unsaid(_ reading: SideReading, _ name: String) -> [UnknownPart] {
        guard isExplicit else { return [] }
        return lacking(reading).map { unknown($0, .authority, name) }
    }

    private func mark(
        _ part: TimeWindow, _ side: Side, _ name: String, isUnknown: Bool, _ judgement: inout TrustJudge.Judgement
    ) {
        let forbids = isExplicit && isUnknown
        judgement.marks.append(
            TrustMark(
                side: side, code: .narrow, message: text(part, name) + (forbids ? Self.others(side) : ""),
                effect: forbids ? .inconclusive : .remark))
        guard forbids else { return }
        judgement.unknown.append(unknown(part, side, name))
        judgement.wholeFiles = min(judgement.wholeFiles, judgement.files - 1)
    }

    private func unknown(_ part: TimeWindow, _ side: Side, _ name: String) -> UnknownPart {
        UnknownPart(
            side: side, from: part.from, to: part.to, reason: TrustCode.narrow.rawValue, detail: text(part, name))
    }

    private func text(_ part: TimeWindow, _ name: String) -> String {
        "in \(name) there is nothing from \(InstantText.rfc3339(part.from)) to \(InstantText.rfc3339(part.to)), "
            + "a part of the window"
    }

    private static func others(_ side: Side) -> String {
        side == .siem ? ", where the authority holds events" : ", where the SIEM holds events"
    }
}
