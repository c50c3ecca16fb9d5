import AuditModel

/// What `explain` prints.
package enum ExplanationText {
    /// For people.
    package static func human(_ explanation: Explanation, width: Int) -> String {
        var lines = ["\(explanation.code): \(explanation.what)"]
        lines += TextLayout.paragraph("  means   ", explanation.means, width: width)
        lines += TextLayout.paragraph("  fix     ", explanation.fix, width: width)
        return lines.map { $0 + "\n" }.joined()
    }

    /// One line, tab-separated.
    package static func plain(_ explanation: Explanation) -> String {
        let fields = ["explanation", explanation.code, explanation.what, explanation.means, explanation.fix]
        return fields.map(Escaping.plain).joined(separator: "\t") + "\n"
    }

    /// One object.
    package static func json(_ explanation: Explanation) -> String {
        let object: JSONValue = [
            "schema_version": .string("1.0"), "code": .string(explanation.code), "what": .string(explanation.what),
            "means": .string(explanation.means), "fix": .string(explanation.fix),
        ]
        return object.text(pretty: true) + "\n"
    }
}
