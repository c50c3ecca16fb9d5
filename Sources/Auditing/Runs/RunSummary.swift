package import AuditModel
import ByteScan
package import FileAccess

/// What a finished run's `report.json` says in short.
package struct RunSummary: Hashable, Sendable {
    /// The run's folder.
    package let folder: String
    package let runID: String
    package let name: String
    package let verdict: String
    /// The audited window; nil where no event had a time.
    package let window: TimeWindow?
    package let events: Int
    package let missing: Int
    /// Events of which nothing final is known: unknown or unsettled.
    package let unknown: Int
    /// Names of the two sides.
    package let authority: String
    package let siem: String
    /// Whether names are replaced by tokens, ids without a field of their own among them.
    package let isRedacted: Bool

    /// Reads a run's report; nil when the folder holds none.
    package init?(folder: String) throws(FileFailure) {
        let place = folder + "/report.json"
        guard FileKind.of(place) == .file else { return nil }
        let text = try FileText.read(place, most: 1 << 30)
        // What cannot be read is no run of this tool.
        guard let tree = try? JSONTree(parsing: text) else { return nil }
        self.init(tree, folder: folder)
    }

    /// Takes what a report says; nil when it is none of this tool.
    init?(_ tree: JSONTree, folder: String) {
        guard let runID = tree["run_id"]?.text,
            let verdict = tree["verdict"]?.text, let missing = Self.count(tree["counts"]?["missing"]),
            let events = Self.count(tree["authority"]?["events"])
        else { return nil }
        self.folder = folder
        self.runID = runID
        self.verdict = verdict
        (self.events, self.missing) = (events, missing)
        name = tree["name"]?.text ?? ""
        unknown = ["unknown", "unsettled"].reduce(0) { $0 + (Self.count(tree["counts"]?[$1]) ?? 0) }
        isRedacted = tree["redacted"] == .bool(true)
        (authority, siem) = (tree["authority"]?["name"]?.text ?? "", tree["siem"]?["name"]?.text ?? "")
        let (from, to) = (Self.instant(tree["window"]?["from"]), Self.instant(tree["window"]?["to"]))
        window = from.flatMap { from in to.map { TimeWindow(from: from, to: $0) } }
    }

    /// The finished runs of a folder of reports, in order of their ids.
    package static func all(in reports: String) throws(FileFailure) -> [RunSummary] {
        var runs: [RunSummary] = []
        for name in FileKind.names(in: reports) {
            if let run = try RunSummary(folder: reports + "/" + name) { runs.append(run) }
        }
        return runs.sorted { $0.runID < $1.runID }
    }

    static func count(_ value: JSONTree?) -> Int? {
        value?.scalarBytes.flatMap { Int(String(decoding: $0, as: UTF8.self)) }
    }

    static func instant(_ value: JSONTree?) -> Int64? {
        guard let bytes = value?.scalarBytes else { return nil }
        return TimestampReader(zone: .unknown).read(bytes.span)?.nanoseconds
    }
}
