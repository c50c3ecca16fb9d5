/// What an audit of a trial said beside what was planted.
struct TrialOutcome: Hashable, Sendable {
    /// The row of the table it counts in.
    var row: String
    var name: String
    var seed: UInt64
    /// Distinct events of the authority.
    var events = 0
    /// Missing events by the cause that was planted, by code.
    var planted: [String: Int] = [:]
    /// The other true name of a planted cause, by code, where two causes take the same events.
    var twins: [String: String] = [:]
    /// Missing events by the cause that the report names, `unexplained` included.
    var named: [String: Int] = [:]
    /// Time faults that were planted, and those that the report names, with their seconds.
    var plantedTimes: Set<String> = []
    var namedTimes: Set<String> = []
    /// Events called missing that are there.
    var falseMissing = 0
    /// Missing events that the report does not list.
    var overlooked = 0
    /// Whether a side is damaged so that nobody can say complete.
    var isDoubtful = false
    /// Whether the audit said complete.
    var saidComplete = false
    /// What the audit said instead of an answer.
    var failure: String?

    /// A trial that has not run.
    init(row: String, name: String, seed: UInt64) {
        self.row = row
        self.name = name
        self.seed = seed
    }

    /// The counts of the named causes, with a twin's name read as that of the planted cause.
    var namedAsPlanted: [String: Int] {
        let planted = Dictionary(twins.map { ($1, $0) }) { first, _ in first }
        return named.reduce(into: [:]) { counts, name in
            let code = self.planted[name.key] == nil ? planted[name.key] ?? name.key : name.key
            counts[code, default: 0] += name.value
        }
    }

    /// Missing events.
    var missing: Int { planted.values.reduce(0, +) }
}
