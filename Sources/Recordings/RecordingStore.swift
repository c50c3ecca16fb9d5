import AuditModel
import FileAccess

/// The open files of a recording that is being written, and what they hold.
struct RecordingStore: Sendable {
    /// What is done to the files in one go.
    enum Work: Sendable {
        case page(slice: Int, RecordedPage, sha256: String)
        case end(slice: Int, RecordedSlice.End)
        case entry(JournalEntry)
    }

    let paths: RecordingPaths
    let header: RecordingHeader
    let records: AppendFile
    let journal: AppendFile
    var stamps: AppendFile?
    var state: RecordingState
    /// Held as long as the recording is written.
    var lock: FolderLock?
    /// Set once something could not be written; nothing is written after that.
    private var fault: RecordingWriteFault?

    init(
        paths: RecordingPaths, header: RecordingHeader, records: AppendFile, journal: AppendFile,
        stamps: AppendFile?, state: RecordingState, lock: FolderLock
    ) {
        self.header = header
        self.paths = paths
        self.records = records
        self.journal = journal
        self.stamps = stamps
        self.state = state
        self.lock = lock
    }

    /// Does the work in order and makes it durable: the pages first, then the lines that vouch for them.
    ///
    /// Waits for the disk once for all pages and once for all lines. After a failure the files are cut to what was
    /// durable before, and every later call fails too.
    mutating func commit(_ work: [Work]) throws(RecordingWriteFault) {
        if let fault { throw fault }
        let (recordsEnd, stampsEnd) = (state.recordsEnd, state.stampsEnd)
        do throws(FileFailure) {
            var lines = ""
            for item in work { lines += try write(item).line }
            if state.recordsEnd > recordsEnd { try records.synchronize() }
            if state.stampsEnd > stampsEnd { try stamps?.synchronize() }
            try journal.append(Array(lines.utf8))
            try journal.synchronize()
        } catch {
            throw broken(error, recordsEnd, stampsEnd)
        }
    }

    private mutating func broken(
        _ failure: FileFailure, _ recordsEnd: Int, _ stampsEnd: Int
    ) -> RecordingWriteFault {
        // What cannot be cut now is cut when the recording is opened again.
        try? records.truncate(to: recordsEnd)
        try? stamps?.truncate(to: stampsEnd)
        let fault = RecordingWriteFault(folder: paths.folder, reason: .file(failure))
        self.fault = fault
        return fault
    }

    private mutating func write(_ work: Work) throws(FileFailure) -> JournalEntry {
        let entry: JournalEntry
        switch work {
        case .entry(let plain): entry = plain
        case .end(let slice, let end):
            let known = state.slices[slice]
            entry = .end(slice: slice, end, sha256: known?.knownSHA256 ?? known?.digest.hexadecimal())
        case .page(let slice, let page, let sha256):
            let offset = try records.append(page.lines)
            let number = (state.slices[slice]?.pages ?? 0) + 1
            entry = .page(
                JournalEntry.Page(
                    slice: slice, page: number, offset: offset, bytes: page.lines.count, records: page.records,
                    cursor: page.cursor, sha256: sha256, stampsEnd: try write(page.stamps, of: page, at: offset),
                    expected: page.expected, flaw: page.flaw))
            state.digest(page.lines, of: slice)
        }
        let fits = state.apply(entry)
        precondition(fits, "a slice was written to that is not there")
        return entry
    }

    /// Writes the stamps of a page and gives the length of stamps.ndjson then.
    private mutating func write(
        _ runs: [RecordedPage.Stamp], of page: RecordedPage, at offset: Int
    ) throws(FileFailure) -> Int {
        guard !runs.isEmpty else { return state.stampsEnd }
        let file: AppendFile
        if let stamps { file = stamps } else { file = try AppendFile(path: paths.stamps) }
        stamps = file
        var text = ""
        for (run, start) in zip(runs, page.stampOffsets) {
            text += RecordingStamp(offset: offset + start, records: run.records, after: run.after, by: run.by).line
        }
        try file.append(Array(text.utf8))
        return file.byteCount
    }
}
