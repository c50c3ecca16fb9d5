import AuditModel
import EventLedger
import FileAccess
import Recordings

/// Reads an archive's records in the order they came, from a place on, a block at a time.
struct ArchiveReader {
    /// Whole lines of one day.
    struct Block {
        let day: String
        /// Byte offset of the first line.
        let offset: Int
        let lines: [UInt8]

        /// Behind the last line.
        var end: ArchivePosition { ArchivePosition(day: day, offset: offset + lines.count) }
    }

    let folder: String
    /// Behind the last record that counts.
    let end: ArchivePosition
    private(set) var position: ArchivePosition
    private let days: [String]

    private static let blockBytes = 4 << 20

    init(_ folder: String, from position: ArchivePosition, to end: ArchivePosition) {
        self.folder = folder
        self.end = end
        self.position = position
        days = Archive.days(in: folder)
    }

    /// The next lines; nil behind the last.
    ///
    /// - Parameter bytes: how much to read; a longer line is read whole.
    mutating func next(bytes wanted: Int = blockBytes) throws -> Block? {
        while position < end {
            let last = position.day == end.day ? end.offset : try stated(position.day)
            if position.offset < last {
                let block = try block(of: position.day, at: position.offset, below: last, wanted)
                position = block.end
                return block
            }
            guard let next = days.first(where: { $0 > position.day }), next <= end.day else { return nil }
            position = ArchivePosition(day: next, offset: 0)
        }
        return nil
    }

    /// Bytes between here and the end.
    var bytesLeft: Int {
        get throws {
            var left = 0
            for day in days where day >= position.day && day <= end.day {
                let start = day == position.day ? position.offset : 0
                left += max(0, (day == end.day ? end.offset : try stated(day)) - start)
            }
            return left
        }
    }

    private func stated(_ day: String) throws -> Int {
        guard !day.isEmpty else { return 0 }
        return try RecordingFolder(folder + "/" + day)?.description.slices.flatMap(\.ranges).map(\.upperBound).max()
            ?? 0
    }

    private func block(of day: String, at offset: Int, below last: Int, _ wanted: Int) throws -> Block {
        let file = try AppendFile(path: folder + "/" + day + "/" + RecordingDescription.recordsName)
        var size = wanted
        while true {
            let bytes = try file.bytes(at: offset, count: min(size, last - offset))
            if offset + bytes.count >= last { return Block(day: day, offset: offset, lines: bytes) }
            if let feed = bytes.lastIndex(of: UInt8(ascii: "\n")) {
                return Block(day: day, offset: offset, lines: Array(bytes[...feed]))
            }
            guard bytes.count == min(size, last - offset), !bytes.isEmpty else {
                throw FileFailure(step: "read", path: file.path, errorNumber: 5)
            }
            size *= 2
        }
    }
}
