import ArgumentParser

/// `siemgap backfill`: put missing events into the SIEM, in steps of their own.
struct BackfillCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backfill",
        abstract: "Send missing events to the SIEM: plan, apply, verify.",
        discussion: """
            EXAMPLES
              siemgap backfill plan 7f3a --into splunk
              siemgap backfill apply p-7f3a-1 --confirm splunk
              siemgap backfill verify p-7f3a-1 --verify-wait 10m
              siemgap backfill status
            """,
        subcommands: [
            BackfillPlanCommand.self, BackfillApplyCommand.self, BackfillVerifyCommand.self, BackfillStatusCommand.self,
        ])
}
