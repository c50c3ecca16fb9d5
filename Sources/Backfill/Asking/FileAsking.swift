import AuditModel
import ByteScan
import ExportReaders
import FileAccess
import Synchronization

/// Looks into files for events by their ids; the files are read again when one of them has changed.
///
/// Records that are not whole are not there. Memory: about 60 bytes for each record of the files, twice as much where
/// texts are asked for, and the texts of one question.
package final class FileAsking: TargetAsking {
    private struct Index {
        var sizes: [String: Int] = [:]
        var files: [RecordFile] = []
        var events: [IDHash: HeldEvent] = [:]
        /// Where the records of an event lie, where texts are asked for.
        var places: [IDHash: [RecordPosition]] = [:]
    }

    package var most: Int { asksTexts ? 1 << 12 : 1 << 16 }
    package let parallel = 1
    package let isImmediate = true
    package let isCheap = false

    package var showsNewEvents: Bool { sent != nil }

    private let specs: [String]
    private let sent: String?
    private let asksTexts: Bool
    private let hasher: IDHasher
    private static let longestRecord = 64 << 20
    private let index = Mutex(Index())

    /// - Parameters:
    ///   - specs: files, folders and globs, which need not exist yet.
    ///   - sent: the file that events are sent to, whose older parts have its name and an ending; nil where they are
    ///     sent elsewhere.
    ///   - asksTexts: whether the records themselves are given as well.
    package init(
        _ specs: [String], sent: String? = nil, asksTexts: Bool = false, randomBytes: (Int) -> [UInt8]
    ) {
        self.specs = specs
        self.sent = sent
        self.asksTexts = asksTexts
        let words = (0..<2).map { _ in randomBytes(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) } }
        hasher = IDHasher(key0: words[0], key1: words[1])
    }

    package func held(_ ids: [[String]]) async throws -> [HeldEvent] {
        try index.withLock { index in
            let files = try files()
            let sizes = Dictionary(files.map { ($0, FileSize.of($0) ?? 0) }) { first, _ in first }
            if sizes != index.sizes { index = try read(files, sizes) }
            var held = ids.map { id in hash(id).flatMap { index.events[$0] } ?? HeldEvent() }
            if asksTexts { try addTexts(ids, from: index, to: &held) }
            return held
        }
    }

    /// Reads the records of events again, in the order in which they lie in the files.
    private func addTexts(_ ids: [[String]], from index: Index, to held: inout [HeldEvent]) throws {
        var places: [(number: Int, at: RecordPosition)] = []
        for (number, id) in ids.enumerated() {
            places += (hash(id).flatMap { index.places[$0] } ?? []).map { (number, $0) }
        }
        let fetcher = RecordFetcher(files: index.files, longestRecord: Self.longestRecord)
        for (number, place) in places.sorted(by: { $0.at < $1.at }) {
            try fetcher.withRecord(at: place) { record in
                held[number].texts.append(record.indices.map { record[$0] })
            }
        }
    }

    /// The files there are at the moment, each once.
    private func files() throws -> [String] {
        let named = try resolved(specs)
        guard let sent else { return named }
        let own = try resolved([sent, sent + ".*"])
        return named
            + own.filter { file in
                !named.contains { $0 == file || $0.hasSuffix("/" + file) || file.hasSuffix("/" + $0) }
            }
    }

    private func resolved(_ specs: [String]) throws -> [String] {
        try specs.flatMap { spec -> [String] in
            do {
                return try InputResolver(flag: "path").resolve([spec]) { $0 }.files.map(\.path)
            } catch let absent as UnresolvedInput
                where ["E-INPUT-MISSING", "E-INPUT-EMPTY"].contains(absent.problem.code)
            {
                return []
            }
        }
    }

    private func read(_ paths: [String], _ sizes: [String: Int]) throws -> Index {
        var overrides = FieldOverrides()
        overrides.allowsNoIDs = true
        let examiner = FileExaminer(side: .siem, format: nil, overrides: overrides)
        var files: [RecordFile] = []
        for path in paths {
            guard var file = try examiner.examine(path: path, name: path)?.file else { continue }
            file.planNumber = files.count
            files.append(file)
        }
        let reader = SideReader(
            files: files, workers: 1, longestRecord: Self.longestRecord, hasher: hasher, scopes: ScopeTable())
        let found = Mutex(Index(sizes: sizes, files: files))
        _ = try reader.read(
            makeSink: { _ in
                SideReader.Sink(
                    keys: { keys in
                        found.withLock { index in
                            for key in keys where !key.isTruncated {
                                var event = HeldEvent()
                                (event.count, event.time) = (1, key.time)
                                index.events[key.hash, default: HeldEvent()].add(event)
                                if self.asksTexts { index.places[key.hash, default: []].append(key.position) }
                            }
                        }
                    }, quarantine: { _ in }, finish: {})
            }, progress: { _, _ in }, isCancelled: { false })
        return found.withLock { $0 }
    }

    private func hash(_ id: [String]) -> IDHash? {
        let parts = id.map { hasher.hash(Array($0.utf8).span) }
        return parts.count == 1 ? parts[0] : hasher.hash(parts: parts)
    }
}
