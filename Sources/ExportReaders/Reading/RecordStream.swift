import ByteScan
package import FileAccess

/// Cuts a list of files into blocks of whole records. Not for several threads at once: guard it with a lock.
///
/// Memory: one block's bytes, or as many as the longest record has, up to `longestRecord`.
package final class RecordStream {
    private let files: [RecordFile]
    private let longestRecord: Int
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
        /// Offset of the rest's first byte.
        var offset: Int
        var blocks = 0
        var isAtEnd = false
        /// Bytes and line feeds of a record that is being left out because it is too long.
        var skipped: (length: Int, lineFeeds: Int)?
    }

    /// - Parameter longestRecord: a longer record is not read but reported as too long, and reading goes on after it.
    package init(files: [RecordFile], longestRecord: Int) {
        self.files = files
        self.longestRecord = longestRecord
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
        let opened = OpenFile(index: next, input: input, cutter: file.cutter(), offset: file.dataOffset)
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
        buffer.reset(capacity: RecordBlock.size + 64 << 10)
        buffer.take(file.rest, 0..<file.rest.count)
        file.rest.reset(capacity: 64 << 10)
        block.file = file.index
        block.tooLong = nil
        while !file.isAtEnd {
            let count = try file.input.read(into: buffer, upTo: RecordBlock.size)
            file.isAtEnd = count == 0
            guard count > 0, let end = buffer.withBytes({ file.cutter.advance($0) }) else {
                if buffer.count > longestRecord { skip(buffer, &file) }
                continue
            }
            if file.skipped != nil {
                // The skipped record ends where its own end was found first: at the first record end of these bytes.
                return finishSkipped(block, &file, end)
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
        if endings[file.index] == nil { endings[file.index] = buffer.withBytes { file.cutter.finish($0) }.marks }
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

    /// The end of the skipped record is in the block: reports the record, and keeps what follows for the next call.
    private func finishSkipped(_ block: RecordBlock, _ file: inout OpenFile, _ lastEnd: Int) -> Bool {
        let buffer = block.buffer
        let end = buffer.withBytes { file.cutter.firstEnd($0) } ?? lastEnd
        let skipped = file.skipped ?? (0, 0)
        file.skipped = nil
        file.rest.take(buffer, end..<buffer.count)
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
    fileprivate var marks: FileEnding {
        var ending = FileEnding()
        ending.cut = self
        return ending
    }
}
