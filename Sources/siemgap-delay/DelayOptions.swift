/// What the harness is asked to do.
struct DelayOptions: Hashable, Sendable {
    static let usage = """
        siemgap-delay [--seeds N] [--lookback-seeds N] [--events N] [--jobs N]

        Draws events of known delays, hides those that are not visible when the source is asked, and prints how far
        estimates are off, how often their bounds hold, and what the advised look-back loses.
        """

    var seeds = 500
    var lookbackSeeds = 200
    /// Events a trial of quantiles; trials of look-backs take four times as many.
    var events = 5_000
    var jobs = 2

    /// Reads the words of a command line.
    init(_ words: [String]) throws(Fault) {
        var index = 0
        while index < words.count {
            guard index + 1 < words.count, let value = Int(words[index + 1]), value > 0 else {
                throw Fault(what: "\(words[index]) needs a number above 0")
            }
            switch words[index] {
            case "--seeds": seeds = value
            case "--lookback-seeds": lookbackSeeds = value
            case "--events": events = value
            case "--jobs": jobs = value
            default: throw Fault(what: "there is no option \(words[index])")
            }
            index += 2
        }
    }

    /// A command line that cannot be followed.
    struct Fault: Error { let what: String }
}
