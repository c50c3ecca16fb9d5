import AuditModel

/// Parts of queries in Kusto's language.
///
/// Columns that a table lacks are an error unless asked for with `column_ifexists`; learn.microsoft.com,
/// "column_ifexists()".
enum KustoText {
    private static let tick: Int64 = 100

    /// `datetime(2026-11-14T02:00:00Z)`, the first of the language's 100 ns ticks that is not before the instant.
    static func instant(_ nanoseconds: Int64) -> String { "datetime(\(time(nanoseconds)))" }

    /// The instant itself, as ISO 8601 has it.
    static func time(_ nanoseconds: Int64) -> String {
        let floor = EventTime.floor(nanoseconds, tick)
        let (ceiling, overflows) = floor.addingReportingOverflow(floor < nanoseconds ? tick : 0)
        return InstantText.rfc3339(overflows ? floor : ceiling)
    }

    /// A list of texts as a literal.
    static func list(_ texts: [String]) -> String {
        "dynamic(\(JSONValue.array(texts.map { .string($0) }).text(pretty: false)))"
    }

    /// The text at a path: a column, with `.` or `:` before each member of the JSON in it.
    static func text(at path: String) -> String {
        let steps = path.split { $0 == "." || $0 == ":" }.map(String.init)
        let column = "column_ifexists(\(quoted(steps.first ?? path)), \"\")"
        guard steps.count > 1 else { return "tostring(\(column))" }
        let members = steps.dropFirst().map { "[\(Int($0).map(String.init) ?? quoted($0))]" }.joined()
        return "tostring(parse_json(tostring(\(column)))\(members))"
    }

    /// The first of several texts that is there, or the only one.
    static func first(of texts: [String]) -> String {
        texts.count == 1 ? texts[0] : "coalesce(\(texts.joined(separator: ", ")))"
    }

    /// Whether a text may stand as a path of ``text(at:)``: Kusto's names, and members of any name.
    static func isPath(_ path: String) -> Bool {
        let steps = path.split(omittingEmptySubsequences: false) { $0 == "." || $0 == ":" }
        guard let column = steps.first, isName(column) else { return false }
        return steps.allSatisfy { !$0.isEmpty }
    }

    /// Whether a text is a name that needs no quotes.
    static func isName(_ text: some StringProtocol) -> Bool {
        guard let first = text.utf8.first, !(0x30...0x39).contains(first) else { return false }
        return text.utf8.allSatisfy { byte in
            byte == UInt8(ascii: "_") || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF)
        }
    }

    /// Whether a text is a time as the service writes it, so that it may stand in a query.
    static func isTime(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 40 && text.utf8.allSatisfy { "0123456789-:.TZ+".utf8.contains($0) }
    }

    private static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}
