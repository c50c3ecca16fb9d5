import ArgumentParser
import AuditModel
import Reports

/// `siemgap explain`: tell what a code means.
struct ExplainCommand: SiemgapSubcommand {
    static let formats: [CommonOptions.Format] = [.human, .plain, .json]

    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Tell what a code of a message or report means and what to do.",
        discussion: """
            EXAMPLES
              siemgap explain E-CSV-COLUMNS
              siemgap explain row-cap
            """)

    @Argument(help: "The code, in any letter case.")
    var code: String

    @OptionGroup(title: "Output") var common: CommonOptions

    /// 0, or 64 for a code that does not exist.
    func run(in session: CommandSession, _ context: CommandContext) async throws -> Int32 {
        guard let explanation = CodeTable.explanation(of: code) else {
            let nearest = NearestWord.find(code, among: CodeTable.all.map(\.code))
            throw UsageFault(
                code: "E-CODE", "there is no code \"\(code)\"",
                fix: nearest.map { "did you mean siemgap explain \($0)?" } ?? "copy the code from the message")
        }
        switch session.format {
        case .json: try session.show(ExplanationText.json(explanation))
        case .plain: try session.show(ExplanationText.plain(explanation))
        case .human, .ndjson, .markdown, .junit, .github, .csv:
            try session.show(ExplanationText.human(explanation, width: session.output.width))
        }
        return 0
    }
}
