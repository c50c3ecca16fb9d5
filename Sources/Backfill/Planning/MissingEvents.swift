import AuditModel
import ByteScan
import ExportReaders
import FileAccess

/// The missing events of a run, the oldest first and those without a time last.
///
/// The authority keeps events for a time only, so the oldest are the first that it will not give again. Memory: 16 bytes
/// for each event, and what ``ListedIDs`` takes while the records are read for the first time.
final class MissingEvents {
    /// One of them as it can be sent.
    struct Event {
        let id: [String]
        let time: Int64?
        let record: [UInt8]
        /// Whether the run lists the id; what was read of the record may not be its id otherwise.
        let isListed: Bool
        /// Whether the record is not one whole JSON object.
        let isCut: Bool
    }

    private struct Place {
        /// Nanoseconds since the Unix epoch; the largest number for none.
        let time: Int64
        /// Twice the byte offset of the record, and 1 where the run lists its id.
        private let packed: Int

        var offset: Int { packed >> 1 }
        var isListed: Bool { packed & 1 == 1 }

        init(time: Int64, offset: Int, isListed: Bool) {
            self.time = time
            packed = offset << 1 | (isListed ? 1 : 0)
        }
    }

    private static let longestRecord = 256 << 20
    private let fetcher: RecordFetcher
    private let describer: RecordDescriber
    private let places: [Place]

    /// How many there are.
    var count: Int { places.count }

    /// Reads the run's lists.
    ///
    /// - Throws: `FileFailure` when they cannot be read.
    init(_ run: RunEvidence) throws {
        let listed = try ListedIDs(path: run.findingsPath)
        var best: (file: RecordFile, places: [Place], strangers: Int)?
        for file in try Self.readings(of: run) {
            let (places, strangers) = try Self.places(file, listed)
            if strangers < best?.strangers ?? .max { best = (file, places, strangers) }
            if strangers == 0 { break }
        }
        let file = best?.file ?? RecordFile(path: run.missingPath, name: run.missingPath)
        fetcher = RecordFetcher(files: [file], longestRecord: Self.longestRecord)
        describer = file.describer
        var places = best?.places ?? []
        best = nil
        places.sort { ($0.time, $0.offset) < ($1.time, $1.offset) }
        self.places = places
    }

    /// The event at a place of the order.
    func event(_ index: Int) throws -> Event {
        let place = places[index]
        let position = RecordPosition(file: 0, offset: place.offset)
        return try fetcher.withRecord(at: position) { record in
            let parts = describer.idParts(of: record) ?? []
            return Event(
                id: parts.map { String(decoding: $0, as: UTF8.self) }, time: place.time == .max ? nil : place.time,
                record: record.indices.map { record[$0] }, isListed: place.isListed,
                isCut: !describer.isWholeObject)
        }
    }

    // MARK: Reading

    /// Ways to read ids out of the records, the likeliest first.
    ///
    /// Rows of a CSV export stand there as objects, or as the event that one of their cells held.
    private static func readings(of run: RunEvidence) throws -> [RecordFile] {
        var (usual, known, named) = (FieldOverrides(), FieldOverrides(), FieldOverrides())
        usual.allowsNoIDs = true
        known.preset = PresetTable.named(run.authorityKind)
        known.allowsNoIDs = true
        named.allowsNoIDs = true
        // A path that the audit took is one.
        named.ids = run.values(of: "source-id").flatMap { (try? FieldPath.list(parsing: $0)) ?? [] }
        let all = [usual, known, named].filter { $0 == usual || $0.preset != nil || !$0.ids.isEmpty }
        return try all.compactMap { overrides in
            do {
                return try FileExaminer(side: .authority, format: .ndjson, overrides: overrides)
                    .examine(path: run.missingPath, name: run.missingPath)?.file
            } catch is FieldChoiceError {
                return nil
            }
        }
    }

    private static func places(_ file: RecordFile, _ listed: ListedIDs) throws -> ([Place], strangers: Int) {
        var (places, strangers) = ([Place](), 0)
        let describer = file.describer
        let stream = RecordStream(files: [file], longestRecord: longestRecord)
        let block = RecordBlock()
        while try stream.fill(block) {
            block.buffer.withBytes { bytes in
                var start = 0
                while start < bytes.count {
                    let rest = bytes.extracting(start..<bytes.count)
                    let length = LineCutter.lineEnd(rest) ?? rest.count
                    let found = listed.time(of: describer.idText(of: rest.extracting(0..<length)) ?? [])
                    if !found.isListed { strangers += 1 }
                    places.append(
                        Place(time: found.time ?? .max, offset: block.offset + start, isListed: found.isListed))
                    start += length
                }
            }
        }
        return (places, strangers)
    }
}
