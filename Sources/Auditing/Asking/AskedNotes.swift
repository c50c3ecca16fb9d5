import AuditModel
import ByteScan
import FileAccess
import Pulling
import Recordings
import Reports
import Transport

/// What asking told beside the records; kept with the recordings, so that a replay says the same.
struct AskedNotes: Hashable, Sendable {
    var problems: [Problem] = []
    /// `authority.pulls` of the report; nil when the authority was pulled once.
    var pulls: JSONValue?
    /// Whether two pulls of one source differ.
    var isUnstable = false
    /// The names by which the report calls what was asked.
    var names: [String] = []
    /// The SIEMs that were asked for ids in the end; nil where that was not noted.
    var askedByID: [String]?

    private static let fileName = "asked.json"

    /// Adds what the pull of one source came to.
    mutating func add(_ outcome: PullOutcome, _ comparison: PullComparison?, name: String) {
        names = (names + [name]).sorted()
        let measured = [ClockCheck.problem(outcome.record), Self.throttling(outcome, name: name)]
        for problem in outcome.problems + measured.compactMap(\.self) where !problems.contains(problem) {
            problems.append(problem)
        }
        guard let comparison else { return }
        isUnstable = isUnstable || comparison.differs
        var members: [JSONValue.Member] = []
        if case .object(let known) = pulls { members = known }
        members.append(JSONValue.Member(name, comparison.json))
        pulls = .object(members.sorted { $0.name < $1.name })
    }

    private static func throttling(_ outcome: PullOutcome, name: String) -> Problem? {
        let record = outcome.record
        guard record.throttles > 0 else { return nil }
        let left = outcome.description.slices.filter { !$0.isWhole && $0.reason == "throttled" }
        let times = record.throttles == 1 ? "once" : "\(record.throttles) times"
        return Problem(
            .warning, "W-THROTTLED", "\(name) asked \(times) to slow down", place: record.hosts.joined(separator: " "),
            means: "\(Int(record.waitedSeconds.rounded(.up))) s were spent waiting",
            effect: left.isEmpty ? "what was asked for again came" : "unknown are \(Self.text(left))",
            fix: "set a lower rate with limits: {requests: N, per: 1m}")
    }

    /// The first slices by scope and window, and how many there are.
    private static func text(_ slices: [RecordingDescription.Slice]) -> String {
        let names = slices.prefix(3).map { slice in
            let scope = slice.scope.map { $0.value + " " } ?? ""
            guard let from = slice.from, let to = slice.to else { return scope + "slice \(slice.id)" }
            return "\(scope)\(InstantText.rfc3339(from)) to \(InstantText.rfc3339(to))"
        }
        let told = names.joined(separator: ", ")
        return slices.count > names.count ? "\(told) and \(slices.count - names.count) more slices" : told
    }

    // MARK: On disk

    /// Reads the notes of a run's recordings; none where there is no such file.
    init(of runID: String, state: StateFolder) throws {
        let path = state.recordings(of: runID) + "/" + Self.fileName
        guard FileKind.of(path) == .file else { return }
        guard let tree = try? JSONTree(parsing: try FileText.read(path, most: 16 << 20)) else {
            throw AuditFault.input(
                "E-RUN", "\(path) cannot be read", place: path, fix: "restore it, or run the audit anew")
        }
        problems = (tree["problems"]?.elements ?? []).map(Problem.init)
        names = (tree["names"]?.elements ?? []).compactMap(\.text)
        askedByID = tree["asked_by_id"]?.elements?.compactMap(\.text)
        isUnstable = tree["unstable"] == .bool(true)
        pulls = tree["pulls"].flatMap { $0 == .null ? nil : JSONValue($0) }
    }

    /// No notes.
    init() {}

    /// Writes the notes beside a run's recordings.
    func write(for runID: String, state: StateFolder) throws(FileFailure) {
        let json: JSONValue = [
            "schema": .integer(1), "names": .array(names.map { .string($0) }),
            "asked_by_id": askedByID.map { .array($0.map { .string($0) }) } ?? .null, "unstable": .bool(isUnstable),
            "pulls": pulls ?? .null, "problems": .array(problems.map(\.json)),
        ]
        let folder = state.recordings(of: runID)
        try FileSystem.remove(folder + "/" + Self.fileName)
        let file = try AtomicFile(folder: folder, name: Self.fileName)
        try file.write(json.text(pretty: true) + "\n")
        _ = try file.finish()
    }
}

extension Problem {
    /// Reads a problem from the form reports have.
    fileprivate init(_ tree: JSONTree) {
        self.init(
            Severity(rawValue: tree["severity"]?.text ?? "") ?? .warning, tree["code"]?.text ?? "",
            tree["what"]?.text ?? "", place: tree["where"]?.text, said: tree["said"]?.text,
            means: tree["means"]?.text, effect: tree["effect"]?.text, fix: tree["fix"]?.text)
    }
}
