import ArgumentParser

/// `siemgap runs`: look at finished runs.
struct RunsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "runs",
        abstract: "List, show or compare finished runs.",
        discussion: """
            EXAMPLES
              siemgap runs list
              siemgap runs show 7f3a
              siemgap runs compare 7f3a 9c02
            """,
        subcommands: [RunsListCommand.self, RunsShowCommand.self, RunsCompareCommand.self])
}
