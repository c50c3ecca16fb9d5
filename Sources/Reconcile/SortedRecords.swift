package import FileAccess

/// The records of an ``ExternalSorter`` in order, in memory or in the spill file.
///
/// Can be read any number of times.
package final class SortedRecords<Element: BitwiseCopyable>: @unchecked Sendable {
    // Nothing changes after the initialiser, and the file may be read by any thread.

    /// How many records there are.
    package let count: Int

    private let held: UnsafeMutableBufferPointer<Element>
    private let runs: [SortedRun]
    private let file: SpillFile
    private let memory: Int

    /// Takes over the records, which are in order.
    init(_ held: UnsafeMutableBufferPointer<Element>, file: SpillFile, memory: Int) {
        (self.held, self.file, self.memory) = (held, file, memory)
        runs = []
        count = held.count
    }

    init(runs: [SortedRun], file: SpillFile, memory: Int) {
        held = .allocate(capacity: 0)
        (self.runs, self.file, self.memory) = (runs, file, memory)
        count = runs.reduce(0) { $0 + $1.count }
    }

    deinit { held.deallocate() }

    /// Calls `body` with every record, in order.
    package func forEach(_ body: (Element) throws -> Void) throws {
        var reader = reader()
        while let element = try reader.next() { try body(element) }
    }

    /// A reader that begins at the first record.
    package func reader() -> Reader { Reader(self) }

    /// Reads the records one by one; not for several threads at once.
    package struct Reader {
        private let records: SortedRecords
        private let merger: RunMerger?
        private var place = 0

        init(_ records: SortedRecords) {
            self.records = records
            merger =
                records.runs.isEmpty
                ? nil
                : RunMerger(
                    runs: records.runs, words: MemoryLayout<Element>.stride / 8, file: records.file,
                    memory: records.memory)
        }

        /// The next record; nil after the last.
        package mutating func next() throws(SpillFailure) -> Element? {
            if let merger {
                return try merger.next().map { UnsafeRawPointer($0).loadUnaligned(as: Element.self) }
            }
            guard place < records.count else { return nil }
            place += 1
            return records.held[place - 1]
        }
    }
}
