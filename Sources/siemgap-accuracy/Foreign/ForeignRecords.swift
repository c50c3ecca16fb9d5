import ByteScan
import FileAccess

/// The records of published files of one kind, each event once.
struct ForeignRecords: Sendable {
    /// One record, as a line of JSON without its end.
    struct Record: Hashable, Sendable {
        let id: String
        /// As it is written; sorts as its instant does.
        let time: String
        let type: String
        let line: [UInt8]
    }

    /// A kind of file, and the fields that matter.
    struct Kind: Sendable {
        let name: String
        /// A pattern below the folder of published files.
        let pattern: String
        let id: String
        let time: String
        let type: String
    }

    /// Kinds of which there are enough events.
    static let kinds = [
        Kind(
            name: "invictus-cloudtrail", pattern: "invictus-aws-cloudtrail/*.json", id: "eventID", time: "eventTime",
            type: "eventSource"),
        Kind(
            name: "stratus-cloudtrail", pattern: "stratus-red-team-cloudtrail/*.json", id: "eventID", time: "eventTime",
            type: "eventSource"),
        Kind(
            name: "elastic-o365", pattern: "elastic-integrations/o365-audit/test-*-events.json", id: "Id",
            time: "CreationTime", type: "Workload"),
    ]

    private static let largestFile = 64 << 20

    let kind: Kind
    /// By time, then id.
    private(set) var records: [Record] = []

    /// Reads all files of a kind; records without id or time are left out.
    init(_ kind: Kind, below folder: String) throws {
        self.kind = kind
        var seen: Set<String> = []
        for path in FileKind.matching(folder + "/" + kind.pattern).sorted() {
            let tree = try JSONTree(parsing: try FileText.read(path, most: Self.largestFile))
            for event in Self.events(in: tree) {
                guard let id = event[kind.id]?.text, let time = event[kind.time]?.text, seen.insert(id).inserted else {
                    continue
                }
                records.append(
                    Record(id: id, time: time, type: event[kind.type]?.text ?? "", line: event.compactBytes))
            }
        }
        records.sort { ($0.time, $0.id) < ($1.time, $1.id) }
    }

    /// The events of a delivered file, of a plain array, or of a pipeline's test, which holds them as text.
    private static func events(in tree: JSONTree) -> [JSONTree] {
        if let elements = tree.elements ?? tree["Records"]?.elements { return elements }
        return (tree["events"]?.elements ?? []).compactMap { event in
            // What is no JSON is no event.
            (event["event"]?["original"]?.scalarBytes).flatMap { try? JSONTree(parsing: $0) }
        }
    }
}
