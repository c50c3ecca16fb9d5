import ArgumentParser
import AuditModel
import Auditing

/// What takes part in the comparison, and what counts as equal and as enough.
struct ComparisonOptions: ParsableArguments {
    @Option(
        name: .customLong("where"),
        help: "Only records with this value: operation=Send (or type user app address result scope region), or 'A|B=V'."
    )
    var `where`: [String] = []

    @Option(help: "Compare these fields and the time instead of ids: UserId,Operation.")
    var match: String?

    @Option(help: "Times this far apart are equal.")
    var timeTolerance: String?

    @Option(help: "Events that may be missing: a number, or 20ppm of the authority's.")
    var tolerance: String?

    @Flag(help: "An authority without events is not suspicious.")
    var expectEmpty = false

    @Flag(help: "Exit with 0 instead of 1 when events are missing.")
    var exitZeroOnGaps = false

    /// Puts the options' values into a request.
    func apply(to request: inout AuditRequest) throws(UsageFault) {
        if !self.where.isEmpty { request.filters = [] }
        for text in self.where { request.filters.append(try OptionValues.filter(text, flag: "--where")) }
        if let match { request.match = try OptionValues.paths(match, flag: "--match") }
        if let timeTolerance {
            request.timeTolerance = try OptionValues.duration(timeTolerance, flag: "--time-tolerance").nanoseconds
        }
        if let tolerance { request.tolerance = try OptionValues.tolerance(tolerance, flag: "--tolerance") }
        if expectEmpty { request.expectsEmpty = true }
        if exitZeroOnGaps { request.exitsZeroOnGaps = true }
    }
}

/// How much the run may use, and where its results go.
struct RunOptions: ParsableArguments {
    @Option(help: "Bound of tables and buffers: 512MiB, at least 64MiB.")
    var memory: String?

    @Flag(help: "Take no SHA-256 of the inputs: neither for the manifest, nor to see whether a recording was changed.")
    var noInputDigest = false

    @Flag(help: "Replace users, addresses and names of objects by tokens in all that is written.")
    var redact = false

    @Option(help: "Pull the authority this many times and take the union; a difference is reported.")
    var pulls: Int?

    @Option(help: "Come to the report of an earlier run again: its folder, its id, or the end of its id.")
    var replay: String?

    @Option(help: "Go on with a run that was interrupted: its folder, its id, or the end of its id.")
    var resume: String?

    @Option(help: "Name of the run.")
    var name: String?

    @Option(name: .shortAndLong, help: "New or empty folder for the results; otherwise one under reports/.")
    var out: String?

    /// Puts the options' values into a request.
    func apply(to request: inout AuditRequest) throws(UsageFault) {
        if let memory {
            request.memoryBytes = try OptionValues.size(memory, flag: "--memory", least: AuditRequest.leastMemoryBytes)
        }
        if noInputDigest { request.digestsInputs = false }
        if redact { request.redacts = true }
        if let name { request.name = name }
        if out == "" { throw UsageFault("--out is empty", fix: "--out results") }
        request.outFolder = out
        if let pulls {
            guard (1...100).contains(pulls) else {
                throw UsageFault("--pulls \(pulls) is not possible", fix: "pull 1 to 100 times")
            }
            request.pulls = pulls
        }
    }
}
