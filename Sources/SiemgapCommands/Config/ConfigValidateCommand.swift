import ArgumentParser
import Auditing
import Settings

/// `siemgap config validate`: say whether the configuration can be used, and what it holds.
struct ConfigValidateCommand: SiemgapSubcommand {
    static let formats: [CommonOptions.Format] = [.human, .plain, .json]

    static let configuration = CommandConfiguration(
        commandName: "validate",
        abstract: "Check the configuration file; contacts nothing.",
        discussion: """
            EXAMPLES
              siemgap config validate
              siemgap config validate --config siemgap.yaml --format json
            """)

    @OptionGroup(title: "Output") var common: CommonOptions

    /// 0, or 64 for a file with mistakes or without a file.
    func run(in session: CommandSession, _ context: CommandContext) async throws -> Int32 {
        let found = try Configuration.find(explicit: common.config, environment: context.run.environment)
        guard let path = found else {
            throw UsageFault(
                code: "E-CONFIG", "there is no configuration file",
                means: "looked for \(Configuration.fileName) here and in the user's configuration folder",
                fix: "siemgap config init writes one; --config names another")
        }
        let configuration = try Configuration.load(path, now: context.run.now())
        try configuration.check(context.configurationRules)
        try session.show(ConfigurationText.found(configuration, as: session.format))
        return 0
    }
}
