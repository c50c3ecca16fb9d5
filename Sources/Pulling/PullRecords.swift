import AuditModel
import ByteScan
import FileAccess
import Recordings

/// The records of one pull, read again for their ids.
///
/// Where a source's records have no id, the whole record stands for it.
struct PullRecords: Sendable {
    let path: String
    let records: Int
    let idPaths: [String]
    let hasher: IDHasher

    private static let blockBytes = 1 << 20

    init(_ recording: RecordingFolder, _ hasher: IDHasher) {
        path = recording.recordsPath
        records = recording.statedRecords
        idPaths = recording.description.paths.id
        self.hasher = hasher
    }

    /// Ids of one part of the hash space, sorted, each once, and how many records of the file have none.
    ///
    /// Memory: 16 bytes for each record of the part, and a block.
    func ids(part: Int, of parts: Int) throws(FileFailure) -> (ids: [IDHash], unidentified: Int) {
        var (ids, unidentified): ([IDHash], Int) = ([], 0)
        ids.reserveCapacity(records / parts)
        try eachBlock { keys, unknown, _, _ in
            unidentified += unknown
            for key in keys where Int(key.hash.low % UInt64(parts)) == part { ids.append(key.hash) }
        }
        ids.sort { $0.precedes($1) }
        var kept = 0
        for index in ids.indices where kept == 0 || ids[kept - 1] != ids[index] {
            ids[kept] = ids[index]
            kept += 1
        }
        ids.removeLast(ids.count - kept)
        return (ids, unidentified)
    }

    /// Byte ranges of the first record of each of these ids; in the file's order, lines whole.
    func sortedRanges(of wanted: [IDHash]) throws(FileFailure) -> [Range<Int>] {
        wanted.isEmpty ? [] : try ranges(of: wanted.sorted { $0.precedes($1) })
    }

    private func ranges(of wanted: [IDHash]) throws(FileFailure) -> [Range<Int>] {
        var (ranges, isTaken) = ([Range<Int>](), [Bool](repeating: false, count: wanted.count))
        try eachBlock { keys, _, block, offset in
            for key in keys {
                guard let index = wanted.index(ofSorted: key.hash), !isTaken[index] else { continue }
                isTaken[index] = true
                let start = key.position.offset
                var end = start
                while end - offset < block.count, block[end - offset] != UInt8(ascii: "\n") { end += 1 }
                ranges.append(start..<(end + 1))
            }
        }
        return ranges
    }

    private func eachBlock(_ body: ([EventKey], Int, Span<UInt8>, Int) -> Void) throws(FileFailure) {
        let input = try ByteInput(path: path, unpacks: false)
        let extractor = KeyExtractor(
            plan: RecordPath.plan(ids: idPaths), separator: nil, hasher: hasher, scopes: ScopeTable())
        let buffer = BlockBuffer(capacity: 2 * Self.blockBytes)
        var offset = 0
        while try input.read(into: buffer, upTo: Self.blockBytes) > 0 {
            let whole = buffer.withBytes { bytes in
                var end = bytes.count
                while end > 0, bytes[end - 1] != UInt8(ascii: "\n") { end -= 1 }
                guard end > 0 else { return 0 }
                let lines = bytes.extracting(0..<end)
                extractor.begin(file: 0)
                if idPaths.isEmpty {
                    body(wholeRecordKeys(lines, at: offset), 0, lines, offset)
                } else {
                    extractor.readLines(lines, at: offset)
                    body(extractor.keys, extractor.tally.unidentified, lines, offset)
                }
                return end
            }
            buffer.removeFirst(whole)
            offset += whole
        }
    }

    private func wholeRecordKeys(_ lines: Span<UInt8>, at offset: Int) -> [EventKey] {
        var (keys, start) = ([EventKey](), 0)
        for index in lines.indices where lines[index] == UInt8(ascii: "\n") {
            if let hash = hasher.hashOfBytes(lines.extracting(start..<index)) {
                let position = RecordPosition(file: 0, offset: offset + start)
                keys.append(EventKey(hash: hash, time: nil, position: position))
            }
            start = index + 1
        }
        return keys
    }
}

extension IDHash {
    /// Any order will do, as long as it is one.
    func precedes(_ other: IDHash) -> Bool { high != other.high ? high < other.high : low < other.low }
}

extension [IDHash] {
    /// The place of a hash in a sorted array.
    fileprivate func index(ofSorted hash: IDHash) -> Int? {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle].precedes(hash) { low = middle + 1 } else { high = middle }
        }
        return low < count && self[low] == hash ? low : nil
    }
}
