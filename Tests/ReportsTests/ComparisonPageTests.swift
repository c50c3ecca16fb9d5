import AuditModel
import Reports
import Testing

struct ComparisonPageTests {
    private static func run(_ id: String, missing: Int) -> ComparisonPage.Run {
        .init(
            runID: id, name: "weekly", verdict: "gaps", window: TimeWindow(from: 0, to: 3_600_000_000_000),
            missing: missing, events: 100)
    }

    private static func page(
        healed: [ComparisonPage.Event] = [], still: [ComparisonPage.Event] = [], new: [ComparisonPage.Event] = [],
        notJudged: [ComparisonPage.Event] = []
    ) -> String {
        ComparisonPage(
            earlier: run("20261110T080000Z-weekly-0001", missing: healed.count + still.count + notJudged.count),
            later: run("20261117T080000Z-weekly-0002", missing: still.count + new.count), healed: healed,
            stillMissing: still, new: new, notJudged: notJudged
        ).text
    }

    private static func events(_ count: Int) -> [ComparisonPage.Event] { (0..<count).map { ("id-\($0)", Int64($0)) } }

    @Test func answerIsInWordsWithEachPartsCount() {
        let page = Self.page(healed: Self.events(3), still: [("x", nil)], new: [("n", 0)], notJudged: Self.events(2))
        #expect(page.contains("<p class=\"word\">NEW GAPS</p>"))
        #expect(
            page.contains(
                "Of the 6 events that the earlier audit missed, 3 are there now, 1 still missing and 2 not judged; 1 is "
                    + "missing only now."))
        #expect(page.contains("1970-01-01T00:00:00Z") && page.hasSuffix("</html>\n"))
    }

    @Test func whatWasPutBackAndWhatDiffersIsSaid() {
        let run = Self.run("20261110T080000Z-weekly-0001", missing: 4)
        let page = ComparisonPage(
            earlier: run, later: run, healed: [], putBack: [("p-7f3a-1", Self.events(3))], stillMissing: [], new: [],
            notJudged: [], notJudgedEarlier: Self.events(2), differences: ["siem elastic, then <splunk>"]
        ).text
        #expect(page.contains("0 are there now, 3 put back, 0 still missing"))
        #expect(page.contains("Put back: 3 events by plan p-7f3a-1."))
        #expect(page.contains("The two audits did not ask for the same: siem elastic, then &lt;splunk&gt;."))
        #expect(page.contains("<p class=\"word\">NOTHING NEW MISSING</p>"))
    }

    @Test(arguments: [(0, 0, "NOTHING NEW MISSING"), (0, 1, "STILL MISSING"), (1, 1, "NEW GAPS")])
    func wordSaysWhatIsWorst(new: Int, still: Int, word: String) {
        #expect(Self.page(still: Self.events(still), new: Self.events(new)).contains("<p class=\"word\">\(word)</p>"))
    }

    @Test func longListsAreCutAndSaySo() {
        let page = Self.page(healed: Self.events(5_000))
        #expect(page.contains("2,000 of 5,000 shown; all in the JSON form of this comparison and in findings.csv."))
        #expect(page.matches(of: #/id-\d+/#).count == 2_000)
    }

    @Test func textOfEventsIsHarmless() {
        let page = Self.page(new: [(HTMLReportTests.hostile, 0)])
        #expect(!page.contains("<script>alert") && page.matches(of: #/<script[ >]/#).count == 2)
        #expect(page.unicodeScalars.allSatisfy { !$0.isHostile || $0 == "\n" })
        #expect(!page.contains(" style=") && !page.contains("http:") && !page.contains("https:"))
    }
}
