package import AuditModel

/// One worker's way into a ``Reconciler`` for one side.
///
/// Each worker has its own; not for several threads at once.
///
/// Keys are gathered by partition, so that a partition is locked once for many of them and its table stays in the
/// cache.
package final class ReconcileWriter {
    private let reconciler: Reconciler
    private let side: Side
    private let bounds: WindowBounds
    private let capacity: Int
    private let shift: UInt64
    private let keys: UnsafeMutablePointer<EventKey>
    private let counts: UnsafeMutableBufferPointer<Int>
    private var times = TimeRange()

    init(_ reconciler: Reconciler, side: Side, bounds: WindowBounds, layout: ReconcileLayout) {
        self.reconciler = reconciler
        self.side = side
        self.bounds = bounds
        capacity = layout.writerKeys
        shift = UInt64(64 - layout.partitionBits)
        keys = .allocate(capacity: capacity << layout.partitionBits)
        counts = .allocate(capacity: 1 << layout.partitionBits)
        counts.initialize(repeating: 0)
        reconciler.account.take(byteCount)
    }

    deinit {
        reconciler.account.release(byteCount)
        keys.deallocate()
        counts.deallocate()
    }

    /// Takes in records of the writer's side, in any order.
    package func observe(_ batch: Span<EventKey>) {
        var times = times
        batch.withUnsafeBufferPointer { batch in
            for key in batch {
                times.widen(by: key.nanoseconds, precision: key.precisionCode)
                let partition = Int(key.hash.high >> shift)
                let count = counts[partition]
                keys[partition * capacity + count] = key
                counts[partition] = count + 1
                if count + 1 == capacity { flush(partition) }
            }
        }
        self.times = times
    }

    /// Takes in records of the writer's side, in any order.
    package func observe(_ batch: [EventKey]) { observe(batch.span) }

    /// Hands over what is still gathered.
    ///
    /// To be called once, after the last record.
    package func finish() {
        for partition in counts.indices where counts[partition] > 0 { flush(partition) }
        reconciler.note(times, side: side)
    }

    @inline(never)
    private func flush(_ partition: Int) {
        let part = UnsafeBufferPointer(start: keys + partition * capacity, count: counts[partition])
        counts[partition] = 0
        reconciler.absorb(Span(_unsafeElements: part), partition: partition, side: side, bounds: bounds)
    }

    private var byteCount: Int {
        counts.count * (capacity * MemoryLayout<EventKey>.stride + MemoryLayout<Int>.stride)
    }
}
