import AuditModel
import FileAccess

/// Opens a folder for a recording: takes the lock, repairs what a killed run left, reads how far it came.
struct RecordingOpener {
    let paths: RecordingPaths
    let header: RecordingHeader

    init(folder: String, header: RecordingHeader) {
        paths = RecordingPaths(folder: folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder)
        self.header = header
    }

    func open(resuming: Bool) throws(RecordingWriteFault) -> RecordingStore {
        do {
            try FileSystem.makeFolders(paths.folder)
            let lock = try FolderLock(folder: paths.folder)
            guard paths.hasRecording else {
                if let name = paths.foreignNames.first { throw fault(.notOurs(name)) }
                return try begin(lock)
            }
            guard resuming else { throw fault(.taken) }
            return try resume(lock)
        } catch let refusal as FolderLock.Refusal {
            switch refusal {
            case .held(let holder): throw fault(.held(by: holder))
            case .failed(let failure): throw fault(.file(failure))
            }
        } catch let failure as FileFailure {
            throw fault(.file(failure))
        } catch let known as RecordingWriteFault {
            throw known
        } catch let known as RecordingFault {
            throw fault(.damaged(known.what))
        } catch {
            throw fault(.damaged("\(error)"))
        }
    }

    private func fault(_ reason: RecordingWriteFault.Reason) -> RecordingWriteFault {
        RecordingWriteFault(folder: paths.folder, reason: reason)
    }

    private func begin(_ lock: FolderLock) throws -> RecordingStore {
        try paths.rollForward()
        let journal = try AppendFile(path: paths.journal)
        let entry = JournalEntry.begin(header)
        try journal.append(Array(entry.line.utf8))
        try journal.synchronize()
        let records = try AppendFile(path: paths.records)
        try FileSystem.synchronize(folder: paths.folder)
        var state = RecordingState()
        _ = state.apply(entry)  // the first line always fits
        return RecordingStore(
            paths: paths, header: header, records: records, journal: journal, stamps: nil, state: state, lock: lock)
    }

    private func resume(_ lock: FolderLock) throws -> RecordingStore {
        try paths.rollForward()
        if FileSystem.exists(paths.description) { try journalAgain() }
        let journal = try AppendFile(path: paths.journal)
        let records = try AppendFile(path: paths.records)
        var replay = JournalReplay(recordsLength: records.byteCount)
        try replay.read(journal)
        guard let begun = replay.state.header else {
            // Killed before its first line was written.
            guard records.byteCount == 0 else { throw fault(.damaged("its journal has no beginning")) }
            try FileSystem.remove(paths.journal)
            return try begin(lock)
        }
        if let difference = begun.difference(from: header) { throw fault(.otherQuestion(difference)) }
        try journal.truncate(to: replay.length)
        try records.truncate(to: replay.state.recordsEnd)
        let stamps = replay.state.stampsEnd > 0 ? try AppendFile(path: paths.stamps) : nil
        if stamps == nil { try FileSystem.remove(paths.stamps) }
        try stamps?.truncate(to: replay.state.stampsEnd)
        let damaged = try replay.verify(records)
        var store = RecordingStore(
            paths: paths, header: begun, records: records, journal: journal, stamps: stamps, state: replay.state,
            lock: lock)
        if !damaged.isEmpty { try store.commit(damaged.map { .entry(.rewind(slice: $0)) }) }
        return store
    }

    /// Turns a finished recording back into one that is being written.
    private func journalAgain() throws {
        guard let folder = try RecordingFolder(paths.folder) else { return }
        let finished = folder.description
        guard let window = finished.window else { throw fault(.damaged("it states no window")) }
        let located = finished.slices.reduce(0) { $0 + $1.ranges.reduce(0) { $0 + $1.count } }
        guard located == FileSize.of(paths.records) ?? 0 else {
            throw fault(.damaged("its slices do not say where all of its records lie"))
        }
        var header = RecordingHeader(
            side: finished.side, name: finished.name, type: finished.type, window: window, paths: finished.paths,
            firstAsked: finished.firstAsked ?? self.header.firstAsked)
        header.hosts = finished.hosts
        header.settings = finished.settings
        if let difference = header.difference(from: self.header) { throw fault(.otherQuestion(difference)) }
        try FileSystem.remove(paths.journal)
        let file = try AtomicFile(folder: paths.folder, name: RecordingPaths.journalName)
        try file.write(JournalEntry.begin(header).line)
        if let offset = finished.clockOffsetMilliseconds {
            try file.write(JournalEntry.clock(milliseconds: offset).line)
        }
        let stampsEnd = FileSize.of(paths.stamps) ?? 0
        var pages: [JournalEntry.Page] = []
        for slice in finished.slices {
            try file.write(JournalEntry.ask(slice: slice.id, slice.question).line)
            pages += slice.pages(stampsEnd: stampsEnd)
        }
        for page in pages.sorted(by: { $0.offset < $1.offset }) { try file.write(JournalEntry.page(page).line) }
        for slice in finished.slices {
            try file.write(JournalEntry.end(slice: slice.id, slice.end, sha256: slice.sha256).line)
        }
        _ = try file.finish()
        try FileSystem.remove(paths.description)
        try FileSystem.synchronize(folder: paths.folder)
    }
}

extension RecordingDescription.Slice {
    fileprivate var question: RecordedSlice.Question {
        let window = from.flatMap { from in to.map { TimeWindow(from: from, to: $0) } }
        return RecordedSlice.Question(scope: scope, axis: axis, window: window, pageSize: pageSize)
    }

    fileprivate var end: RecordedSlice.End {
        var end = RecordedSlice.End(outcome, reason, detail: detail)
        end.requests = requests
        end.retries = retries
        end.asked = asked
        return end
    }

    /// Its ranges as pages, all records counted with the first.
    fileprivate func pages(stampsEnd: Int) -> [JournalEntry.Page] {
        ranges.enumerated().map { index, range in
            JournalEntry.Page(
                slice: id, page: index + 1, offset: range.lowerBound, bytes: range.count,
                records: index == 0 ? records : 0, cursor: cursor, sha256: nil, stampsEnd: stampsEnd,
                expected: expected)
        }
    }
}
