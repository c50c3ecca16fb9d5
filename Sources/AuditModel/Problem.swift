/// Something that went wrong or was noticed, in the five lines every message of the tool has.
package struct Problem: Hashable, Sendable {
    /// How much it matters.
    package enum Severity: String, Sendable { case error, warning, note }

    package let severity: Severity
    /// A stable code such as `E-CSV-COLUMNS`; `siemgap explain` knows each.
    package let code: String
    /// What failed, in the user's terms; one line.
    package let what: String
    /// Source, configuration line, host, or byte or line of a file.
    package let place: String?
    /// The other party's own code or words, shortened.
    package let said: String?
    /// Likely reason, with the observation behind it.
    package let means: String?
    /// What was and was not read; verdict and exit code.
    package let effect: String?
    /// One command or edit.
    package let fix: String?

    /// Makes a problem; nil lines are left out.
    package init(
        _ severity: Severity, _ code: String, _ what: String, place: String? = nil, said: String? = nil,
        means: String? = nil, effect: String? = nil, fix: String? = nil
    ) {
        self.severity = severity
        self.code = code
        self.what = what
        self.place = place
        self.said = said
        self.means = means
        self.effect = effect
        self.fix = fix
    }
}

/// An error that ends a command: what to tell the person, and the exit status.
package protocol Explained: Error {
    /// What happened, in the form all messages have.
    var problem: Problem { get }
    /// 64 for wrong use (nothing was read or contacted), 2 for anything that failed later.
    var exitCode: Int { get }
}
