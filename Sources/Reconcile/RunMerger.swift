import FileAccess

/// A sorted stretch of records in a spill file.
struct SortedRun: Sendable {
    /// Offset in the file, in bytes.
    let offset: Int
    /// Records in the run.
    let count: Int
}

/// Reads sorted runs as one: a heap of the next record of each.
final class RunMerger {
    private struct Cursor {
        /// What is not yet in the buffer.
        var run: SortedRun
        /// The next record in the buffer, and the end of those read into it.
        var next: UnsafeMutablePointer<UInt64>
        var end: UnsafeMutablePointer<UInt64>
    }

    private let sort: WordSort
    private let file: SpillFile
    private let runCount: Int
    private let perRun: Int
    private let buffer: UnsafeMutablePointer<UInt64>
    private let cursors: UnsafeMutablePointer<Cursor>
    /// Numbers of cursors, the one of the least record first.
    private let heap: UnsafeMutablePointer<Int>
    private var heapCount = 0
    private var isStarted = false

    /// How many runs can be read at once with `memory` bytes.
    static func mostRuns(memory: Int) -> Int { max(16, memory >> 14) }

    init(runs: [SortedRun], words: Int, file: SpillFile, memory: Int) {
        sort = WordSort(words: words)
        self.file = file
        runCount = runs.count
        perRun = max(1, memory / max(1, runs.count) / (words * 8))
        buffer = .allocate(capacity: perRun * words * runs.count)
        cursors = .allocate(capacity: runs.count)
        heap = .allocate(capacity: runs.count)
        for (number, run) in runs.enumerated() {
            let start = buffer + number * perRun * words
            (cursors + number).initialize(to: Cursor(run: run, next: start, end: start))
        }
    }

    deinit {
        buffer.deallocate()
        cursors.deallocate()
        heap.deallocate()
    }

    /// The next record, valid until the next call; nil after the last.
    func next() throws(SpillFailure) -> UnsafePointer<UInt64>? {
        if isStarted { try advance() } else { try start() }
        return heapCount > 0 ? UnsafePointer(cursors[heap[0]].next) : nil
    }

    private func start() throws(SpillFailure) {
        isStarted = true
        for number in 0..<runCount where try refill(number) {
            heap[heapCount] = number
            heapCount += 1
        }
        for place in stride(from: heapCount / 2 - 1, through: 0, by: -1) { siftDown(place, count: heapCount) }
    }

    private func advance() throws(SpillFailure) {
        guard heapCount > 0 else { return }
        let first = heap[0]
        cursors[first].next += sort.words
        if cursors[first].next == cursors[first].end {
            let hasMore = try refill(first)
            if !hasMore {
                heapCount -= 1
                heap[0] = heap[heapCount]
            }
        }
        siftDown(0, count: heapCount)
    }

    /// Reads the run's next records; false when there are none.
    private func refill(_ number: Int) throws(SpillFailure) -> Bool {
        let run = cursors[number].run
        let count = min(perRun, run.count)
        guard count > 0 else { return false }
        let start = buffer + number * perRun * sort.words
        let byteCount = count * sort.words * 8
        var bytes = MutableRawSpan(_unsafeBytes: UnsafeMutableRawBufferPointer(start: start, count: byteCount))
        try file.read(into: &bytes, at: run.offset)
        let rest = SortedRun(offset: run.offset + byteCount, count: run.count - count)
        cursors[number] = Cursor(run: rest, next: start, end: start + count * sort.words)
        return true
    }

    private func siftDown(_ start: Int, count: Int) {
        var place = start
        while 2 * place + 1 < count {
            var child = 2 * place + 1
            if child + 1 < count && precedes(child + 1, child) { child += 1 }
            guard precedes(child, place) else { return }
            (heap[place], heap[child]) = (heap[child], heap[place])
            place = child
        }
    }

    @inline(__always)
    private func precedes(_ left: Int, _ right: Int) -> Bool {
        sort.precedes(cursors[heap[left]].next, cursors[heap[right]].next)
    }
}
