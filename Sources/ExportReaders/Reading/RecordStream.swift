import ByteScan
package import FileAccess

/// Cuts a list of files into blocks of whole records.
///
/// Not for several threads at once: guard it with a lock.
///
/// Memory: one block's bytes, or as many as the longest record has, up to `longestRecord`.
package final class RecordStream {
    private let files: [RecordFile]
    private let longestRecord: Int
    private let blockSize: Int
    private var current: OpenFile?
    private var next = 0

    /// Endings of the files read so far, by index.
    package private(set) var endings: [FileEnding?]
    /// Bytes taken from disk so far.
    package var bytesRead: Int { finishedBytes + (current?.input.bytesRead ?? 0) }
    private var finishedBytes = 0

    private struct OpenFile {
        let index: Int
        let input: ByteInput
        let cutter: any RecordCutter
        /// Bytes that do not yet make a whole record.
        let rest = BlockBuffer(capacity: 64 << 10)
        /// How many of them make whole records all the same: what came behind a record that was too long.
        var whole = 0
        /// Offset of the rest's first byte.
        var offset: Int
        var blocks = 0
        var isAtEnd = false
        /// Bytes and line feeds of a record that is being left out because it is too long.
        var skipped: (length: Int, lineFeeds: Int)?
    }

    /// - Parameters:
    ///   - longestRecord: a longer record is not read but reported as too long, and reading goes on after it; no less
    ///     than `blockSize`.
    ///   - blockSize: how many bytes are asked for at a time.
    package init(files: [RecordFile], longestRecord: Int, blockSize: Int = RecordBlock.size) {
        self.files = files
        self.longestRecord = max(longestRecord, blockSize)
        self.blockSize = blockSize
        endings = files.map { _ in nil }
    }

    /// Fills the block with the next records; false when all files are read.
    ///
    /// - Throws: `FileFailure` when a file cannot be opened or read.
    package func fill(_ block: RecordBlock) throws(FileFailure) -> Bool {
        while true {
            if current == nil {
                guard next < files.count else { return false }
                try openNext()
            }
            guard var file = current else { return false }
            let filled = try fill(block, from: &file)
            current = file
            if filled { return true }
            close(file)
            current = nil
        }
    }

    private func openNext() throws(FileFailure) {
        let file = files[next]
        let input = try ByteInput(path: file.path, encoding: file.encoding)
        let opened = OpenFile(
            index: next, input: input, cutter: file.cutter(longestRecord: longestRecord), offset: file.dataOffset)
        var left = file.dataOffset
        while left > 0 {
            opened.rest.reset(capacity: 64 << 10)
            let count = try input.read(into: opened.rest, upTo: min(left, 64 << 10))
            // UTF-16 may hand out a few bytes more than were asked for.
            if count == 0 || count > left {
                opened.rest.removeFirst(min(left, count))
                left = 0
                break
            }
            left -= count
            opened.rest.removeFirst(count)
        }
        current = opened
        next += 1
    }

    /// Moves the next whole records of the open file into the block; false at the file's end.
    private func fill(_ block: RecordBlock, from file: inout OpenFile) throws(FileFailure) -> Bool {
        let buffer = block.buffer
        buffer.reset(capacity: blockSize + 64 << 10)
        buffer.take(file.rest, 0..<file.rest.count)
        file.rest.reset(capacity: 64 << 10)
        block.file = file.index
        block.tooLong = nil
        if file.whole > 0 {
            hand(block, &file, file.whole)
            return true
        }
        while !file.isAtEnd {
            let count = try file.input.read(into: buffer, upTo: blockSize)
            file.isAtEnd = count == 0
            guard count > 0, let end = buffer.withBytes({ file.cutter.advance($0) }) else {
                if buffer.count > longestRecord { skip(buffer, &file) }
                continue
            }
            // The record that these bytes continue ends where a record end was found first.
            if file.skipped != nil || end > longestRecord {
                let first = buffer.withBytes { file.cutter.firstEnd($0) } ?? end
                if file.skipped != nil || first > longestRecord { return finishSkipped(block, &file, first, end) }
            }
            hand(block, &file, end)
            return true
        }
        return finish(block, &file)
    }

    /// Hands on the first `end` bytes and keeps the others.
    private func hand(_ block: RecordBlock, _ file: inout OpenFile, _ end: Int) {
        let buffer = block.buffer
        file.rest.take(buffer, end..<buffer.count)
        file.whole = 0
        buffer.truncate(end)
        block.ranges = file.cutter.takeRanges(before: end)
        file.cutter.drop(end)
        block.offset = file.offset
        block.number = file.blocks
        file.offset += end
        file.blocks += 1
    }

    private func finish(_ block: RecordBlock, _ file: inout OpenFile) -> Bool {
        let buffer = block.buffer
        if endings[file.index] == nil {
            let cut = buffer.withBytes { bytes in
                // What was read beside a header has not been looked at yet.
                _ = file.cutter.advance(bytes)
                return file.cutter.finish(bytes)
            }
            endings[file.index] = cut.marks(at: file.offset + (file.skipped?.length ?? 0))
        }
        guard buffer.count > 0 || file.skipped != nil else { return false }
        if let skipped = file.skipped {
            file.skipped = nil
            report(skipped, block, &file, buffer.count)
        } else {
            hand(block, &file, buffer.count)
        }
        return true
    }

    // MARK: Records that are too long

    private func skip(_ buffer: BlockBuffer, _ file: inout OpenFile) {
        let count = buffer.count
        let feeds = buffer.withBytes { bytes in bytes.indices.count { bytes[$0] == 0x0A } }
        let before = file.skipped ?? (0, 0)
        file.skipped = (before.length + count, before.lineFeeds + feeds)
        file.cutter.drop(count)
        buffer.truncate(0)
    }

    /// The end of a record that is too long is in the block: reports the record, and keeps what follows for the next
    /// call.
    private func finishSkipped(_ block: RecordBlock, _ file: inout OpenFile, _ end: Int, _ lastEnd: Int) -> Bool {
        let buffer = block.buffer
        let skipped = file.skipped ?? (0, 0)
        file.skipped = nil
        file.rest.take(buffer, end..<buffer.count)
        file.whole = lastEnd - end
        file.cutter.drop(end)
        report(skipped, block, &file, end)
        return true
    }

    private func report(
        _ skipped: (length: Int, lineFeeds: Int), _ block: RecordBlock, _ file: inout OpenFile, _ end: Int
    ) {
        let feeds = block.buffer.withBytes { bytes in (0..<end).count { bytes[$0] == 0x0A } }
        block.tooLong = (skipped.length + end, skipped.lineFeeds + feeds)
        block.buffer.truncate(0)
        block.ranges = nil
        block.offset = file.offset
        block.number = file.blocks
        file.offset += skipped.length + end
        file.blocks += 1
    }

    private func close(_ file: OpenFile) {
        var ending = endings[file.index] ?? FileEnding()
        ending.isGzipCut = file.input.isCut
        ending.hasChanged = file.input.hasShrunk
        ending.bytesRead = file.input.bytesRead
        ending.bytes = file.offset
        if let values = file.cutter as? ValueCutter {
            ending.frames = values.frames
            ending.strayValues = values.strayValues
            if case .elements(let forms) = files[file.index].layout {
                ending.forms = values.foundForms.map { forms[$0].name }
            }
        }
        endings[file.index] = ending
        finishedBytes += file.input.bytesRead
    }
}

extension CutEnding {
    /// The same with offsets in the file, of which the buffer begins at `start`.
    fileprivate func marks(at start: Int) -> FileEnding {
        var ending = FileEnding()
        ending.cut = self
        ending.cut.malformedAt = malformedAt.map { $0 + start }
        return ending
    }
}
