import ArgumentParser
import AuditModel
import Auditing
import ExportReaders

/// `siemgap inspect`: say what files are.
struct InspectCommand: SiemgapSubcommand {
    static let formats: [CommonOptions.Format] = [.human, .plain, .json]

    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Say what a file is: format, preset, fields with their hit rates, counts, time range, marks.",
        discussion: """
            EXAMPLES
              siemgap inspect export.csv
              siemgap inspect 'pulled/*.json.gz' --format json
            """)

    @Argument(help: "Files, folders, quoted globs, or - for standard input.")
    var files: [String]

    @OptionGroup(title: "Output") var common: CommonOptions

    /// 0 if an id and a time were found in every file, else 2.
    func run(in session: CommandSession, _ context: CommandContext) async throws -> Int32 {
        var request = SideRequest()
        request.specs = files
        let found = try await context.inspect(request, context.run)
        found.flatMap(\.problems).forEach(session.tell)
        switch session.format {
        case .json:
            let document: JSONValue = ["schema_version": .string("1.0"), "files": .array(found.map(\.json))]
            try session.show(document.text(pretty: true) + "\n")
        case .plain: try session.show(found.flatMap(InspectionText.plain).joined(separator: "\n") + "\n")
        case .human, .ndjson, .markdown, .junit, .github, .csv:
            try session.show(found.flatMap(InspectionText.human).joined(separator: "\n") + "\n")
        }
        return !found.isEmpty && found.allSatisfy(\.isUsable) ? 0 : 2
    }
}
