import ArgumentParser

/// Options every command has.
struct CommonOptions: ParsableArguments {
    /// Formats the tool knows; not every command has each.
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case human, plain, json, ndjson, markdown, junit, github, csv

        /// None: help ends with those that the command has.
        static var allValueStrings: [String] { [] }
    }

    /// Whether to colour.
    enum Colour: String, CaseIterable, ExpressibleByArgument { case auto, always, never }

    /// How to show progress.
    enum Progress: String, CaseIterable, ExpressibleByArgument { case auto, always, never, json }

    @Option(name: .shortAndLong, help: "The configuration file; otherwise ./siemgap.yaml, or the user's own.")
    var config: String?

    @Option(help: "Folder of ledger, archive and recordings.")
    var state: String?

    @Option(
        name: .shortAndLong,
        help: "human on a terminal and plain in a pipe, unless this says otherwise; those of the command are below."
    )
    var format: Format?

    @Flag(name: .shortAndLong, help: "Show the result and errors only.")
    var quiet = false

    @Flag(name: .shortAndLong, help: "Show notes too.")
    var verbose = false

    @Option(help: "Colours on terminals: auto, always, never.")
    var color: Colour = .auto

    @Option(help: "Progress on standard error: auto, always, never, json.")
    var progress: Progress = .auto

    @Flag(help: "Never ask anything.")
    var noInput = false

    @Option(help: "Append messages with their time to this file.")
    var logFile: String?
}
