import FileAccess

/// Some neighbouring missing events, in order, and how many matched events lie before each of them.
struct MissingBatch {
    let points: [MissingPoint]
    /// Matched events between the point before and each point; at the end those after the last point.
    private(set) var between: [Int]

    /// The last point of the batch before.
    private let before: PresentPoint?
    private let start: UInt64
    private let shift: UInt64
    /// The first point of each equal stretch of time, and at the end their number: it narrows the search.
    private let cells: [UInt32]

    static let bytesPerPoint = MemoryLayout<MissingPoint>.stride + 8 + 8

    /// Reads the next `count` points, at least one.
    init(
        from reader: inout SortedRecords<MissingPoint>.Reader, count: Int, after before: PresentPoint?
    ) throws(SpillFailure) {
        var points: [MissingPoint] = []
        points.reserveCapacity(count)
        while points.count < count, let point = try reader.next() { points.append(point) }
        self.points = points
        self.before = before
        between = [Int](repeating: 0, count: points.count + 1)
        start = points.first?.point.timeWord ?? 0
        let length = (points.last?.point.timeWord ?? 0) - start
        var shift: UInt64 = 0
        while length >> shift >= UInt64(2 * points.count) { shift += 1 }
        self.shift = shift
        cells = Self.cells(of: points, start: start, shift: shift, count: Int(length >> shift) + 1)
    }

    /// Counts a matched event if it lies before a point of the batch but not before the batch, or, in the last batch,
    /// after all points.
    @inline(__always)
    mutating func note(_ present: PresentPoint, isLast: Bool) {
        if let before, present < before { return }
        let place = pointsBefore(present)
        if isLast || place < points.count { between[place] += 1 }
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
