import AuditModel
import Reports
import TestKit
import Testing

/// What `drift` prints, and the line of an audit's summary.
struct DelayTextTests {
    static var report: DelayReport {
        var report = DelayReport()
        report.count = 1_281_155
        report.quantiles = [
            .init(share: 0.5, seconds: 432, naiveSeconds: 430, upperSeconds: 434.2),
            .init(share: 0.99, seconds: 7_560, naiveSeconds: 7_480, upperSeconds: nil),
        ]
        report.longestSeconds = 94_680
        report.supportedSeconds = 600_000
        report.histogram = [
            .init(from: -60, to: 0, count: 0), .init(from: 0, to: 1, count: 12), .init(from: 1, to: 2, count: 900),
            .init(from: 86_400, to: 172_800, count: 3),
        ]
        report.lookback = [
            .init(
                seconds: 3_600, later: 41_822, share: 0.0326, lowShare: 0.03, highShare: 0.035, lostShare: 0.04,
                highLostShare: 0.043, rereads: 12),
            .init(
                seconds: 86_400, later: 12, share: 0.0000094, lowShare: 0, highShare: 0.00002, lostShare: 0.0000094,
                highLostShare: 0.00002, rereads: 288),
        ]
        report.recommended = .init(
            lookbackSeconds: 86_400, misses: 12, mostMisses: 26, confidence: 0.95, missShare: 0.0001, pollSeconds: 300,
            suitablePollSeconds: 300, parts: [.init("delay", 85_800), .init("poll", 300), .init("restart", 300)],
            settledSeconds: 86_400)
        report.stillToCome = .init(count: 41, error: 9, through: 1_794_182_400_000_000_000)
        report.remarks = ["a remark with \u{1B}[31m"]
        return report
    }

    @Test func theSummaryOfAnAuditHasItInOneSentence() {
        var audit = CannedReports.complete
        audit.drift = Self.report
        let text = HumanReport().text(of: audit, in: Presentation())
        let sentence =
            "Delay half reach the API within 7 m 12 s, 99 % within 2 h 06 m, all so far within 26 h 18 m; "
            + "41 +- 9 events still to come"
        #expect(text.split(whereSeparator: \.isWhitespace).joined(separator: " ").contains(sentence))
        #expect(MarkdownReport().text(of: audit, in: Presentation()).contains("| half within | 7 m 12 s | 7 m 15 s |"))
        #expect(PlainReport().text(of: audit, in: Presentation()).contains("delay\t0.5\t432\n"))
        #expect(JSONReport().text(of: audit, in: Presentation()).contains("\"lookback_seconds\": 86400"))
    }

    @Test(arguments: [60, 80, 120], [true, false]) func linesKeepToTheWidth(_ width: Int, _ usesBlocks: Bool) {
        var presentation = Presentation()
        (presentation.width, presentation.usesBlocks) = (width, usesBlocks)
        let text = DelayText(Self.report, of: "m365", in: presentation).text
        for line in text.split(separator: "\n") where !line.contains("look back") && !line.contains("times") {
            #expect(line.unicodeScalars.count <= width, "\(line)")
        }
        #expect(usesBlocks == text.contains("█"))
        #expect(usesBlocks || text.unicodeScalars.allSatisfy { $0.isASCII })
        #expect(text.contains("cannot be bounded"))
        #expect(text.contains("advised"))
        #expect(!text.contains("\u{1B}"))
    }

    @Test(arguments: [(300, "up to all"), (900, "all")])
    func aLookBackShorterThanTwoPollsMayLoseAll(seconds: Int, loss: String) throws {
        var report = Self.report
        report.lookback.insert(
            .init(
                seconds: seconds, later: 1, share: 0.1, lowShare: 0, highShare: 0.2, lostShare: 1, highLostShare: 1,
                rereads: 1), at: 0)
        let rows = DelayText(report, of: "m365", in: Presentation()).text.split(separator: "\n")
        let row = try #require(rows.first { $0.contains(" \(seconds / 60) m ") && $0.contains("times") })
        let words = row.replacing(/\s\s+/, with: "|").trimmingPrefix("|").split(separator: "|").map(String.init)
        #expect(words[2] == loss && words[3] == loss, "\(row)")
    }

    @Test(arguments: [
        (432.0, "half of the events take longer than that to become visible"),
        (59.2, "though half of the events are visible within 1 m: what comes sooner waits for the poll"),
        (0.4, "though half of the events are visible within 1 s: what comes sooner waits for the poll"),
        (-3.0, "though half of the events are visible within 0 s: what comes sooner waits for the poll"),
    ])
    func theSentenceOnPollsHoldsForFastSources(median: Double, words: String) {
        var report = Self.report
        report.quantiles[0] = .init(share: 0.5, seconds: median, naiveSeconds: median, upperSeconds: nil)
        report.recommended?.suitablePollSeconds = median < 60 ? 60 : 300
        let text = DelayText(report, of: "m365", in: Presentation()).text
        #expect(text.split(whereSeparator: \.isWhitespace).joined(separator: " ").contains(words), "\(text)")
    }

    @Test func whatHasAnyEventHasAMark() {
        let text = DelayText(Self.report, of: "m365", in: Presentation()).text
        #expect(text.contains("24 h to 2 d    3  #"))
        #expect(text.contains("-60 s to 0 s    0\n") || text.contains("-1 m to 0 s    0\n"))
    }

    @Test func linesForProgramsHoldEachNumber() {
        let plain = DelayRecords(Self.report).plain(name: "m365")
        #expect(plain.contains("quantile\t0.99\tseconds=7560\tupper=null\tnaive=7480\n"))
        #expect(plain.contains("lookback\t3600\tlater=41822\t"))
        let csv = DelayRecords(Self.report).csv
        #expect(csv.hasPrefix("kind,name,field,value\r\nquantile,0.5,seconds,432\r\n"))
        #expect(csv.contains("recommended,86400,misses,12\r\n"))
    }

    @Test func jsonFollowsTheContract() {
        let text = Self.report.json.text()
        #expect(text.contains(#""unit":"s","definition":"availability-minus-event","count":1281155"#))
        #expect(text.contains(#""quantiles":{"0.5":432,"0.99":7560,"1":94680}"#))
        #expect(text.contains(#"{"from":-60,"to":0,"count":0}"#))
        #expect(
            text.contains(#""recommended":{"lookback_seconds":86400,"misses":12,"most_misses":26,"confidence":0.95"#))
    }
}
