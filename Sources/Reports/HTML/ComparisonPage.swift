package import AuditModel
import Mustache

/// What became of an earlier audit's missing events, as a page like ``HTMLReport``: one file, no network, readable without
/// scripts.
package struct ComparisonPage: Sendable {
    /// The most events of a part that are listed.
    package static let mostRows = 2_000

    /// One of the two audits.
    package struct Run: Sendable {
        package let runID: String
        package let name: String
        package let verdict: String
        /// Nil where no event had a time.
        package let window: TimeWindow?
        package let missing: Int
        package let events: Int

        /// Describes an audit.
        package init(
            runID: String, name: String, verdict: String, window: TimeWindow?, missing: Int, events: Int
        ) {
            self.runID = runID
            self.name = name
            self.verdict = verdict
            self.window = window
            self.missing = missing
            self.events = events
        }
    }

    /// An event: its id, and nanoseconds since the Unix epoch where it has a time.
    package typealias Event = (id: String, time: Int64?)

    private let earlier: Run
    private let later: Run
    private let parts: [Part]
    private let differences: [String]
    private let plans: [String]

    private struct Part: Sendable {
        let id: String
        let title: String
        /// What it means that an event is in this part.
        let words: String
        let events: [Event]
    }

    /// Describes what two audits say.
    ///
    /// - Parameters:
    ///   - healed: missing earlier and there now, without a plan that sent them.
    ///   - putBack: missing earlier and there now, after the plan of that id sent them.
    ///   - stillMissing: missing in both.
    ///   - new: missing only now.
    ///   - notJudged: missing earlier, and now outside the window, unknown, not settled, accepted or not looked for.
    ///   - notJudgedEarlier: missing now, and outside the earlier window, unknown, not settled or not looked for then.
    ///   - differences: how the audits asked for different events; empty where they asked for the same.
    package init(
        earlier: Run, later: Run, healed: [Event], putBack: [(plan: String, events: [Event])] = [],
        stillMissing: [Event], new: [Event], notJudged: [Event], notJudgedEarlier: [Event] = [],
        differences: [String] = []
    ) {
        self.earlier = earlier
        self.later = later
        self.differences = differences
        plans = putBack.map { "\(Numerals.counted($0.events.count, "event")) by plan \($0.plan)" }
        parts = [
            Part(
                id: "new", title: "Missing only now", words: "missing in the later audit, and not in the earlier one",
                events: new),
            Part(id: "still-missing", title: "Still missing", words: "missing in both audits", events: stillMissing),
            Part(
                id: "healed", title: "There now", words: "missing in the earlier audit and there in the later one",
                events: healed),
            Part(
                id: "put-back", title: "Put back",
                words: "missing in the earlier audit and there in the later one, after a backfill sent them",
                events: putBack.flatMap(\.events)),
            Part(
                id: "not-judged", title: "Not judged",
                words:
                    "missing in the earlier audit, and now outside the window, unknown, not settled, accepted or not "
                    + "looked for",
                events: notJudged),
            Part(
                id: "not-judged-earlier", title: "Not judged earlier",
                words:
                    "missing in the later audit, and outside the earlier one’s window, unknown, not settled or not "
                    + "looked for then",
                events: notJudgedEarlier),
        ]
    }

    /// The whole page; ends with a line feed.
    package var text: String {
        let answered = HTMLPage.Section(id: "verdict", title: "What has changed", body: answer)
        let sections = [answered] + parts.map { HTMLPage.Section(id: $0.id, title: $0.title, body: list($0)) }
        let values: [String: Any] = [
            "policy": ContentPolicy.text(styles: [PageAssets.style], scripts: [PageAssets.script]),
            "title": Escaping.terminal("\(word): \(Shortening.label(later.name, to: 100))"),
            "name": Escaping.html(later.name, most: 100),
            "style": PageAssets.style, "script": PageAssets.script,
            "run": Escaping.html("\(earlier.runID), then \(later.runID)", most: 240), "banner": "",
            "data": Escaping.dataBlock(summary.text()),
            "sections": sections.enumerated().map { index, section in
                ["number": "\(index + 1)", "id": section.id, "title": section.title, "body": section.body]
            },
        ]
        return PageAssets.frame.render(values)
    }

    private func count(_ id: String) -> Int { parts.first { $0.id == id }?.events.count ?? 0 }

    private var word: String {
        count("new") > 0 ? "NEW GAPS" : count("still-missing") > 0 ? "STILL MISSING" : "NOTHING NEW MISSING"
    }

    /// A class of the style sheet: the colour that the answer deserves.
    private var kind: String {
        count("new") + count("still-missing") > 0 ? "gaps" : count("not-judged") > 0 ? "inconclusive" : "complete"
    }

    private var answer: String {
        let before = Numerals.counted(earlier.missing, "event")
        let sentence =
            "Of the \(before) that the earlier audit missed, \(Numerals.grouped(count("healed"))) "
            + "\(count("healed") == 1 ? "is" : "are") there now, "
            + (count("put-back") > 0 ? "\(Numerals.grouped(count("put-back"))) put back, " : "")
            + "\(Numerals.grouped(count("still-missing"))) still missing and "
            + "\(Numerals.grouped(count("not-judged"))) not judged; \(Numerals.grouped(count("new"))) "
            + "\(count("new") == 1 ? "is" : "are") missing only now."
        let boxes = parts.map { part in
            "<li><span class=\"name\">\(part.title.lowercased())</span><b>\(Numerals.grouped(part.events.count))</b>"
                + "<span>\(part.words)</span></li>"
        }
        return "<div class=\"verdict \(kind)\" id=\"verdict-box\">\n<p class=\"word\">\(word)</p>\n"
            + (differences.isEmpty
                ? ""
                : HTMLPage.paragraph(
                    "The two audits did not ask for the same: "
                        + differences.map { Escaping.html($0, most: 400) }.joined(separator: "; ") + "."))
            + HTMLPage.paragraph(sentence, "sentence")
            + (plans.isEmpty
                ? "" : HTMLPage.paragraph("Put back: \(Escaping.html(plans.joined(separator: ", "), most: 400))."))
            + "<ul class=\"counts\">\n\(boxes.joined(separator: "\n"))\n</ul>\n</div>\n" + runs
    }

    private var runs: String {
        var table = HTMLTable(
            "The two audits",
            [
                .init("audit"), .init("run", .exact), .init("verdict"), .init("window from", .exact),
                .init("to", .exact), .init("missing", .number), .init("of", .number),
            ],
            [("earlier", earlier), ("later", later)].map { name, run in
                [
                    name, Escaping.html(run.runID, most: 120), Escaping.html(run.verdict, most: 40),
                    HTMLPage.instant(run.window?.from), HTMLPage.instant(run.window?.to),
                    Numerals.grouped(run.missing), Numerals.grouped(run.events),
                ]
            })
        table.isSortable = false
        return table.html
    }

    private func list(_ part: Part) -> String {
        guard !part.events.isEmpty else { return HTMLPage.paragraph("No event.") }
        let shown = part.events.prefix(Self.mostRows)
        let table = HTMLTable(
            "Events \(part.words)", [.init("id", .exact), .init("time", .exact)],
            shown.map { [Escaping.html($0.id, most: 200), HTMLPage.instant($0.time)] },
            note: HTMLTable.cut(
                shown.count, of: part.events.count, all: "the JSON form of this comparison and in findings.csv"))
        return table.html
    }

    private var summary: JSONValue {
        .object(
            [.init("earlier", .string(earlier.runID)), .init("later", .string(later.runID))]
                + parts.map { .init($0.id.replacing("-", with: "_"), .integer($0.events.count)) })
    }
}
