import AuditModel
import Auditing
import FileAccess
import Reports

/// Where an audit's summary goes under `--format github`.
enum StepSummary {
    /// The variable in which GitHub Actions name the file of a step's summary (docs.github.com, workflow commands).
    static let variable = "GITHUB_STEP_SUMMARY"

    /// Adds the summary to the step's file; gives it back to be printed where there is none.
    static func add(
        _ outcome: AuditOutcome, in presentation: Presentation, environment: [String: String]
    ) throws(FileFailure) -> String {
        let text = GitHubReport().summary(of: outcome.report, in: presentation)
        guard let path = environment[variable], !path.isEmpty else { return text }
        let file = try AppendFile(path: path)
        try file.append(Array(text.utf8))
        try file.synchronize()
        return ""
    }
}
