import ArgumentParser

/// `siemgap config`: write, check and describe the configuration file.
struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract: "Write, check or describe the configuration file.",
        discussion: """
            EXAMPLES
              siemgap config init
              siemgap config validate --config siemgap.yaml
              siemgap config schema > siemgap.schema.json
              siemgap config alerts > siemgap-alerts.yml
            """,
        subcommands: [
            ConfigInitCommand.self, ConfigValidateCommand.self, ConfigSchemaCommand.self,
            ConfigAlertsCommand.self,
        ])
}
