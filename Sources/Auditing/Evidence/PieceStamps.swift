import AuditModel
import Diagnosis
import ExportReaders
import FileAccess
import Recordings

/// When the records of a side became available, as `stamps.ndjson` beside each recording tells.
///
/// Memory: 24 bytes a stamp.
struct PieceStamps: Sendable {
    private struct Stamp {
        let offset: Int
        let after: Int64
        let by: Int64

        var isExact: Bool { after == by }
    }

    /// A file may hold a stamp for each record; beyond this nobody wrote them.
    private static let mostBytes = 1 << 30

    /// By the file's number.
    private let files: [[Stamp]]

    /// Reads the stamps of recordings among the files.
    init(_ prepared: PreparedSide) throws {
        files = try prepared.examined.map { examined in
            guard let recording = prepared.recordings[examined.file.path] else { return [] }
            return try Self.stamps(in: recording)
        }
    }

    /// Whether there is none.
    var isEmpty: Bool { files.allSatisfy(\.isEmpty) }

    /// When a record became available at the latest, nanoseconds since the Unix epoch; nil where it is not stamped.
    func available(_ position: RecordPosition) -> Int64? { stamp(position)?.by }

    /// When a record became available: after the first and by the second instant, which are equal where it is known
    /// exactly; nil where it is not stamped.
    func interval(_ position: RecordPosition) -> (after: Int64, by: Int64)? {
        stamp(position).map { ($0.after, $0.by) }
    }

    /// The earliest instant by which anything was seen, where that is known from looking now and then; nil where it is
    /// not.
    var firstLook: Int64? { files.joined().lazy.filter { !$0.isExact }.map(\.by).min() }

    /// When the piece that a record came in became available; nil where it came in none.
    func piece(_ position: RecordPosition) -> Int64? {
        stamp(position).flatMap { $0.isExact && EventFacts.told.contains($0.by) ? $0.by : nil }
    }

    private func stamp(_ position: RecordPosition) -> Stamp? {
        let stamps = files[position.file]
        var (low, high) = (0, stamps.count)
        while low < high {
            let middle = (low + high) / 2
            if stamps[middle].offset > position.offset { high = middle } else { low = middle + 1 }
        }
        return low > 0 ? stamps[low - 1] : nil
    }

    private static func stamps(in recording: RecordingFolder) throws(FileFailure) -> [Stamp] {
        let path =
            String(recording.recordsPath.dropLast(RecordingDescription.recordsName.utf8.count))
            + RecordingDescription.stampsName
        guard FileKind.of(path) == .file else { return [] }
        let text = try FileText.read(path, most: mostBytes)
        let stamps = text.split(separator: 0x0A).compactMap { line in
            RecordingStamp(line: Array(line)).map { Stamp(offset: $0.offset, after: $0.after, by: $0.by) }
        }
        return stamps.sorted { $0.offset < $1.offset }
    }
}

/// How many events of each piece there are and are missing.
struct PieceCounts: Sendable {
    private struct Key: Hashable {
        let available: Int64
        let scope: UInt16
    }

    private var counts: [Key: (events: Int, missing: Int)] = [:]

    /// Counts an event of the piece that became available then.
    mutating func count(_ available: Int64, scope: UInt16, isMissing: Bool) {
        counts[Key(available: available, scope: scope), default: (0, 0)].events += 1
        if isMissing { counts[Key(available: available, scope: scope), default: (0, 0)].missing += 1 }
    }

    /// Adds other counts.
    mutating func add(_ other: PieceCounts) {
        for (key, count) in other.counts {
            let known = counts[key] ?? (0, 0)
            counts[key] = (known.events + count.events, known.missing + count.missing)
        }
    }

    /// The pieces by time, then scope.
    var pieces: [Piece] {
        counts.map { Piece(available: $0.available, scope: $0.scope, events: $1.events, missing: $1.missing) }
            .sorted { ($0.available, $0.scope) < ($1.available, $1.scope) }
    }
}
