package import FileAccess

/// Sorts any number of fixed-size records in bounded memory; what does not fit goes to the spill file as sorted runs.
///
/// Records order by their memory, read as 64-bit words: unsigned, first word first, all words counting. So equal sets of
/// records give equal lists, in whatever order they were added. The type must consist of whole words without padding.
/// Not for several threads at once.
package final class ExternalSorter<Element: BitwiseCopyable> {
    private let file: SpillFile
    private let sort = WordSort(words: MemoryLayout<Element>.stride / 8)
    private let memory: Int
    private let capacity: Int
    private var records: UnsafeMutablePointer<Element>
    private var held = 0
    private var runs: [SortedRun] = []

    /// `memory` in bytes, for sorting and again for reading the result; `file` takes the runs.
    package init(memory: Int, file: SpillFile) {
        precondition(MemoryLayout<Element>.size == MemoryLayout<Element>.stride && MemoryLayout<Element>.size % 8 == 0)
        self.file = file
        self.memory = memory
        capacity = max(2, memory / MemoryLayout<Element>.stride)
        // Address space only: pages come into being when they are first written.
        records = .allocate(capacity: capacity)
    }

    deinit { records.deallocate() }

    /// Adds a record.
    package func add(_ element: Element) throws(SpillFailure) {
        if held == capacity { try spill() }
        (records + held).initialize(to: element)
        held += 1
    }

    /// Takes over what another sorter with the same file holds; that one is empty afterwards.
    func take(_ other: ExternalSorter) throws(SpillFailure) {
        if !other.runs.isEmpty {
            if held > 0 { try spill() }
            runs += other.runs
            other.runs = []
            try mergeManyRuns()
        }
        for place in 0..<other.held { try add(other.records[place]) }
        other.held = 0
    }

    /// All records in order.
    ///
    /// To be called once; the sorter is empty afterwards.
    package func sorted() throws(SpillFailure) -> SortedRecords<Element> {
        guard runs.isEmpty else {
            if held > 0 { try spill() }
            return SortedRecords(runs: runs, file: file, memory: memory)
        }
        sortHeld()
        let result = UnsafeMutableBufferPointer(start: records, count: held)
        records = .allocate(capacity: capacity)
        held = 0
        return SortedRecords(result, file: file, memory: memory)
    }

    private func sortHeld() {
        records.withMemoryRebound(to: UInt64.self, capacity: held * sort.words) { sort.sort($0, count: held) }
    }

    private func spill() throws(SpillFailure) {
        sortHeld()
        let bytes = UnsafeRawBufferPointer(UnsafeBufferPointer(start: records, count: held))
        runs.append(SortedRun(offset: try file.append(RawSpan(_unsafeBytes: bytes)), count: held))
        held = 0
        try mergeManyRuns()
    }

    /// Keeps the number of runs below what can be read at once; nothing is held in memory meanwhile.
    private func mergeManyRuns() throws(SpillFailure) {
        let most = RunMerger.mostRuns(memory: memory)
        guard runs.count >= most else { return }
        // Runs never merged before, as long as they are many: merging all each time would cost the square of the input.
        let fresh = runs.filter { $0.count <= capacity }
        let chosen = fresh.count < most / 2 ? runs : fresh
        let others = fresh.count < most / 2 ? [] : runs.filter { $0.count > capacity }
        runs = others + [try merged(chosen)]
    }

    /// One run of several, made in the memory that is free after a spill.
    private func merged(_ runs: [SortedRun]) throws(SpillFailure) -> SortedRun {
        let total = runs.reduce(0) { $0 + $1.count }
        let stride = MemoryLayout<Element>.stride
        let merger = RunMerger(runs: runs, words: sort.words, file: file, memory: memory / 2)
        let merged = SortedRun(offset: file.reserve(total * stride), count: total)
        var written = 0
        while written < total {
            let count = min(capacity / 2, total - written)
            for place in 0..<count {
                guard let record = try merger.next() else { break }
                UnsafeMutableRawPointer(records + place).copyMemory(from: record, byteCount: stride)
            }
            let bytes = UnsafeRawBufferPointer(UnsafeBufferPointer(start: records, count: count))
            try file.write(RawSpan(_unsafeBytes: bytes), at: merged.offset + written * stride)
            written += count
        }
        return merged
    }
}
