/// What help says beside the options.
enum HelpText {
    /// Shown when the tool is called without a word.
    static let short = """
        siemgap says which events an audit-log API holds that the SIEM does not.

          siemgap audit --source events.ndjson --siem 'exports/*.csv'     compare two sides
          siemgap inspect export.csv                                      say what a file is
          siemgap demo                                                    show the whole job on invented events

        siemgap --help shows all commands, siemgap audit --help all options of one.

        """

    /// Ends every help page.
    static let exitCodes = """

        EXIT CODES
          0    complete (audit); every file usable (inspect)
          1    gaps: events are missing; --exit-zero-on-gaps turns this into 0
          2    inconclusive, or it failed
          64   wrong use; nothing was read or contacted
          130, 143   interrupted by SIGINT or SIGTERM
          141  the reader of standard output went away
          Treat any other code as a failure.

        Codes in messages and reports: siemgap explain CODE

        """
}
