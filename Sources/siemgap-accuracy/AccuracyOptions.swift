/// What the harness is asked to do.
struct AccuracyOptions: Hashable, Sendable {
    /// Which seeds and parameters trials are drawn from.
    enum TrialSet: String, Hashable, Sendable, CaseIterable {
        /// Those that thresholds may be tuned with.
        case tuning
        /// Those that were set aside once and have been looked at since: they may be tuned with as well.
        case seen
        /// Those of the two families of laws that were set aside after that, looked at since as well.
        case spent
        /// Those that are set aside until the end.
        case heldOut = "held-out"

        /// What seeds are made with; no two sets share a seed.
        var seedName: String {
            switch self {
            case .tuning: "tuning"
            case .seen: "held-out"
            case .spent: "held-out-2"
            case .heldOut: "held-out-4"
            }
        }

        /// The random stream of the set.
        var stream: UInt64 {
            switch self {
            case .tuning: 1
            case .seen: 2
            case .spent: 3
            case .heldOut: 5
            }
        }
    }

    /// An option that cannot be used.
    struct Fault: Error, Hashable {
        let what: String
    }

    static let usage = """
        usage: siemgap-accuracy [--seed N] [--runs N] [--set tuning|seen|spent|held-out] [--cause NAME]
                                [--trial N] [--most EVENTS] [--keep DIR] [--foreign DIR] [--jobs N]
                                [--list]
        """

    var seed: UInt64 = 1
    /// Trials in all, four fifths of them with a single cause.
    var runs = 500
    var set = TrialSet.tuning
    /// The only cause to plant; nil: all, and mixed ones.
    var cause: String?
    /// The only trial to run, by its number among all of them; nil: all.
    var trial: Int?
    /// The most events of a trial.
    var most = 200_000
    /// Where the files of trials stay; nil: they are removed.
    var keep: String?
    /// A folder of published files to make pairs of; nil: trials are drawn.
    var foreign: String?
    var jobs = 2
    /// Whether each trial is printed as well.
    var lists = false

    /// Reads the words of a command line.
    init(_ words: [String]) throws(Fault) {
        var rest = words[...]
        while let word = rest.popFirst() {
            if word == "--list" {
                lists = true
                continue
            }
            guard let value = rest.popFirst() else { throw Fault(what: "\(word) needs a value") }
            try take(word, value)
        }
    }

    private mutating func take(_ word: String, _ value: String) throws(Fault) {
        switch word {
        case "--seed": seed = try Self.number(word, value)
        case "--runs": runs = Int(try Self.number(word, value))
        case "--trial": trial = Int(try Self.number(word, value))
        case "--most": most = max(2_000, Int(try Self.number(word, value)))
        case "--jobs": jobs = max(1, Int(try Self.number(word, value)))
        case "--keep": keep = value
        case "--foreign": foreign = value
        case "--cause":
            guard CauseLaw.names.contains(value) else {
                throw Fault(what: "--cause is one of: \(CauseLaw.names.joined(separator: " "))")
            }
            cause = value
        case "--set":
            guard let known = TrialSet(rawValue: value) else {
                throw Fault(what: "--set is tuning, seen, spent or held-out")
            }
            set = known
        default: throw Fault(what: "there is no option \(word)")
        }
    }

    private static func number(_ word: String, _ value: String) throws(Fault) -> UInt64 {
        guard let number = UInt64(value), number <= 1 << 40 else { throw Fault(what: "\(word) needs a number") }
        return number
    }
}
