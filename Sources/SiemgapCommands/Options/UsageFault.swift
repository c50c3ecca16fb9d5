import AuditModel

/// A command line that cannot be followed.
///
/// Nothing was read or contacted.
struct UsageFault: Error, Explained {
    let problem: Problem
    let exitCode = 64

    /// Describes what is wrong and how to write it right.
    init(code: String = "E-USAGE", _ what: String, means: String? = nil, fix: String) {
        problem = Problem(.error, code, what, means: means, fix: fix)
    }
}
