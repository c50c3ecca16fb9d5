import ArgumentParser
import Settings

/// `siemgap config schema`: print the JSON Schema of the configuration file.
struct ConfigSchemaCommand: SiemgapSubcommand {
    static let formats: [CommonOptions.Format] = [.human, .plain, .json]

    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Print the JSON Schema of the configuration file.",
        discussion: """
            EXAMPLES
              siemgap config schema > siemgap.schema.json
            """)

    @OptionGroup(title: "Output") var common: CommonOptions

    /// 0; the text is the same in every format.
    func run(in session: CommandSession, _ context: CommandContext) async throws -> Int32 {
        let rules = context.configurationRules
        try session.show(
            ConfigurationSchema.text(
                sources: rules.sourceSchemas(), siems: rules.siemSchemas, deliveries: rules.deliverySchemas))
        return 0
    }
}
