import AuditModel
import Auditing
import Reports

extension CommandSession {
    /// An audit's result in the session's format; nil for a format that is none of a report's.
    ///
    /// - Parameters:
    ///   - tolerance: as it was given.
    ///   - status: the exit status the text names.
    func text(of outcome: AuditOutcome, tolerance: Tolerance, status: Int) -> String? {
        guard let writer = ReportFormats.named(format.rawValue) else { return nil }
        return writer.text(of: outcome.report, in: presentation(of: outcome, tolerance: tolerance, status: status))
    }

    /// How the result is shown on the standard output.
    func presentation(of outcome: AuditOutcome, tolerance: Tolerance, status: Int) -> Presentation {
        var presentation = Presentation()
        presentation.width = output.width
        presentation.isColoured = output.isColoured
        presentation.usesBlocks = output.usesBlocks
        presentation.folder = outcome.folder
        presentation.tolerance = tolerance.text
        presentation.secondsTaken = outcome.secondsTaken
        presentation.exitCode = status
        return presentation
    }
}
