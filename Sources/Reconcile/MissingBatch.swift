import FileAccess

/// Some neighbouring missing events, in order; tells before which of them matched events lie.
struct MissingBatch: Sendable {
    let points: [MissingPoint]

    /// The last point of the batch before.
    private let before: PresentPoint?
    private let start: UInt64
    private let shift: UInt64
    /// The first point of each equal stretch of time, and at the end their number: it narrows the search.
    private let cells: [UInt32]

    /// Bytes for a point while `workers` look matched events up among them, each with counts of its own.
    static func bytesPerPoint(workers: Int) -> Int { MemoryLayout<MissingPoint>.stride + 8 + 8 * (workers + 1) }

    /// Reads the next `count` points, at least one.
    init(
        from reader: inout SortedRecords<MissingPoint>.Reader, count: Int, after before: PresentPoint?
    ) throws(SpillFailure) {
        var points: [MissingPoint] = []
        points.reserveCapacity(count)
        while points.count < count, let point = try reader.next() { points.append(point) }
        self.points = points
        self.before = before
        start = points.first?.point.timeWord ?? 0
        let length = (points.last?.point.timeWord ?? 0) - start
        var shift: UInt64 = 0
        while length >> shift >= UInt64(2 * points.count) { shift += 1 }
        self.shift = shift
        cells = Self.cells(of: points, start: start, shift: shift, count: Int(length >> shift) + 1)
    }

    /// The index of the first point after a matched event, or the number of points if it comes after all of them.
    ///
    /// Nil when the event belongs to the batch before, or, unless this one is the last, to the next.
    @inline(__always)
    func place(of present: PresentPoint, isLast: Bool) -> Int? {
        if let before, present < before { return nil }
        let place = pointsBefore(present)
        return isLast || place < points.count ? place : nil
    }

    private func pointsBefore(_ present: PresentPoint) -> Int {
        guard present.timeWord >= start else { return 0 }
        let cell = (present.timeWord - start) >> shift
        guard cell < UInt64(cells.count - 1) else { return points.count }
        var (low, high) = (Int(cells[Int(cell)]), Int(cells[Int(cell) + 1]))
        while low < high {
            let middle = (low + high) / 2
            if points[middle].point < present { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private static func cells(of points: [MissingPoint], start: UInt64, shift: UInt64, count: Int) -> [UInt32] {
        var cells = [UInt32](repeating: UInt32(points.count), count: count + 1)
        var cell = 0
        for (number, point) in points.enumerated() {
            let own = Int((point.point.timeWord - start) >> shift)
            while cell <= own {
                cells[cell] = UInt32(number)
                cell += 1
            }
        }
        return cells
    }
}
