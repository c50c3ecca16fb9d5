import AuditModel

/// A message of the collector as an event of its own, which a SIEM can tell from the source's by its only member.
enum WarningEvent {
    /// One JSON object without line feeds: `{"siemgap":{"kind":"warning","code":"W-…",…}}`.
    static func record(_ problem: Problem, source: String, at instant: Int64) -> String {
        let value: JSONValue = [
            "siemgap": [
                "kind": .string("warning"), "code": .string(problem.code),
                "severity": .string(problem.severity.rawValue), "source": .string(source), "at": .instant(instant),
                "what": .string(problem.what), "where": .text(problem.place), "said": .text(problem.said),
                "means": .text(problem.means), "effect": .text(problem.effect), "fix": .text(problem.fix),
            ]
        ]
        return value.text()
    }
}
