import AuditModel
import Reports
import TestKit

/// Evidence with known amounts, for tests of the page.
enum CannedEvidence {
    /// As many missing events of the gaps' report, each with a record of so many bytes.
    static func events(_ count: Int, recordBytes: Int, text: String = "x") -> ReportEvidence {
        var evidence = ReportEvidence()
        let gaps = CannedReports.gaps.gaps
        let from = gaps.first?.from ?? 0
        evidence.missing = (0..<count).map { number in
            let filler = String(repeating: text, count: max(0, recordBytes - 20) / max(1, text.utf8.count))
            return ShownEvent(
                line: number + 1, id: "id-\(number)", time: from + Int64(number) * 1_000_000_000, gap: number % 2 + 1,
                values: [.init(column: "operation", value: "Send\(text)"), .init(column: "user", value: text)],
                json: "{\"Id\":\"\(number)\",\"t\":\"\(filler)\"}", bytes: recordBytes)
        }
        return evidence
    }

    /// A thousand delays, two of events that were visible before they happened.
    static var drift: DelayReport {
        var drift = DelayReport()
        drift.count = 1_000
        drift.early = 2
        drift.quantiles = [(0.5, 432), (0.9, 3_000), (0.99, 7_560), (0.999, 80_000)].map { share, seconds in
            .init(share: share, seconds: seconds, naiveSeconds: seconds, upperSeconds: nil)
        }
        drift.longestSeconds = 94_680
        drift.histogram = [
            .init(from: nil, to: 0, count: 2), .init(from: 0, to: 1, count: 8), .init(from: 1, to: 600, count: 600),
            .init(from: 600, to: 10_000, count: 380), .init(from: 10_000, to: 100_000, count: 10),
        ]
        drift.lookback = [(3_600, 70), (86_400, 1)].map { seconds, later in
            let share = Double(later) / 1_000
            return .init(
                seconds: seconds, later: later, share: share, lowShare: share, highShare: share, lostShare: share,
                highLostShare: share, rereads: 1)
        }
        drift.recommended = .init(
            lookbackSeconds: 86_400, misses: 1, mostMisses: 5, confidence: 0.95, missShare: 0.001, pollSeconds: 300,
            suitablePollSeconds: 300, parts: [], settledSeconds: 94_680)
        return drift
    }

    /// Three audits of the weeks before.
    static let earlier: [TrendPoint] = (1...3).map { week in
        let length: Int64 = 7 * 86_400_000_000_000
        let to: Int64 = 1_794_182_400_000_000_000 - Int64(3 - week) * length
        return TrendPoint(
            runID: "2026110\(week)T080000Z-weekly-000\(week)", verdict: week == 2 ? "inconclusive" : "complete",
            from: to - length, to: to, events: 1_000_000, missing: week * 10, unknown: week == 2 ? 5_000 : 0)
    }
}
