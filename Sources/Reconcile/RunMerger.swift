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
        var run: SortedRun
        /// Records read into the run's part of the buffer, and how many of them were given out.
        var held = 0
        var next = 0
    }

    private let sort: WordSort
    private let file: SpillFile
    private let perRun: Int
    private let buffer: UnsafeMutablePointer<UInt64>
    private var cursors: [Cursor]
    private var heap: [Int] = []
    private var isStarted = false

    /// How many runs can be read at once with `memory` bytes.
    static func mostRuns(memory: Int) -> Int { max(16, memory >> 14) }

    init(runs: [SortedRun], words: Int, file: SpillFile, memory: Int) {
        sort = WordSort(words: words)
        self.file = file
        perRun = max(1, memory / max(1, runs.count) / (words * 8))
        buffer = .allocate(capacity: perRun * words * runs.count)
        cursors = runs.map { Cursor(run: $0) }
    }

    deinit { buffer.deallocate() }

    /// The next record, valid until the next call; nil after the last.
    func next() throws(SpillFailure) -> UnsafePointer<UInt64>? {
        if isStarted { try advance() } else { try start() }
        return heap.first.map { UnsafePointer(record($0)) }
    }

    private func start() throws(SpillFailure) {
        isStarted = true
        for cursor in cursors.indices where try refill(cursor) { heap.append(cursor) }
        for place in stride(from: heap.count / 2 - 1, through: 0, by: -1) { siftDown(place) }
    }

    private func advance() throws(SpillFailure) {
        guard let first = heap.first else { return }
        cursors[first].next += 1
        if cursors[first].next == cursors[first].held {
            let hasMore = try refill(first)
            if !hasMore {
                heap.swapAt(0, heap.count - 1)
                heap.removeLast()
            }
        }
        siftDown(0)
    }

    /// Reads the run's next records; false when there are none.
    private func refill(_ index: Int) throws(SpillFailure) -> Bool {
        let run = cursors[index].run
        let count = min(perRun, run.count)
        let byteCount = count * sort.words * 8
        guard count > 0 else { return false }
        let part = UnsafeMutableRawBufferPointer(start: buffer + index * perRun * sort.words, count: byteCount)
        var bytes = MutableRawSpan(_unsafeBytes: part)
        try file.read(into: &bytes, at: run.offset)
        cursors[index] = Cursor(run: SortedRun(offset: run.offset + byteCount, count: run.count - count), held: count)
        return true
    }

    private func siftDown(_ start: Int) {
        var place = start
        while true {
            var least = place
            for child in [2 * place + 1, 2 * place + 2] where child < heap.count && precedes(child, least) {
                least = child
            }
            guard least != place else { return }
            heap.swapAt(place, least)
            place = least
        }
    }

    private func precedes(_ left: Int, _ right: Int) -> Bool { sort.precedes(record(heap[left]), record(heap[right])) }

    private func record(_ index: Int) -> UnsafeMutablePointer<UInt64> {
        buffer + (index * perRun + cursors[index].next) * sort.words
    }
}
