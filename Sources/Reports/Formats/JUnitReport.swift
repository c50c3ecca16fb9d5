package import AuditModel

/// `junit.xml`: the audit as a test suite, for CI servers.
///
/// The suite is the authority; a case is a content type on a day. A failure is a gap, an error is what is not known, and
/// skipped is what is accepted, not settled or tolerated. Only elements and attributes that the strictest reader, the
/// schema of Jenkins' xunit plugin (`junit-10.xsd`), knows.
package struct JUnitReport: ReportWriter {
    package let format = "junit"
    package let fileName: String? = "junit.xml"

    private static let day = DayText.nanosecondsADay

    /// How a case ended.
    private enum Outcome { case passed, failure, error, skipped }

    private struct Case {
        let className: String
        let name: String
        let outcome: Outcome
        let message: String
    }

    /// The format has no settings.
    package init() {}

    /// One suite; its first case is the verdict itself, so that no report without days passes unseen.
    package func text(of report: AuditReport, in presentation: Presentation) -> String {
        let cases = [Self.verdict(report, presentation)] + Self.others(report) + Self.days(report)
        func count(_ outcome: Outcome) -> Int { cases.count { $0.outcome == outcome } }
        let numbers =
            "tests=\"\(cases.count)\" failures=\"\(count(.failure))\" errors=\"\(count(.error))\" time=\"0\""
        let start = RunStart.nanoseconds(of: report.runID).map {
            " timestamp=\"\(InstantText.rfc3339($0).dropLast())\""
        }
        var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"siemgap\" \(numbers)>\n"
        text += "<testsuite name=\"\(Escaping.xml(report.authority.name, most: 200))\" \(numbers) "
        text += "skipped=\"\(count(.skipped))\"\(start ?? "")>\n<properties>\n"
        for (name, value) in [
            ("run_id", report.runID), ("verdict", report.verdict.rawValue), ("audit", report.name),
            ("siem", report.siem.name),
        ] {
            text += "<property name=\"\(name)\" value=\"\(Escaping.xml(value, most: 200))\"/>\n"
        }
        text += "</properties>\n"
        for item in cases { text += Self.element(item) }
        return text + "</testsuite>\n</testsuites>\n"
    }

    private static func element(_ item: Case) -> String {
        let head =
            "<testcase classname=\"\(Escaping.xml(item.className, most: 200))\" name=\"\(Escaping.xml(item.name, most: 200))\" "
            + "time=\"0\""
        let words = Escaping.xml(item.message, most: 1_000)
        return switch item.outcome {
        case .passed: head + "/>\n"
        case .failure: head + "><failure type=\"missing\" message=\"\(words)\">\(words)</failure></testcase>\n"
        case .error: head + "><error type=\"unknown\" message=\"\(words)\">\(words)</error></testcase>\n"
        case .skipped: head + "><skipped message=\"\(words)\"/></testcase>\n"
        }
    }

    private static func verdict(_ report: AuditReport, _ presentation: Presentation) -> Case {
        let words = VerdictSentence(report, tolerance: presentation.tolerance)
        let outcome: Outcome =
            switch report.verdict {
            case .complete: .passed
            case .gaps: .failure
            case .inconclusive: .error
            }
        return Case(
            className: report.authority.name, name: "verdict", outcome: outcome,
            message: "\(words.word): \(words.sentence) \(words.figures)")
    }

    /// What belongs to no day.
    private static func others(_ report: AuditReport) -> [Case] {
        let untimed = report.gaps.filter { $0.from == nil }.reduce(0) { $0 + $1.missing }
        let isTolerated = report.verdict == .complete
        var cases: [Case] = []
        if untimed > 0 {
            cases.append(
                Case(
                    className: report.authority.name, name: "events without a usable time",
                    outcome: isTolerated ? .skipped : .failure,
                    message: "\(Numerals.counted(untimed, "event")) without a usable time not in the SIEM"))
        }
        if report.counts.accepted > 0 {
            cases.append(
                Case(
                    className: report.authority.name, name: "accepted exceptions", outcome: .skipped,
                    message: "\(Numerals.counted(report.counts.accepted, "missing event")) accepted by an exception"))
        }
        return cases
    }

    /// The days of each content type, in order.
    private static func days(_ report: AuditReport) -> [Case] {
        struct Key: Hashable {
            let day: Int64
            let scope: String
        }
        var tallies: [Key: StripTally] = [:]
        for cell in report.coverage {
            let key = Key(day: EventTime.floor(cell.window.from, day), scope: cell.scope?.value ?? "")
            tallies[key, default: StripTally()].add(cell)
        }
        let isTolerated = report.verdict == .complete
        return tallies.sorted { ($0.key.scope, $0.key.day) < ($1.key.scope, $1.key.day) }.map { key, tally in
            let (outcome, message) = judge(tally, isTolerated: isTolerated)
            return Case(
                className: key.scope.isEmpty ? "all events" : key.scope,
                name: String(InstantText.rfc3339(key.day).prefix(10)), outcome: outcome, message: message)
        }
    }

    private static func judge(_ tally: StripTally, isTolerated: Bool) -> (Outcome, String) {
        let missing =
            "\(Numerals.grouped(tally.missing)) of \(Numerals.counted(tally.authority, "event")) not in the SIEM"
        if tally.missing > 0 {
            return isTolerated ? (.skipped, missing + ", within the tolerance") : (.failure, missing)
        }
        if tally.hasUnknown { return (.error, "a side is not known to be whole") }
        if tally.hasUnsettled { return (.skipped, "not settled yet") }
        return (.passed, "")
    }
}
