import ArgumentParser
import FileAccess
import Settings

/// `siemgap config init`: write a commented configuration.
struct ConfigInitCommand: SiemgapSubcommand {
    static let formats: [CommonOptions.Format] = [.human, .plain, .json]

    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Write a commented configuration file to begin with.",
        discussion: """
            EXAMPLES
              siemgap config init
              siemgap config init --config audits/siemgap.yaml
            """)

    @OptionGroup(title: "Output") var common: CommonOptions

    /// 0, or 64 if the name is taken.
    func run(in session: CommandSession, _ context: CommandContext) async throws -> Int32 {
        let path = common.config ?? Configuration.fileName
        guard !path.isEmpty, !path.hasSuffix("/") else {
            throw UsageFault("--config names no file", fix: "--config siemgap.yaml")
        }
        do throws(FileFailure) {
            try write(to: path)
        } catch {
            guard error.alreadyExists else { throw error }
            throw UsageFault(
                code: "E-EXISTS", "\(path) is there already", means: "what is there was not touched",
                fix: "name another file with --config")
        }
        try session.show(ConfigurationText.written(path, as: session.format))
        return 0
    }

    private func write(to path: String) throws(FileFailure) {
        let slash = path.lastIndex(of: "/")
        let name = slash.map { String(path[path.index(after: $0)...]) } ?? path
        let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        let file = try AtomicFile(folder: folder, name: name)
        try file.write(ConfigurationStarter.text)
        _ = try file.finish()
    }
}
