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
