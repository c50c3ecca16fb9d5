package import AuditModel

/// What an audit leaves: its report, and the folder that holds the evidence.
package struct AuditOutcome: Sendable {
    package let report: AuditReport
    /// The run's folder, as the person would write it.
    package let folder: String
    /// How long each side took to read, in seconds; shown, never stored.
    package var secondsTaken: [Side: Double] = [:]
    /// What went wrong after the folder was finished, for the person; it changes nothing of the result.
    package var afterthoughts: [Problem] = []

    /// Describes a finished audit.
    package init(report: AuditReport, folder: String) {
        self.report = report
        self.folder = folder
    }
}
