package import AuditModel

/// The one place that words a problem: what failed, then at most five lines, the fix last.
package enum ProblemText {
    /// For people, on standard error.
    package static func lines(_ problem: Problem, isColoured: Bool = false) -> String {
        let head = "\(problem.severity.rawValue) \(problem.code): "
        var text = (isColoured ? "\u{1B}[1m\(head)\u{1B}[0m" : head) + Escaping.terminal(problem.what) + "\n"
        let details = [
            ("where", problem.place), ("said", problem.said), ("means", problem.means), ("effect", problem.effect),
            ("fix", problem.fix),
        ]
        for case (let label, let words?) in details {
            text += "  " + TextLayout.left(label, 8) + Escaping.terminal(words) + "\n"
        }
        return text
    }

    /// For programs: the one object that ends standard error when a command fails under `--format json`.
    package static func json(_ problem: Problem, exitCode: Int) -> String {
        let object: JSONValue = [
            "type": .string("error"), "code": .string(problem.code), "exit_code": .integer(exitCode),
            "message": .string(problem.what), "fix": .text(problem.fix),
        ]
        return object.text() + "\n"
    }
}
