package import AuditModel

/// One way to show an audit's report as text.
///
/// The same report and presentation always give the same text, which ends with a line feed. Text that came from
/// events or services is escaped for where the format is shown.
package protocol ReportWriter: Sendable {
    /// The word `--format` knows it by.
    var format: String { get }
    /// The name of its file in the run's folder; nil when the format is only printed.
    var fileName: String? { get }
    /// The whole text.
    func text(of report: AuditReport, in presentation: Presentation) -> String
}

/// The formats there are.
///
/// A new one is a file in `Formats/` and a line here.
package enum ReportFormats {
    /// All formats, in the order in which their files are written.
    package static let all: [any ReportWriter] = [
        JSONReport(),
        MarkdownReport(),
        PlainReport(),
        HumanReport(),
        JUnitReport(),
        GitHubReport(),
        MetricsReport(),
        OCSFReport(),
        ECSReport(),
    ]

    /// The format `--format` names, or nil.
    package static func named(_ name: String) -> (any ReportWriter)? { all.first { $0.format == name } }
}
