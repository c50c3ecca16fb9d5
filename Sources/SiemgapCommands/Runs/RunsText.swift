import AuditModel
import Auditing
import EventLedger
import Reports

/// Finished runs as text.
enum RunsText {
    /// The most ids of a kind that a person is shown.
    private static let mostShown = 10

    /// A line a run.
    static func list(_ runs: [RunSummary], as format: CommonOptions.Format) -> String {
        switch format {
        case .json: return JSONValue.array(runs.map(json)).text(pretty: true) + "\n"
        case .human where runs.isEmpty: return "There is no finished run below reports.\n"
        case .human: return runs.map { human($0) + "\n" }.joined()
        default: return runs.map { plain($0) + "\n" }.joined()
        }
    }

    /// A run with its settings.
    ///
    /// - Parameter check: what became of its missing events since; nil where nobody has looked.
    static func one(
        _ run: RunSummary, _ settings: [AuditRequest.Setting], _ check: LedgerCheck? = nil,
        as format: CommonOptions.Format
    ) -> String {
        switch format {
        case .json:
            let values = settings.map { setting -> JSONValue in
                [
                    "name": .string(setting.name), "value": .string(setting.value), "origin": .string(setting.origin),
                ]
            }
            guard case .object(let members) = json(run) else { return "" }
            return JSONValue.object(
                members + [.init("backfill", check.map(json) ?? .null), .init("settings", .array(values))]
            ).text(pretty: true) + "\n"
        case .human:
            let lines = settings.map { "   \(Escaping.terminal("\($0.name) \($0.value)"))   by \($0.origin)" }
            return ([human(run)] + [check.map(human)].compactMap(\.self) + lines).map { $0 + "\n" }.joined()
        default:
            let lines = settings.map { setting in
                ["setting", setting.name, setting.value, setting.origin].map(Escaping.plain).joined(separator: "\t")
            }
            return ([plain(run)] + [check.map(plain)].compactMap(\.self) + lines).map { $0 + "\n" }.joined()
        }
    }

    /// What became of missing events.
    static func comparison(
        _ comparison: RunComparison, _ earlier: RunSummary, _ later: RunSummary, as format: CommonOptions.Format
    ) -> String {
        let putBack = comparison.putBack.flatMap(\.ids)
        let parts = [
            ("healed", "arrived late", comparison.healed), ("put_back", "were put back", putBack),
            ("still_missing", "are still missing", comparison.stillMissing),
            ("new", "are missing only now", comparison.new),
            ("not_judged", "missed earlier are not judged by the later run", comparison.notJudged),
            ("not_judged_earlier", "missing now were not judged by the earlier run", comparison.notJudgedEarlier),
        ]
        switch format {
        case .json:
            let lists = parts.map { JSONValue.Member($0.0, .array($0.2.map { .string($0) })) }
            let head: [JSONValue.Member] = [
                .init("earlier", .string(earlier.runID)), .init("later", .string(later.runID)),
                .init("differences", .array(comparison.differences.map { .string($0) })),
                .init(
                    "plans",
                    .object(comparison.putBack.map { .init($0.plan, .integer($0.ids.count)) })),
                .init("counts", .object(parts.map { .init($0.0, .integer($0.2.count)) })),
            ]
            return JSONValue.object(head + lists).text(pretty: true) + "\n"
        case .human:
            let plans = comparison.putBack.map { plan, ids in human("were put back by plan \(plan)", ids) }
            let lists = parts.map { $0.0 == "put_back" ? plans.flatMap(\.self) : human($0.1, $0.2) }
            let lines =
                warning(comparison) + ["\(earlier.runID), then \(later.runID)"] + lists.flatMap(\.self)
            return lines.map { $0 + "\n" }.joined()
        default:
            let counts = ["compared", earlier.runID, later.runID] + parts.map { "\($0.0)=\($0.2.count)" }
            let rows = parts.flatMap { part in part.2.map { [part.0, Escaping.plain($0)] } }
            let differences = comparison.differences.map { ["differs", Escaping.plain($0)] }
            return (differences + [counts] + rows).map { $0.joined(separator: "\t") + "\n" }.joined()
        }
    }

