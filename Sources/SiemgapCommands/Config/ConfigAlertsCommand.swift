import ArgumentParser
import Reports

/// `siemgap config alerts`: print alert rules for Prometheus.
struct ConfigAlertsCommand: SiemgapSubcommand {
    static let formats: [CommonOptions.Format] = [.human, .plain]

    static let configuration = CommandConfiguration(
        commandName: "alerts",
        abstract: "Print alert rules for Prometheus over the metrics of runs.",
        discussion: """
            EXAMPLES
              siemgap config alerts > /etc/prometheus/rules/siemgap.yml
            """)

    @OptionGroup(title: "Output") var common: CommonOptions

    /// 0; the text is the same in every format.
    func run(in session: CommandSession, _ context: CommandContext) async throws -> Int32 {
        try session.show(AlertRules.text)
        return 0
    }
}
