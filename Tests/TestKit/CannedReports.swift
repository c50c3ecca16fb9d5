package import AuditModel

/// Reports with known numbers, for tests of everything that shows or stores one.
package enum CannedReports {
    private static let hour: Int64 = 3_600_000_000_000
    /// 2026-11-09T00:00:00Z, a Monday.
    private static let monday: Int64 = 1_794_182_400_000_000_000

    /// Nanoseconds since the Unix epoch, that many seconds into the week.
    private static func instant(_ seconds: Int64) -> Int64 { monday + seconds * 1_000_000_000 }

    /// A week in which 10,249 of 1,281,155 events are missing, most of them in one outage on Wednesday.
    package static var gaps: AuditReport {
        var report = base(name: "weekly", verdict: .gaps)
        report.reasons = [
            .init(.missingEvents, count: 10_249, message: "10,249 of 1,281,155 events are not in elastic")
        ]
        report.counts.matched = 1_270_906
        report.counts.missing = 10_249
        report.counts.extra = 41
        report.counts.timeDiffers = 642
        report.timeFaults = [offsetFault]
        report.siem.events = 1_270_947
        report.siem.records = 1_272_310
        report.siem.repeats = 1363
        report.gaps = [outage, scattered]
        report.causes = [
            stopped, Cause(code: "unexplained", explains: 1131, confidence: "none", evidence: [], advice: ""),
        ]
        report.coverage = gapCoverage
        report.files = [
            .init(
                role: "missing", path: "missing.ndjson", records: 10_249, bytes: 13_107_200,
                sha256: String(repeating: "ab", count: 32))
        ]
        return report
    }

    /// The same week with nothing missing.
    package static var complete: AuditReport {
        var report = base(name: "weekly", verdict: .complete)
        report.counts.matched = 1_281_155
        report.siem.events = 1_281_155
        report.siem.records = 1_282_518
        report.siem.repeats = 1363
        report.coverage = coverage("Exchange", hourly: 2901, missing: [:])
        return report
    }

    /// An export that ends at its format's row cap.
    package static var inconclusive: AuditReport {
        var report = base(name: "incident", verdict: .inconclusive)
        report.authority.events = 12_000
        report.authority.records = 12_000
        report.authority.repeats = 0
        report.siem.name = "query_data.csv"
        report.siem.kind = "log-analytics-csv"
        report.siem.events = 10_000
        report.siem.records = 10_000
        report.counts.matched = 10_000
        report.counts.unknown = 2000
        report.audited.whole = false
        report.audited.unknown = [
            UnknownPart(
                side: .siem, from: instant(100_000), to: nil, reason: "row-cap", detail: "10,000 rows, times descending"
            )
        ]
        report.audited.slicesWhole = 1
        report.reasons = [
            .init(.notWhole, count: 1, message: "the SIEM is not known whole after 2026-11-10T03:46:40Z"),
            .init(
                .exportUntrusted, count: 1, message: "query_data.csv holds exactly 10,000 rows, the cap of its format"),
        ]
        report.trust = [
            TrustMark(
                side: .siem, code: .rowCap, message: "query_data.csv holds exactly 10,000 rows", effect: .inconclusive)
        ]
        report.coverage = (0..<48).map { index in
            CoverageCell(
                window: TimeWindow(from: monday + index * hour, to: monday + (index + 1) * hour), scope: nil,
                authority: 250, missing: 0, extra: 0, state: index < 27 ? .audited : .unknown)
        }
        return report
    }

    /// Nothing on the authority's side.
    package static var empty: AuditReport {
        var report = AuditReport()
        report.runID = "20261117T080211Z-audit-0001"
        report.name = "audit"
        report.authority.name = "empty.ndjson"
        report.siem.name = "export.csv"
        report.siem.kind = "splunk-csv"
        report.siem.records = 1
        report.siem.events = 1
        report.counts.unconfirmed = 1
        report.counts.timeDiffers = nil
        report.reasons = [.init(.emptyAuthority, count: 0, message: "the authority holds no events in the window")]
        return report
    }

    /// A report whose every free text holds `text`.
    package static func hostile(_ text: String) -> AuditReport {
        var report = inconclusive
        report.name = text
        report.authority.name = text
        report.authority.kind = text
        report.siem.name = text
        report.siem.kind = text
        let scope = Scope(field: text, value: text)
        report.reasons = ReasonCode.allCases.map { .init($0, count: 1, message: text) }
        report.audited.unknown = [
            UnknownPart(side: .siem, from: nil, to: nil, scope: scope, reason: text, detail: text)
        ]
        report.trust = [TrustMark(side: .siem, code: .rowCap, message: text, effect: .inconclusive)]
        let cause = Cause(code: text, explains: 1, confidence: text, evidence: [text], advice: text)
        report.gaps = [Gap(id: 1, from: monday, to: monday + 1, missing: 1, of: 1, scope: [scope], cause: cause)]
        report.causes = [cause]
        report.coverage = [
            CoverageCell(
                window: TimeWindow(from: monday, to: monday + hour), scope: scope, authority: 1, missing: 1, extra: 0,
                state: .audited)
        ]
        report.files = [.init(role: text, path: text, records: 1, bytes: 1, sha256: text)]
        report.problems = [
            Problem(.error, text, text, place: text, said: text, means: text, effect: text, fix: text)
        ]
        return report
    }

    private static func base(name: String, verdict: Verdict) -> AuditReport {
        var report = AuditReport()
        report.runID = "20261117T080211Z-\(name)-7f3a"
        report.name = name
        report.verdict = verdict
        report.window.from = monday
        report.window.to = instant(7 * 86_400)
        report.window.settledThrough = report.window.to
        report.audited.slices = 2
        report.audited.slicesWhole = 2
        report.authority.name = "m365"
        report.authority.kind = "o365-management"
        report.authority.records = 1_283_090
        report.authority.events = 1_281_155
        report.authority.repeats = 1935
        report.authority.first = instant(3)
        report.authority.last = instant(7 * 86_400 - 1)
        report.siem.name = "elastic"
        report.siem.kind = "o365-*"
        report.siem.first = report.authority.first
        report.siem.last = report.authority.last
        return report
    }

    private static var stopped: Cause {
        Cause(
            code: "collector-stopped", explains: 9118, confidence: "high",
            evidence: ["no Exchange event arrived", "other types arrived as usual"],
            advice: "look at the collector's log")
    }

    private static var outage: Gap {
        Gap(
            id: 1, from: instant(2 * 86_400 + 8047), to: instant(2 * 86_400 + 19_361), missing: 9118, of: 9118,
            scope: [Scope(field: "Workload", value: "Exchange")], cause: stopped)
    }

    private static var scattered: Gap {
        Gap(
            id: 2, from: instant(4 * 86_400), to: instant(5 * 86_400), missing: 462, of: 72_576,
            scope: [Scope(field: "Workload", value: "SharePoint")], scattered: true)
    }

    private static var offsetFault: TimeFault {
        TimeFault(
            kind: .offset, seconds: 3600, events: 642, from: instant(8000), to: instant(90_000),
            explanation: "the SIEM's time of 642 events is exactly 1 h later", zones: ["Europe/Berlin"])
    }

    private static var gapCoverage: [CoverageCell] {
        var exchange = [50: 2224, 51: 2901, 52: 2901, 53: 1092, 3: 36]
        for cell in [4, 12, 19, 23, 27, 34, 37, 51] { exchange[cell * 3] = 38 }
        var sharePoint = [108: 300, 6: 54]
        for cell in [4, 11, 12, 20, 26, 28, 33, 37] { sharePoint[cell * 3] = 51 }
        return coverage("Exchange", hourly: 2902, missing: exchange)
            + coverage("General", hourly: 850, missing: [42: 29])
            + coverage("SharePoint", hourly: 3024, missing: sharePoint) + coverage("Yammer", hourly: 850, missing: [:])
    }

    private static func coverage(_ workload: String, hourly: Int, missing: [Int: Int]) -> [CoverageCell] {
        (0..<168).map { index in
            let from = monday + Int64(index) * hour
            return CoverageCell(
                window: TimeWindow(from: from, to: from + hour), scope: Scope(field: "Workload", value: workload),
                authority: hourly, missing: missing[index] ?? 0, extra: 0, state: .audited)
        }
    }
}
