import AuditModel
import FileAccess
import Synchronization

/// Present events in many short runs, each in order, where the entries of the tables stood.
///
/// Brought into one order by slices: every run's events up to a bound are gathered and sorted, then those up to the next
/// bound. So no second copy of all is ever held.
///
/// Sendable because nothing changes after the initialiser: whoever made the runs has left them to this object.
final class PresentRuns: @unchecked Sendable {
    typealias Run = UnsafeBufferPointer<PresentEvent>

    let count: Int
    private let runs: [Run]
    /// Events before which slices end, ascending; the last slice has no end.
    private let bounds: [PresentEvent]
    /// Owns the memory of the runs.
    private let slots: [PartitionSlot]

    /// About so many events make a slice: what a core's own cache holds.
    private static let slice = 1 << 15
    /// Of so many events one is looked at to find bounds.
    private static let stride = 64

    /// Takes over the tables whose entries were replaced by the runs.
    init(_ runs: [Run], of slots: [PartitionSlot]) {
        self.runs = runs
        self.slots = slots
        count = runs.reduce(0) { $0 + $1.count }
        var sample = runs.flatMap { run in
            Swift.stride(from: Self.stride / 2, to: run.count, by: Self.stride).map { run[$0] }
        }
        sample.sort(by: <)
        let step = Self.slice / Self.stride
        bounds = Swift.stride(from: step, to: sample.count, by: step).map { sample[$0] }
    }

    deinit { for slot in slots { slot.partition.withLock { $0.release() } } }

    /// Calls `body` with slice after slice; as many as there are workers are sorted at once.
    func forEachSlice(workers: Int, _ body: (Span<PresentEvent>) throws -> Void) rethrows {
        let workers = max(1, min(workers, bounds.count + 1))
        var cursors = [Int](repeating: 0, count: runs.count)
        let slices = (0..<workers).map { _ in Slice() }
        for first in Swift.stride(from: 0, through: bounds.count, by: workers) {
            let some = slices.prefix(bounds.count + 1 - first)
            for (number, slice) in some.enumerated() {
                gather(slice, end: first + number < bounds.count ? bounds[first + number] : nil, &cursors)
            }
            WorkerThreads.run(some.count) { slices[$0].sort() }
            for slice in some { try body(slice.events.span) }
        }
    }

    /// Calls `body` with run after run on several threads.
    func forEachRun(workers: Int, _ body: @escaping @Sendable (Int, Span<PresentEvent>) -> Void) {
        WorkerThreads.run(workers) { [self] worker in
            for number in Swift.stride(from: worker, to: runs.count, by: workers) {
                body(worker, Span(_unsafeElements: runs[number]))
            }
        }
    }

    /// Adds each run's events before the end, from where the slice before ended.
    private func gather(_ slice: Slice, end: PresentEvent?, _ cursors: inout [Int]) {
        slice.events.removeAll(keepingCapacity: true)
        for (number, run) in runs.enumerated() {
            var place = cursors[number]
            if let end {
                while place < run.count, run[place] < end { place += 1 }
            } else {
                place = run.count
            }
            slice.events.append(contentsOf: run[cursors[number]..<place])
            cursors[number] = place
        }
    }

    /// Sendable because it has one user at a time: who gathers, the thread that sorts, then who reads.
    private final class Slice: @unchecked Sendable {
        var events: [PresentEvent] = []

        func sort() {
            events.withUnsafeMutableBytes { bytes in
                guard let words = bytes.bindMemory(to: UInt64.self).baseAddress else { return }
                let sort = WordSort(words: MemoryLayout<PresentEvent>.stride / 8)
                sort.sort(words, count: bytes.count / MemoryLayout<PresentEvent>.stride)
            }
        }
    }
}
