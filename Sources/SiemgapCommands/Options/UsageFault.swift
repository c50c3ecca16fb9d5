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

    /// Takes a refused value's own words, with the flag it was given to in front where they do not name it.
    init(_ problem: Problem, flag: String? = nil) {
        let what = [flag, problem.what].compactMap(\.self).joined(separator: " ")
        self.problem = Problem(
            .error, problem.code, what, means: problem.means, effect: problem.effect, fix: problem.fix)
    }
}
