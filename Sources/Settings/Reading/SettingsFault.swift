package import AuditModel

/// What is wrong with settings: one place after another, in the order of the file.
///
/// Nothing was read or contacted; exit status 64.
package struct SettingsFault: Explained, Hashable {
    /// One wrong thing and its place.
    package struct Issue: Hashable, Sendable {
        /// Nil for what has no place in a file, such as a file that cannot be read.
        package let mark: SettingsMark?
        /// What is wrong; holds no value of a key that may be a credential.
        package let what: String
        /// The system's or the YAML reader's words.
        package let said: String?
        package let means: String?
        package let fix: String?

        /// Describes one wrong thing.
        package init(
            _ what: String, at mark: SettingsMark?, said: String? = nil, means: String? = nil, fix: String? = nil
        ) {
            self.what = what
            self.mark = mark
            self.said = said
            self.means = means
            self.fix = fix
        }
    }

    /// The most issues that are told at once.
    package static let mostIssues = 20

    /// At least one.
    package let issues: [Issue]
    /// `E-CONFIG`, or `E-SECRET` for a credential that its reference does not lead to.
    package let code: String

    package var exitCode: Int { 64 }

    /// One wrong thing.
    package init(_ issue: Issue, code: String = "E-CONFIG") {
        issues = [issue]
        self.code = code
    }

    /// Several wrong things in the order of the file; nil for none.
    package init?(_ issues: [Issue]) {
        guard !issues.isEmpty else { return nil }
        self.issues = issues
        code = "E-CONFIG"
    }

    /// The first issue, which says how many there are.
    package var problem: Problem { problem(of: issues[0], effect: effect) }

    /// A problem for each of the first ``mostIssues`` issues; the last one says how many there are.
    package var problems: [Problem] {
        let told = issues.prefix(Self.mostIssues)
        return told.indices.map { problem(of: told[$0], effect: $0 == told.endIndex - 1 ? effect : nil) }
    }

    private var effect: String {
        let count = issues.count == 1 ? "" : "\(issues.count) errors; "
        return "\(count)nothing was read or contacted (exit 64)"
    }

    private func problem(of issue: Issue, effect: String?) -> Problem {
        Problem(
            .error, code, issue.what, place: issue.mark?.text, said: issue.said, means: issue.means, effect: effect,
            fix: issue.fix)
    }
}
