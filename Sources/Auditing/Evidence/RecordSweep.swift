import AuditModel
import ExportReaders
import FileAccess
import Synchronization

/// Reads records at many positions with all workers.
///
/// The positions are divided into parts, whose results come back in their order, so that what is found does not depend on
/// the number of workers. A compressed file can only be read from its beginning and belongs to one part.
struct RecordSweep {
    let files: [RecordFile]
    let settings: RunSettings
    let cancel: CancelFlag

    private static let parts = 16

    /// Calls `read` for every part with a fetcher of its own.
    ///
    /// - Parameter positions: packed and ascending.
    func parts<Part: Sendable>(
        _ positions: [UInt64], _ read: @escaping @Sendable (Range<Int>, RecordFetcher) throws -> Part
    ) throws -> [Part] {
        let ranges = try ranges(positions)
        let results = Mutex([Part?](repeating: nil, count: ranges.count))
        let next = Atomic(0)
        try WorkerThreads.run(min(settings.workers, ranges.count)) { _ in
            while !cancel.isSet {
                let part = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard part < ranges.count else { return }
                let fetcher = RecordFetcher(files: files, longestRecord: settings.longestRecord)
                let result = try read(ranges[part], fetcher)
                results.withLock { $0[part] = result }
            }
        }
        try cancel.check()
        return results.withLock { $0.compactMap(\.self) }
    }

    /// Calls `read` for every record; the results are in the order of the positions, which are packed and ascending.
    ///
    /// - Parameter makeReader: makes what reads one part's records.
    func map<Result: Sendable>(
        _ positions: [UInt64],
        makeReader: @escaping @Sendable () -> (RecordPosition, Span<UInt8>) -> Result
    ) throws -> [Result] {
        let parts = try parts(positions) { range, fetcher in
            let read = makeReader()
            return try range.map { index in
                let position = RecordPosition(packed: positions[index])
                return try fetcher.withRecord(at: position) { read(position, $0) }
            }
        }
        return parts.flatMap(\.self)
    }

    private func ranges(_ positions: [UInt64]) throws(FileFailure) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var start = 0
        for part in 1...Self.parts {
            var end = max(start, positions.count * part / Self.parts)
            if end > 0, end < positions.count {
                let file = RecordPosition(packed: positions[end - 1]).file
                if file == RecordPosition(packed: positions[end]).file, try !canSeek(file) {
                    end = positions.partition { RecordPosition(packed: $0).file > file }
                }
            }
            if end > start { ranges.append(start..<end) }
            start = end
        }
        return ranges
    }

    private func canSeek(_ file: Int) throws(FileFailure) -> Bool {
        try ByteInput(path: files[file].path, encoding: files[file].encoding).canSeek
    }
}

extension Array {
    /// The first index whose element fulfils a condition that holds from some index on; the count if none does.
    func partition(where holds: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if holds(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
