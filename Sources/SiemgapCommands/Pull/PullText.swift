import AuditModel
import Pulling
import Recordings
import Reports
import Transport

/// What `pull` and `query` say of a finished recording.
enum PullText {
    /// The result in a format.
    static func text(_ outcome: PullOutcome, as format: CommonOptions.Format) -> String {
        switch format {
        case .json: json(outcome).text(pretty: true) + "\n"
        case .plain: plain(outcome)
        case .human, .ndjson, .markdown, .junit, .github, .csv: human(outcome)
        }
    }

    private static func human(_ outcome: PullOutcome) -> String {
        let description = outcome.description
        let whole = description.slices.count(where: \.isWhole)
        let verdict = outcome.isWhole ? "WHOLE" : "NOT WHOLE"
        var lines = [
            "\(verdict)  \(Numerals.counted(outcome.records, "record")) of \(Escaping.terminal(description.name)); "
                + "\(Numerals.grouped(whole)) of \(Numerals.counted(description.slices.count, "slice")) whole"
        ]
        for (scope, slices) in scopes(description) where slices.contains(where: { !$0.isWhole }) {
            let open = slices.filter { !$0.isWhole }
            let reasons = Set(open.map { $0.reason ?? $0.outcome.rawValue }).sorted().joined(separator: ", ")
            lines.append("  \(Escaping.terminal(scope)): \(open.count) of \(slices.count) slices not whole: \(reasons)")
        }
        let record = outcome.record
        var asked = "Asked    \(Numerals.counted(record.requests, "request"))"
        if record.retries > 0 { asked += ", \(Numerals.grouped(record.retries)) of them again" }
        if record.throttles > 0 {
            asked +=
                "; asked to slow down \(record.throttles) times, waited \(Int(record.waitedSeconds.rounded(.up))) s"
        }
        lines.append(asked)
        lines.append("Folder   \(Escaping.terminal(outcome.folder))")
        return lines.map { $0 + "\n" }.joined()
    }

    private static func plain(_ outcome: PullOutcome) -> String {
        let description = outcome.description
        var lines = [
            [
                description.side == .siem ? "query" : "pull", outcome.isWhole ? "whole" : "not-whole", description.name,
                "records=\(outcome.records)",
            ],
            [
                "asked", "requests=\(outcome.record.requests)", "retries=\(outcome.record.retries)",
                "throttles=\(outcome.record.throttles)",
            ], ["folder", outcome.folder],
        ]
        lines += description.slices.filter { !$0.isWhole }.map { slice in
            [
                "slice", String(slice.id), slice.scope?.value ?? "", slice.from.map(InstantText.rfc3339) ?? "",
                slice.to.map(InstantText.rfc3339) ?? "", slice.outcome.rawValue, slice.reason ?? "",
            ]
        }
        return lines.map { $0.map(Escaping.plain).joined(separator: "\t") + "\n" }.joined()
    }

    private static func json(_ outcome: PullOutcome) -> JSONValue {
        let description = outcome.description
        return [
            "schema_version": .string("1.0"), "side": .string(description.side.word),
            "source": .string(description.name), "type": .string(description.type),
            "whole": .bool(outcome.isWhole), "records": .integer(outcome.records),
            "slices": .integer(description.slices.count),
            "slices_whole": .integer(description.slices.count(where: \.isWhole)),
            "requests": .integer(outcome.record.requests), "retries": .integer(outcome.record.retries),
            "throttles": .integer(outcome.record.throttles), "folder": .string(outcome.folder),
            "problems": .array(outcome.problems.map(\.json)),
        ]
    }

    /// Slices by scope, in the order in which scopes first occur.
    private static func scopes(
        _ description: RecordingDescription
    ) -> [(scope: String, slices: [RecordingDescription.Slice])] {
        let grouped = Dictionary(grouping: description.slices) { $0.scope?.value ?? "everything" }
        return grouped.keys.sorted().map { ($0, grouped[$0] ?? []) }
    }
}
