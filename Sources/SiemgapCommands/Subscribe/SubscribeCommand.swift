import ArgumentParser
import AuditModel
import Auditing
import Reports
import Settings

/// `siemgap subscribe`: start the subscriptions of a source.
struct SubscribeCommand: SiemgapSubcommand {
    static let formats: [CommonOptions.Format] = [.human, .plain, .json]

    static let configuration = CommandConfiguration(
        commandName: "subscribe",
        abstract: "Start a source's subscriptions; the only command that changes anything at a source.",
        discussion: """
            EXAMPLES
              siemgap subscribe m365 Audit.Exchange
              siemgap subscribe m365
            """)

    @Argument(help: ArgumentHelp("A source of the configuration.", valueName: "source"))
    var source: String

    @Argument(help: ArgumentHelp("Content types; all without a name.", valueName: "scope"))
    var scopes: [String] = []

    @OptionGroup(title: "Output") var common: CommonOptions

    /// 0 if all are on, else 2.
    func run(in session: CommandSession, _ context: CommandContext) async throws -> Int32 {
        let surroundings = try ConfiguredSurroundings(common, in: context)
        let results = try await SubscriptionStarter(context: context.run).start(
            try surroundings.source(named: source), scopes: scopes, network: surroundings.configuration.network)
        results.compactMap(\.problem).forEach(session.tell)
        try session.show(text(results, as: session.format))
        return results.allSatisfy(\.isOn) ? 0 : 2
    }

    private func text(_ results: [SubscriptionStarter.Result], as format: CommonOptions.Format) -> String {
        let rows = results.map { ($0.scope, $0.wasOn ? "was on" : $0.isOn ? "started" : "not started") }
        switch format {
        case .json:
            let document: JSONValue = [
                "schema_version": .string("1.0"), "source": .string(source),
                "subscriptions": .array(rows.map { ["scope": .string($0), "state": .string($1)] }),
            ]
            return document.text(pretty: true) + "\n"
        case .plain: return rows.map { "subscription\t\(Escaping.plain($0))\t\($1)\n" }.joined()
        case .human, .ndjson, .markdown, .junit, .github, .csv:
            return rows.map { "\(Escaping.terminal($0))  \($1)\n" }.joined()
        }
    }
}
