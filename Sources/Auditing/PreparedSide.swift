import AuditModel
import ByteScan
import EventSources
import ExportReaders
import Recordings

/// One side, ready to be read: its files, and what was noticed about them before reading.
struct PreparedSide: Sendable {
    let side: Side
    /// The path or glob the person named, if it was the only one and not standard input.
    var given: String?
    /// Files that hold anything, in order.
    var examined: [ExaminedFile] = []
    /// Recordings among the files, by the path of their records.
    var recordings: [String: RecordingFolder] = [:]
    /// Names of files without a single byte.
    var empty: [String] = []
    /// Files in named folders that are of no kind that is read.
    var passedOver: [String] = []
    /// Marks of files that are left out.
    var marks: [TrustMark] = []

    init(side: Side) { self.side = side }

    /// What the report calls the side: the only file's name, else what was given, else the number of files.
    var name: String {
        let names = examined.map(\.file.name) + empty
        return names.count == 1 ? names[0] : given ?? "\(names.count) files"
    }

    /// What the report calls it where all of it was asked for in this run: the names in the configuration.
    func name(asked names: [String]) -> String {
        let recorded = Set(recordings.values.map(\.description.name))
        return isRecorded && recorded.isSubset(of: names) ? recorded.sorted().joined(separator: "+") : name
    }

    /// Whether all of its files are recordings.
    var isRecorded: Bool { !recordings.isEmpty && recordings.count == examined.count + empty.count }

    /// The first of the files, which are the last ones, that hold what was asked for by id; nil without such.
    var firstByID: Int? {
        let isByID = examined.map { file in
            guard let recording = recordings[file.file.path]?.description, recording.side == .siem else { return false }
            return recording.slices.allSatisfy { $0.axis == .ids }
        }
        guard let first = isByID.firstIndex(of: true), isByID[first...].allSatisfy(\.self) else { return nil }
        return first
    }

    /// The presets of its files, most frequent first.
    var kind: String {
        let names = examined.map { $0.choice.preset?.name ?? ($0.layout == .csv ? "csv" : "json") }
        let counts = Dictionary(grouping: names) { $0 }.mapValues(\.count)
        let ordered = counts.keys.sorted { (counts[$1] ?? 0, $0) < (counts[$0] ?? 0, $1) }
        return ordered.isEmpty ? "empty" : ordered.joined(separator: "+")
    }

    /// The field that scopes are taken from; nil when no file has one.
    var scopeField: String? { examined.lazy.compactMap { $0.choice.scope?.name }.first }

    /// When the side was first asked; nil when no file is a recording.
    var firstAsked: Int64? { recordings.values.compactMap(\.description.firstAsked).min() }

    /// When the side was last asked; nil when no file is a recording.
    var lastAsked: Int64? { recordings.values.compactMap(\.description.lastAsked).max() }

    /// When that one of its recorded sources was last asked that was left alone longest, nanoseconds since the Unix epoch;
    /// nil when no file is a recording.
    var allAskedBy: Int64? {
        Dictionary(grouping: recordings.values.map(\.description)) { $0.name }.values
            .compactMap { $0.compactMap(\.lastAsked).max() }.min()
    }

    /// The longest settle time of the sources that were recorded, nanoseconds, a day where none is known; nil when no file
    /// is a recording.
    var sourceSettle: Int64? {
        recordings.values.map { recording in
            Int64(PresetTable.named(recording.description.type)?.settleSeconds ?? Self.usualSettle) * 1_000_000_000
        }.max()
    }

    private static let usualSettle = 86_400

    /// The id that its recordings name; nil unless all files are recordings with the same.
    var namedID: ExpectedID? {
        let named = Set(recordings.values.map(\.description.paths.id))
        guard !examined.isEmpty, isRecorded, named.count == 1, let texts = named.first else {
            return nil
        }
        let paths = texts.compactMap { try? FieldPath(parsing: $0) }
        guard !paths.isEmpty, paths.count == texts.count else { return nil }
        return ExpectedID(parts: paths, isMade: texts == [RecordRule.hashName])
    }

    /// Has events that were asked for by id compare those parts of their ids as instants that the authority's do.
    mutating func takeInstants(from authority: PreparedSide) {
        let instants = authority.examined.first?.file.plan.ids.first?.map(\.time) ?? []
        for index in examined.indices where examined[index].choice.preset?.copyKeys.isEmpty == false {
            examined[index].file.plan.ids = examined[index].file.plan.ids.map { parts in
                guard parts.count == instants.count else { return parts }
                return zip(parts, instants).map { ExtractionPlan.IDPart(field: $0.field, time: $1) }
            }
        }
    }

    /// Whether no sampled record of any file has an id.
    var hasNoIDs: Bool { !examined.isEmpty && examined.allSatisfy { $0.choice.identified == 0 } }

    /// Whether some file's times have no zone and none is known.
    var isZoneless: Bool { examined.contains { $0.isZoneless } }
}
