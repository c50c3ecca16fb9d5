import AuditModel
import ByteScan
import ExportReaders
import FileAccess
import Synchronization

/// Looks into files for events by their ids; the files are read again when one of them has changed.
///
/// Records that are not whole are not there. Memory: about 60 bytes for each record of the files.
package final class FileAsking: TargetAsking {
    private struct Index {
        var sizes: [String: Int] = [:]
        var events: [IDHash: HeldEvent] = [:]
    }

    package let most = 1 << 16
    package let parallel = 1
    package let isImmediate = true
    package let isCheap = false

    package var showsNewEvents: Bool { sent != nil }

    private let specs: [String]
    private let sent: String?
    private let hasher: IDHasher
    private let index = Mutex(Index())

    /// - Parameters:
    ///   - specs: files, folders and globs, which need not exist yet.
    ///   - sent: the file that events are sent to, whose older parts have its name and an ending; nil where they are
    ///     sent elsewhere.
    package init(_ specs: [String], sent: String? = nil, randomBytes: (Int) -> [UInt8]) {
        self.specs = specs
        self.sent = sent
        let words = (0..<2).map { _ in randomBytes(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) } }
        hasher = IDHasher(key0: words[0], key1: words[1])
    }

    package func held(_ ids: [[String]]) async throws -> [HeldEvent] {
        try index.withLock { index in
            let files = try files()
            let sizes = Dictionary(files.map { ($0, FileSize.of($0) ?? 0) }) { first, _ in first }
            if sizes != index.sizes { index = Index(sizes: sizes, events: try read(files)) }
            return ids.map { id in hash(id).flatMap { index.events[$0] } ?? HeldEvent() }
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

    private func read(_ paths: [String]) throws -> [IDHash: HeldEvent] {
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
            files: files, workers: 1, longestRecord: 64 << 20, hasher: hasher, scopes: ScopeTable())
        let found = Mutex<[IDHash: HeldEvent]>([:])
        _ = try reader.read(
            makeSink: { _ in
                SideReader.Sink(
                    keys: { keys in
                        found.withLock { events in
                            for key in keys where !key.isTruncated {
                                var event = HeldEvent()
                                (event.count, event.time) = (1, key.time)
                                events[key.hash, default: HeldEvent()].add(event)
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
