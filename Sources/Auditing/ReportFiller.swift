import AuditModel
import ByteScan
import Diagnosis
import ExportReaders
import Reconcile
import Reports

/// Fills a report from what a pass found.
struct ReportFiller {
    let request: AuditRequest
    let sides: [PreparedSide]
    let found: PassResult
    let repeats: RepeatCheck.Result
    let notes: AskedNotes
    let scopeDifferences: [ScopeDifference]

    /// Sets everything but run id, name, gaps and files.
    func fill(_ report: inout AuditReport) {
        report.window.from = found.window?.from
        report.window.to = found.window?.to
        report.window.settledThrough = found.settledThrough ?? found.window?.to
        report.window.settledBy = found.settledBy
        report.authority = summary(.authority)
        report.siem = summary(.siem)
        report.counts = found.reconciliation.counts
        report.coverage = CoverageRows(found: found).rows()
        fillTrust(&report)
        report.pulls = notes.pulls
        report.isUnstable = notes.isUnstable
        report.problems = notes.problems + problems(report)
        VerdictRule(
            tolerance: request.tolerance, expectsEmpty: request.expectsEmpty, siemName: report.siem.name,
            scopeDifferences: scopeDifferences
        ).decide(&report)
    }

    private func summary(_ side: Side) -> AuditReport.SideSummary {
        let number = Int(side.rawValue)
        let total = found.sides[number].reading.total
        let tally = side == .authority ? found.reconciliation.authority : found.reconciliation.siem
        var summary = AuditReport.SideSummary()
        summary.name = sides[number].name(asked: notes.names)
        summary.kind = sides[number].kind
        summary.records = total.records
        summary.filtered = total.filtered
        summary.unidentified = total.unidentified
        summary.truncated = total.truncated
        summary.outsideWindow = tally.outsideWindow
        summary.events = tally.events
        summary.repeats = tally.repeats
        summary.untimed = tally.untimed
        summary.conflicting = repeats.conflicting[side] ?? 0
        summary.first = tally.first?.nanoseconds
        summary.last = tally.last?.nanoseconds
        return summary
    }

    private func fillTrust(_ report: inout AuditReport) {
        report.trust = found.judgements.flatMap(\.marks)
        for side in Side.allCases where repeats.sharesIDs.contains(side) {
            report.trust.append(
                TrustMark(
                    side: side, code: .overlappingFiles,
                    message: "the same ids occur in more than one file; they are counted as repeats", effect: .remark))
        }
        report.trust += [ambiguousIDs(report)].compactMap(\.self)
        var audited = AuditReport.Audited()
        audited.slices = found.judgements.reduce(0) { $0 + $1.files }
        audited.slicesWhole = found.judgements.reduce(0) { $0 + $1.wholeFiles }
        audited.unknown = found.judgements.flatMap(\.unknown)
        addEmptySides(&report, &audited)
        audited.unknown = audited.unknown.map { $0.clipped(to: found.window) }
        audited.whole = audited.unknown.isEmpty
        report.audited = audited
    }

    /// A field named by hand that stands for different events is no id: what one of them has would hide the others.
    private func ambiguousIDs(_ report: AuditReport) -> TrustMark? {
        let (conflicting, events) = (report.authority.conflicting, report.authority.events)
        guard !request.authority.idPaths.isEmpty, conflicting * Self.oneIn > events else { return nil }
        return TrustMark(
            side: .authority, code: .weakMatch,
            message: "\(Numerals.grouped(conflicting)) of \(Numerals.grouped(events)) values of "
                + "\(request.authority.idPaths.joined(separator: ",")) stand for records with different content: "
                + "it does not tell events apart",
            effect: .inconclusive)
    }

    /// Of so many ids named by hand one may stand for records with different content.
    private static let oneIn = 100

    private func addEmptySides(_ report: inout AuditReport, _ audited: inout AuditReport.Audited) {
        guard SIEMPresence(sides[1], found.sides[1].reading.total) == .unusable else { return }
        let isEmpty = found.sides.map { $0.reading.total.records == 0 }
        let code: TrustCode = isEmpty[0] && isEmpty[1] ? .bothEmpty : .emptySide
        let message =
            code == .bothEmpty
            ? "neither side holds a record" : isEmpty[1] ? "there is no record in it" : "no record of it has an id"
        if isEmpty[1] {
            report.trust.append(TrustMark(side: .siem, code: code, message: message, effect: .inconclusive))
        }
        audited.unknown.append(
            UnknownPart(side: .siem, from: nil, to: nil, reason: code.rawValue, detail: message))
        audited.slicesWhole = min(audited.slicesWhole, audited.slices - found.judgements[1].files)
    }

    // MARK: Problems

