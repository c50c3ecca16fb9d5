package import AuditModel

/// What GitHub Actions show: one annotation on standard output, and a summary for the step's page.
package struct GitHubReport: ReportWriter {
    package let format = "github"
    package let fileName: String? = nil

    /// A step's summary may have 1 MiB (docs.github.com, workflow commands); other steps' text shares it.
    private static let mostBytes = 900_000

    /// The format has no settings.
    package init() {}

    /// The annotation: one line that names verdict and counts.
    package func text(of report: AuditReport, in presentation: Presentation) -> String {
        let words = VerdictSentence(report, tolerance: presentation.tolerance)
        let kind =
            switch report.verdict {
            case .complete: "notice"
            case .gaps: "error"
            case .inconclusive: "warning"
            }
        let title = Self.property(Escaping.terminal("siemgap \(report.verdict.rawValue): \(report.name)"))
        let message = Self.data(Escaping.terminal("\(words.word): \(words.sentence) \(words.figures)"))
        return "::\(kind) title=\(title)::\(message)\n"
    }

    /// The summary as Markdown, the verdict as its heading; cut at a line where it would grow too long.
    package func summary(of report: AuditReport, in presentation: Presentation) -> String {
        let text = MarkdownReport().text(of: report, in: presentation)
        guard text.utf8.count > Self.mostBytes else { return text }
        var (kept, bytes) = ("", 0)
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            bytes += line.utf8.count + 1
            guard bytes <= Self.mostBytes else { break }
            kept += line + "\n"
        }
        return kept + "\nThe rest is cut; report.md in the run's folder has all of it.\n"
    }

    /// Signs that would end a command's message.
    private static func data(_ text: String) -> String {
        escaped(text, ["%": "%25", "\r": "%0D", "\n": "%0A"])
    }

    /// Signs that would end one of its properties.
    private static func property(_ text: String) -> String {
        escaped(text, ["%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"])
    }

    private static func escaped(_ text: String, _ signs: [Unicode.Scalar: String]) -> String {
        var safe = ""
        for scalar in text.unicodeScalars.prefix(2_000) {
            if let sign = signs[scalar] { safe += sign } else { safe.unicodeScalars.append(scalar) }
        }
        return safe
    }
}