    /// What became of missing events, as a page.
    static func page(_ comparison: RunComparison, _ earlier: RunSummary, _ later: RunSummary) -> String {
        func run(_ run: RunSummary) -> ComparisonPage.Run {
            .init(
                runID: run.runID, name: run.name, verdict: run.verdict, window: run.window, missing: run.missing,
                events: run.events)
        }
        func events(_ ids: [String]) -> [ComparisonPage.Event] { ids.map { ($0, comparison.times[$0]) } }
        return ComparisonPage(
            earlier: run(earlier), later: run(later), healed: events(comparison.healed),
            putBack: comparison.putBack.map { ($0.plan, events($0.ids)) },
            stillMissing: events(comparison.stillMissing), new: events(comparison.new),
            notJudged: events(comparison.notJudged), notJudgedEarlier: events(comparison.notJudgedEarlier),
            differences: comparison.differences
        ).text
    }

    /// What a person has to know before the numbers: the runs asked for different events.
    private static func warning(_ comparison: RunComparison) -> [String] {
        guard !comparison.differences.isEmpty else { return [] }
        return ["warning: the two runs did not ask for the same"]
            + comparison.differences.map { "   " + Escaping.terminal($0) }
            + ["   what only one of them looked for is not judged by the other"]
    }

    private static func human(_ words: String, _ ids: [String]) -> [String] {
        guard !ids.isEmpty else { return [] }
        let shown = ids.prefix(mostShown).map { "   " + Escaping.terminal($0) }
        let rest = ids.count > mostShown ? ["   and \(Numerals.grouped(ids.count - mostShown)) more"] : []
        return ["\(Numerals.counted(ids.count, "event")) \(words)"] + shown + rest
    }

    private static func human(_ run: RunSummary) -> String {
        let window = run.window.map { "\(InstantText.rfc3339($0.from)) to \(InstantText.rfc3339($0.to))" }
        let missing = "\(Numerals.grouped(run.missing)) of \(Numerals.counted(run.events, "event")) missing"
        return "\(Escaping.terminal(run.runID))   \(run.verdict)   \(missing)" + (window.map { "   " + $0 } ?? "")
    }

    private static func human(_ check: LedgerCheck) -> String {
        "Since then   \(Numerals.grouped(check.restored)) restored, \(Numerals.grouped(check.refused)) refused, "
            + "\(Numerals.grouped(check.stillMissing)) still missing, \(Numerals.grouped(check.damaged)) cut or changed; looked on \(InstantText.rfc3339(check.at)) "
            + "by plan \(check.planID)"
    }

    private static func plain(_ check: LedgerCheck) -> String {
        [
            "backfill", check.planID, InstantText.rfc3339(check.at), "missing=\(check.missing)",
            "restored=\(check.restored)", "refused=\(check.refused)", "still_missing=\(check.stillMissing)",
            "damaged=\(check.damaged)",
        ].joined(separator: "\t")
    }

    private static func json(_ check: LedgerCheck) -> JSONValue {
        [
            "plan": .string(check.planID), "at": .instant(check.at), "missing": .integer(check.missing),
            "restored": .integer(check.restored), "refused": .integer(check.refused),
            "still_missing": .integer(check.stillMissing), "damaged": .integer(check.damaged),
        ]
    }

    private static func plain(_ run: RunSummary) -> String {
        let window = [run.window?.from, run.window?.to].map { $0.map(InstantText.rfc3339) ?? "" }
        return
            (["run", run.runID, run.name, run.verdict] + window + ["events=\(run.events)", "missing=\(run.missing)"])
            .map(Escaping.plain).joined(separator: "\t")
    }

    private static func json(_ run: RunSummary) -> JSONValue {
        [
            "run_id": .string(run.runID), "name": .string(run.name), "verdict": .string(run.verdict),
            "from": .instant(run.window?.from), "to": .instant(run.window?.to), "events": .integer(run.events),
            "missing": .integer(run.missing), "folder": .string(run.folder),
        ]
    }
}
