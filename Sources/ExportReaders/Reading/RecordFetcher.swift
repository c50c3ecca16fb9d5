package import AuditModel
import ByteScan
import FileAccess

/// Reads single records again by their positions; cheap when positions come in rising order.
package final class RecordFetcher {
    private let files: [RecordFile]
    /// Whether the file's records are lines, by the file's number: asked for each record, unlike all else about files.
    private let areLines: [Bool]
    private let longestRecord: Int
    private var index = -1
    private var input: ByteInput?
    private let buffer = BlockBuffer(capacity: step)
    /// Offset of the buffer's first byte in the decompressed file.
    private var start = 0

    /// Whether nothing was read since the last jump.
    private var hasJumped = false
    /// How much is read at a time, and at first after a jump: records of most services are smaller.
    private static let step = 16 << 10
    private static let firstStep = 4 << 10

    /// - Parameter longestRecord: bytes after which a record is handed out cut.
    package init(files: [RecordFile], longestRecord: Int) {
        self.files = files
        areLines = files.map { $0.layout == .lines }
        self.longestRecord = longestRecord
    }

    /// Lends the record at a position, without its line end.
    ///
    /// - Throws: `FileFailure` when the file cannot be read any more.
    package func withRecord<Result>(
        at position: RecordPosition, _ body: (Span<UInt8>) throws -> Result
    ) throws -> Result {
        try open(position.file, before: position.offset)
        try advance(to: position.offset)
        let cutter = areLines[position.file] ? nil : files[position.file].singleCutter()
        while true {
            let skipped = position.offset - start
            // A file that has shrunk since has no record there any more.
            guard skipped <= buffer.count else { return try lend(0..<0, isLine: false, body) }
            let end = buffer.withBytes { bytes -> Int? in
                let rest = bytes.extracting(skipped..<bytes.count)
                guard let cutter else { return LineCutter.lineEnd(rest) }
                return cutter.advance(rest).flatMap { _ in cutter.firstEnd(rest) }
            }
            if let end { return try lend(skipped..<skipped + end, isLine: cutter == nil, body) }
            guard buffer.count - skipped < longestRecord, try readMore() > 0 else {
                return try lend(skipped..<buffer.count, isLine: cutter == nil, body)
            }
        }
    }

    private func readMore() throws(FileFailure) -> Int {
        defer { hasJumped = false }
        return try input?.read(into: buffer, upTo: hasJumped ? Self.firstStep : Self.step) ?? 0
    }

    private func lend<Result>(
        _ range: Range<Int>, isLine: Bool, _ body: (Span<UInt8>) throws -> Result
    ) throws -> Result {
        try buffer.withBytes { bytes in
            var end = range.upperBound
            while end > range.lowerBound, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
            // Where a line feed was lost, further records follow on the line.
            if isLine, let length = JoinedLine.firstLength(bytes.extracting(range.lowerBound..<end)) {
                end = range.lowerBound + length
            }
            return try body(bytes.extracting(range.lowerBound..<end))
        }
    }

    private func open(_ file: Int, before offset: Int) throws(FileFailure) {
        guard file != index || offset < start else { return }
        index = file
        input = try ByteInput(path: files[file].path, encoding: files[file].encoding)
        buffer.reset(capacity: Self.step)
        start = 0
        hasJumped = false
    }

    /// Makes the buffer begin at or before the offset, and hold at least one byte of it if there is one.
    private func advance(to offset: Int) throws(FileFailure) {
        guard let input else { return }
        if offset > start + buffer.count, input.canSeek {
            buffer.reset(capacity: Self.step)
            try input.seek(to: offset)
            start = offset
            hasJumped = true
        }
        while offset >= start + buffer.count {
            start += buffer.count
            buffer.reset(capacity: Self.step)
            if try readMore() == 0 { return }
        }
        // Bytes that were handed out are dropped now and then, not after each record.
        if offset - start > 8 * Self.step {
            buffer.removeFirst(offset - start)
            start = offset
        }
    }
}
