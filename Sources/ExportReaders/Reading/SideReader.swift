package import AuditModel
package import ByteScan
import FileAccess
import Synchronization

/// Reads all files of a side with several workers and hands the keys on.
package final class SideReader: Sendable {
    /// Where keys and irregular records go; one for each worker, used by it alone.
    package struct Sink {
        package let keys: (borrowing [EventKey]) throws -> Void
        package let quarantine: (QuarantineEntry) throws -> Void
        package let finish: () throws -> Void

        /// `keys` gets a block's keys, `quarantine` each record without id, and `finish` is called once at the end.
        package init(
            keys: @escaping (borrowing [EventKey]) throws -> Void,
            quarantine: @escaping (QuarantineEntry) throws -> Void, finish: @escaping () throws -> Void
        ) {
            self.keys = keys
            self.quarantine = quarantine
            self.finish = finish
        }
    }

    /// What workers share: the stream and what was found so far.
    private struct Shared: ~Copyable {
        let stream: RecordStream
        var tallies: [[(block: Int, tally: RecordTally)]]
        var notes: [ControlNotes]
        var records = 0

        mutating func take(_ block: ReadBlock) {
            tallies[block.file].append((block.number, block.tally))
            notes[block.file].merge(block.notes)
            records += block.tally.records
        }
    }

    /// What one block held.
    private struct ReadBlock {
        let file: Int
        let number: Int
        let tally: RecordTally
        let notes: ControlNotes
    }

    /// What files that share an extractor have in common: the plan, and what a file's own text decides.
    private struct ExtractorKey: Hashable {
        let plan: Int
        let columnCount: Int
        let escapesQuotes: Bool
        let dayOrder: DayOrder?

        init(_ file: RecordFile) {
            plan = file.planNumber
            columnCount = file.plan.columnCount
            escapesQuotes = file.escapesQuotes
            dayOrder = file.plan.times.first?.reader.dayOrder
        }
    }

    private let files: [RecordFile]
    private let workers: Int
    private let longestRecord: Int
    private let hasher: IDHasher
    private let scopes: ScopeTable
    private let adopted: [UInt64: IDHash]
    private let decided: [IDHash: Bool]

    /// - Parameters:
    ///   - longestRecord: bytes; longer records are quarantined as too long.
    ///   - adopted: ids that records without one have been given, by packed position.
    ///   - decided: ids of which it is known whether they pass the filters, whatever the record itself says.
    package init(
        files: [RecordFile], workers: Int, longestRecord: Int, hasher: IDHasher, scopes: ScopeTable,
        adopted: [UInt64: IDHash] = [:], decided: [IDHash: Bool] = [:]
    ) {
        self.adopted = adopted
        self.decided = decided
        self.files = files
        self.workers = workers
        self.longestRecord = longestRecord
        self.hasher = hasher
        self.scopes = scopes
    }

    /// Reads everything; returns when all workers are done.
    ///
    /// - Parameters:
    ///   - progress: gets bytes taken from disk and records found, at most once a block.
    ///   - isCancelled: asked once a block.
    /// - Throws: `FileFailure`, `CancellationError`, or what a sink threw.
    package func read(
        makeSink: @escaping @Sendable (Int) -> Sink, progress: @escaping @Sendable (Int, Int) -> Void,
        isCancelled: @escaping @Sendable () -> Bool
    ) throws -> SideReading {
        let shared = Mutex(
            Shared(
                stream: RecordStream(files: files, longestRecord: longestRecord), tallies: files.map { _ in [] },
                notes: files.map { _ in ControlNotes() }))
        let failed = Atomic(false)
        try WorkerThreads.run(workers) { [self] number in
            do {
                try work(shared, makeSink(number), progress) { isCancelled() || failed.load(ordering: .relaxed) }
            } catch {
                failed.store(true, ordering: .relaxed)
                throw error
            }
        }
        if isCancelled() { throw CancellationError() }
        return shared.withLock { result($0) }
    }

    private func work(
        _ shared: borrowing Mutex<Shared>, _ sink: Sink, _ progress: (Int, Int) -> Void, _ stops: () -> Bool
    ) throws {
        let block = RecordBlock()
        var extractors: [ExtractorKey: KeyExtractor] = [:]
        var last: ReadBlock?
        while !stops() {
            // Who waits for the stream waits while another worker reads: a block's results go in with the next request.
            let (filled, bytes, records) = try shared.withLock { shared in
                if let last { shared.take(last) }
                return (try shared.stream.fill(block), shared.stream.bytesRead, shared.records)
            }
            if last != nil { progress(bytes, records) }
            guard filled else { break }
            let extractor = extractor(block.file, &extractors)
            read(block, extractor)
            try sink.keys(extractor.keys)
            let notes = try setAside(extractor, block, sink)
            last = ReadBlock(file: block.file, number: block.number, tally: extractor.tally, notes: notes)
        }
        try sink.finish()
    }

    /// The worker's extractor for files of this plan.
    private func extractor(_ file: Int, _ extractors: inout [ExtractorKey: KeyExtractor]) -> KeyExtractor {
        let key = ExtractorKey(files[file])
        if let known = extractors[key] { return known }
        let extractor = KeyExtractor(
            plan: files[file].plan, separator: files[file].separator, hasher: hasher, scopes: scopes,
            escapesQuotes: files[file].escapesQuotes, adopted: adopted, decided: decided)
        extractors[key] = extractor
        return extractor
    }

    private func read(_ block: RecordBlock, _ extractor: KeyExtractor) {
        extractor.begin(file: block.file, header: files[block.file].header)
        if let tooLong = block.tooLong {
            extractor.refuseTooLong(length: tooLong.length, lineFeeds: tooLong.lineFeeds, at: block.offset)
            return
        }
        block.buffer.withBytes { bytes in
            switch files[block.file].layout {
            case .lines: extractor.readLines(bytes, at: block.offset)
            case .rows: extractor.readRows(bytes, at: block.offset)
            case .values, .elements: extractor.readValues(bytes, ranges: block.ranges ?? [], at: block.offset)
            }
        }
    }

    /// Hands irregular records on and reads control lines.
    private func setAside(_ extractor: KeyExtractor, _ block: RecordBlock, _ sink: Sink) throws -> ControlNotes {
        var notes = ControlNotes()
        for record in extractor.irregular {
            switch record.kind {
            case .unidentified(let reason):
                try sink.quarantine(
                    QuarantineEntry(
                        packedPosition: RecordPosition(file: block.file, offset: record.offset).packed,
                        length: record.length, block: Int32(truncatingIfNeeded: block.number),
                        line: Int32(truncatingIfNeeded: record.line), reason: reason))
            case .control:
                let start = record.offset - block.offset
                let text = block.buffer.withBytes { bytes in (start..<start + record.length).map { bytes[$0] } }
                notes.take(text, at: record.offset)
            }
        }
        return notes
    }

    private func result(_ shared: borrowing Shared) -> SideReading {
        var reading = SideReading(files: files.map { SideReading.File(name: $0.name) }, linesBefore: [])
        for index in files.indices {
            let blocks = shared.tallies[index].sorted { $0.block < $1.block }
            var (lines, before) = (files[index].dataLine, [Int]())
            for (_, tally) in blocks {
                before.append(lines)
                lines += tally.lineFeeds
                reading.files[index].tally.append(tally)
            }
            reading.linesBefore.append(before)
            reading.files[index].ending = shared.stream.endings[index] ?? FileEnding()
            reading.files[index].notes = shared.notes[index]
        }
        return reading
    }
}
