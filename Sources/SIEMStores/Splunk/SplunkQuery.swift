import AuditModel

/// The texts of searches.
///
/// Times are asked for in seconds since the Unix epoch, since `_time` is shown in the zone of whoever searches.
struct SplunkQuery: Sendable {
    let setup: SplunkSetup

    /// Seconds since the Unix epoch on the server's clock, as the field `siemgap_now`.
    static let now = "| makeresults | eval siemgap_now=now() | fields siemgap_now"

    /// Counts what the filter finds, as the field `count`.
    ///
    /// - Parameter outside: half-open; nil, or only what is dated before or after it.
    func count(outside: TimeWindow?) -> String { filtered(outside) + " | stats count" }

    /// The rows of what the filter finds.
    ///
    /// - Parameter outside: half-open; nil, or only what is dated before or after it.
    func rows(outside: TimeWindow?) -> String { filtered(outside) + columns }

    private func filtered(_ outside: TimeWindow?) -> String {
        let edges = outside.map { (Self.seconds($0.from), Self.seconds($0.to)) }
        return "search \(setup.search)" + (edges.map { " | where _time<\($0.0) OR _time>=\($0.1)" } ?? "")
    }

    /// The rows of the events that hold the parts of one of these ids.
    ///
    /// Terms are found whatever their letter case, and braces are no part of a term.
    func rows(ofIDs ids: [[String]]) -> String {
        let terms = ids.map { parts in
            "("
                + parts.map { part in Self.anyOf(GUIDSpelling.inside(part).map(Self.quoted)) }.joined(
                    separator: " ") + ")"
        }
        return "search (\(setup.search)) (\(terms.joined(separator: " OR ")))" + columns
    }

    /// Seconds since the Unix epoch with the decimals that are needed.
    static func seconds(_ nanoseconds: Int64) -> String {
        let whole = EventTime.floor(nanoseconds, 1_000_000_000)
        let rest = Int(nanoseconds - whole)
        guard rest > 0 else { return String(whole / 1_000_000_000) }
        var digits = Substring(InstantText.padded(rest, 9))
        while digits.last == "0" { digits.removeLast() }
        return "\(whole / 1_000_000_000).\(digits)"
    }

    /// What a row shows: never more of the event than its id and its edges unless its text is asked for.
    private var columns: String {
        var evals = [
            "siemgap_time=\(setup.time.map { "coalesce(\($0.expression),_time)" } ?? "_time")",
            "siemgap_indexed=_indextime", "siemgap_length=len(_raw)", "siemgap_head=substr(_raw,1,1)",
            "siemgap_tail=substr(_raw,-1,1)", "siemgap_cd=_cd", "siemgap_bkt=_bkt",
        ]
        if setup.asksTexts { evals.append("siemgap_text=_raw") }
        let ids = setup.ids.isEmpty ? [SplunkField.knownIDs] : setup.ids.map(\.expression)
        evals += ids.enumerated().map { "siemgap_id_\($0 + 1)=\($1)" }
        let found = cutKeys.enumerated().map { number, key in
            #" | rex field=_raw "\"\#(key)\"\s*:\s*\"(?<siemgap_found_\#(number + 1)>[^\"]+)\"""#
        }
        let names =
            (["time", "indexed", "length", "head", "tail", "cd", "bkt"] + (setup.asksTexts ? ["text"] : []))
            .map { "siemgap_" + $0 }
            + ids.indices.map { "siemgap_id_\($0 + 1)" } + cutKeys.indices.map { "siemgap_found_\($0 + 1)" }
            + ["index", "sourcetype"]
        let whole = ["source", "host", "_time", "_indextime", "_cd", "_bkt", "_raw"]
        return " | eval \(evals.joined(separator: ", "))" + found.joined()
            + " | fields \((names + (setup.asksWhole ? whole : [])).joined(separator: ", "))"
            + (setup.asksWhole ? "" : " | fields - _*")
    }

    /// The names under which ids are looked for in text that is cut: one for each part, or all that are known.
    var cutKeys: [String] { setup.ids.isEmpty ? SplunkField.knownKeys : setup.ids.map(\.key) }

    private static func anyOf(_ texts: [String]) -> String {
        texts.count == 1 ? texts[0] : "(" + texts.joined(separator: " OR ") + ")"
    }

    private static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}