    private func problems(_ report: AuditReport) -> [Problem] {
        var problems: [Problem] = []
        for (side, result) in zip(sides, found.sides) {
            for name in side.passedOver {
                problems.append(
                    Problem(
                        .warning, "W-NOT-READ", "\(name) was not read",
                        means: "its name is not that of a file of events",
                        effect: "its events, if it holds any, took no part",
                        fix: "name it by itself if it belongs to the audit"))
            }
            for name in side.empty where !side.isRecorded {
                problems.append(
                    Problem(.warning, "W-EMPTY-FILE", "\(name) is empty", effect: "nothing was read from it"))
            }
            let tally = result.reading.total
            if tally.badUTF8 + tally.controlBytes > 0 {
                problems.append(
                    Problem(
                        .note, "W-ODD-BYTES",
                        "of \(side.name), \(Self.holding(tally.badUTF8, "bytes that are not UTF-8")), "
                            + Self.holding(tally.controlBytes, "raw control bytes"),
                        effect: "they were accepted as they are"))
            }
            if tally.ragged > 0 {
                problems.append(
                    Problem(
                        .warning, "W-RAGGED-ROWS",
                        "\(Numerals.counted(tally.ragged, "row")) of \(side.name) \(tally.ragged == 1 ? "has" : "have") "
                            + "another number of cells than the header",
                        effect: "their cells were taken from the left"))
            }
        }
        if report.counts.timeDiffers == nil { problems.append(zoneProblem) }
        return problems + [sameInput, swappedSides(report), filteredSIEM(report)].compactMap(\.self)
    }

    /// A SIEM that holds more than the authority, in the forms of the other, is most likely the authority.
    private func swappedSides(_ report: AuditReport) -> Problem? {
        let onlyThere = report.counts.extra + report.counts.unconfirmed
        guard onlyThere > 2 * report.counts.missing,
            Self.all(sides[0], are: PresetTable.storeNames), Self.all(sides[1], are: PresetTable.sourceNames)
        else { return nil }
        return Problem(
            .warning, "W-SWAPPED",
            "the sides look exchanged: \(report.authority.name) is what a SIEM exports, "
                + "\(report.siem.name) what a service's own interface gives",
            means: "--source names the authority, --siem what is held against it",
            effect: "\(Numerals.counted(onlyThere, "event")) that only \(report.siem.name) holds "
                + "\(onlyThere == 1 ? "counts" : "count") as extra or unconfirmed, not as missing",
            fix: "if so, exchange what --source and --siem name")
    }

    private static func all(_ side: PreparedSide, are names: Set<String>) -> Bool {
        !side.examined.isEmpty && side.recordings.isEmpty
            && side.examined.allSatisfy { $0.choice.preset.map { names.contains($0.name) } ?? false }
    }

    private static func holding(_ count: Int, _ what: String) -> String {
        "\(Numerals.counted(count, "record")) \(count == 1 ? "holds" : "hold") \(what)"
    }

    private var sameInput: Problem? {
        let paths = sides.map { Set($0.examined.map(\.file.path)) }
        return paths[0].intersection(paths[1]).min().map { path in
            Problem(
                .warning, "W-SAME-INPUT", "\(path) is on both sides", effect: "its events are compared with themselves",
                fix: "name what the source says with --source, what the SIEM holds with --siem")
        }
    }

    private func filteredSIEM(_ report: AuditReport) -> Problem? {
        let rule = found.whereRule
        if rule.isPartial {
            return Problem(
                .warning, "W-WHERE",
                "\(Numerals.counted(report.siem.filtered, "record")) of \(report.siem.name) "
                    + "\(report.siem.filtered == 1 ? "fails" : "fail") --where",
                means: "too many events are absent to look for each among them in this memory",
                effect: "an event may count as missing although a record of it in the SIEM has another text there",
                fix: "give more with --memory, or audit a shorter window")
        }
        guard !rule.decided.isEmpty else { return nil }
        return Problem(
            .note, "W-WHERE",
            "\(Numerals.counted(rule.decided.count, "event")) passed --where on one side and "
                + "\(rule.decided.count == 1 ? "fails" : "fail") it on the other",
            means: "the two sides have another text in the field",
            effect: "the authority's record decided: its events count as present, whatever the SIEM's record says")
    }

    private var zoneProblem: Problem {
        let side = zip(sides, found.sides).first { $1.isZoneless }?.0
        return Problem(
            .warning, "W-TIME-ZONE", "the times of \(side?.name ?? "a side") have no time zone", place: side?.name,
            effect: "times were not compared; no count depends on them",
            fix: "name the zone with \(side?.side.flag ?? "--siem")-zone, for example UTC or Europe/Berlin")
    }
}

extension UnknownPart {
    /// The part with its open ends at the window's.
    fileprivate func clipped(to window: TimeWindow?) -> UnknownPart {
        UnknownPart(
            side: side, from: from ?? window?.from, to: to ?? window?.to, scope: scope, reason: reason, detail: detail)
    }
}
