import AuditModel
import Testing

@testable import Auditing

/// The verdict and the order of its reasons, case by case.
@Suite struct VerdictRuleTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var events = 100
        var missing = 0
        var authorityUnidentified = 0
        var siemUnidentified = 0
        var truncated = 0
        var isWhole = true
        var allowed = Tolerance.events(0)
        var expectsEmpty = false
        let verdict: Verdict
        let reasons: [ReasonCode]
    }

    private static let cases = [
        Case(testDescription: "nothing missing", verdict: .complete, reasons: []),
        Case(testDescription: "one missing", missing: 1, verdict: .gaps, reasons: [.missingEvents]),
        Case(
            testDescription: "within the tolerance", missing: 2, allowed: .events(2), verdict: .complete,
            reasons: [.withinTolerance]),
        Case(
            testDescription: "records without ids may be the missing ones", missing: 2, siemUnidentified: 2,
            verdict: .inconclusive, reasons: [.missingEvents, .unidentifiedRecords]),
        Case(
            testDescription: "more missing than records without ids", missing: 3, siemUnidentified: 2, verdict: .gaps,
            reasons: [.missingEvents]),
        Case(
            testDescription: "missing events count though a part is unknown", missing: 1, isWhole: false,
            verdict: .gaps, reasons: [.missingEvents, .notWhole]),
        Case(testDescription: "a part is unknown", isWhole: false, verdict: .inconclusive, reasons: [.notWhole]),
        Case(
            testDescription: "an authority record has no id", authorityUnidentified: 1, verdict: .inconclusive,
            reasons: [.unidentifiedRecords]),
        Case(testDescription: "no events", events: 0, verdict: .inconclusive, reasons: [.emptyAuthority]),
        Case(testDescription: "no events, as expected", events: 0, expectsEmpty: true, verdict: .complete, reasons: []),
        Case(
            testDescription: "cut events are named in a complete audit", truncated: 3, verdict: .complete,
            reasons: [.truncatedEvents]),
        Case(
            testDescription: "the deciding reason stands first", truncated: 3, isWhole: false, verdict: .inconclusive,
            reasons: [.notWhole, .truncatedEvents]),
    ]

    @Test(arguments: cases) func decides(_ row: Case) {
        var report = AuditReport()
        report.authority.events = row.events
        report.authority.unidentified = row.authorityUnidentified
        report.siem.unidentified = row.siemUnidentified
        report.counts.missing = row.missing
        report.counts.truncated = row.truncated
        report.audited.whole = row.isWhole
        VerdictRule(tolerance: row.allowed, expectsEmpty: row.expectsEmpty, siemName: "elastic").decide(&report)
        #expect(report.verdict == row.verdict)
        #expect(report.reasons.map(\.code) == row.reasons)
    }
}
