import ArgumentParser

/// `siemgap runs`: look at finished runs.
struct RunsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "runs",
        abstract: "List, show, compare, verify or sign finished runs.",
        discussion: """
            EXAMPLES
              siemgap runs list
              siemgap runs show 7f3a
              siemgap runs compare 7f3a 9c02
              siemgap runs verify 7f3a
            """,
        subcommands: [
            RunsListCommand.self, RunsShowCommand.self, RunsCompareCommand.self, RunsVerifyCommand.self,
            RunsSignCommand.self,
        ])
}
