package import AuditModel

/// An audit that cannot go on: what to tell the person, and the exit status.
package struct AuditFault: Explained, Hashable {
    package let problem: Problem
    package let exitCode: Int

    /// Wrong use: nothing was compared (64).
    static func usage(_ code: String, _ what: String, means: String? = nil, fix: String) -> AuditFault {
        AuditFault(
            problem: Problem(.error, code, what, means: means, effect: "nothing was compared (exit 64)", fix: fix),
            exitCode: 64)
    }

    /// Dates of a file can be read two ways.
    ///
    /// - Parameter example: one of them; nil where none was kept.
    static func ambiguousDays(_ file: String, example: String? = nil, means: String?) -> AuditFault {
        .input(
            "E-TIME-COLUMN", "the dates of \(file) can be read day first or month first", place: file, said: example,
            means: means,
            fix: "export again with ISO times (2026-11-14T02:00:00Z), or with a range that holds a day above 12")
    }

    /// Something in the inputs forbids an answer (2).
    static func input(
        _ code: String, _ what: String, place: String? = nil, said: String? = nil, means: String? = nil, fix: String
    ) -> AuditFault {
        AuditFault(
            problem: Problem(
                .error, code, what, place: place, said: said, means: means,
                effect: "nothing was decided; failed (exit 2)", fix: fix),
            exitCode: 2)
    }
}
