import ArgumentParser

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

    /// Ends a help page: the formats and exit codes of its command.
    ///
    /// - Parameter words: the command line.
    static func ending(_ words: [String]) -> String {
        let (type, path) = command(of: words)
        let formats = (type as? any SiemgapSubcommand.Type)?.formats.map(\.rawValue) ?? []
        return (formats.isEmpty ? "\n" : "\nFORMATS\n  \(formats.joined(separator: " "))\n\n") + """
            EXIT CODES
            \(outcomes(path))  2    \(path == "audit" ? "inconclusive, or it failed" : "it failed, or could not be told")
              64   wrong use or configuration; nothing was contacted
              130, 143   interrupted by SIGINT or SIGTERM
              141  the reader of standard output went away
              Treat any other code as a failure.

            Codes in messages and reports: siemgap explain CODE

            """
    }

    /// The command that a command line names, and its name without the tool's.
    private static func command(of words: [String]) -> (type: any ParsableCommand.Type, path: String) {
        var command: any ParsableCommand.Type = SiemgapCommand.self
        var path: [String] = []
        for word in words.first == "help" ? words.dropFirst() : words[...] {
            guard let next = command.configuration.subcommands.first(where: { $0.configuration.commandName == word })
            else { break }
            command = next
            path.append(word)
        }
        return (command, path.joined(separator: " "))
    }

    /// What the exit codes 0 and 1 mean, a line each.
    private static func outcomes(_ path: String) -> String {
        let words: (good: String?, bad: String?) =
            switch path {
            case "audit": ("complete", "gaps: events are missing; --exit-zero-on-gaps turns this into 0")
            case "inspect": ("id and time were found in every file", nil)
            case "pull", "query": ("every slice is whole", nil)
            case "collect": ("a clean stop, or with --once a whole round", nil)
            case "drift": ("the question is answered", nil)
            case "doctor": ("no check failed", "with --strict: there are warnings")
            case "demo": ("it ran, whatever the audit says", nil)
            case "simulate": (nil, nil)
            case "backfill plan": ("the plan is written", nil)
            case "backfill apply": ("every event was taken", "some were refused or are in doubt")
            case "backfill verify": ("everything that was missing is there", "something is still missing")
            case "runs compare": ("nothing new is missing", "events are missing that the earlier run had found")
            case "runs verify": ("the run is unchanged", "it differs from its manifest")
            case "", "runs", "backfill": ("complete, or done", "events are missing, or something differs")
            default: ("done", nil)
            }
        return [words.good.map { "  0    \($0)\n" }, words.bad.map { "  1    \($0)\n" }].compactMap(\.self).joined()
    }
}
