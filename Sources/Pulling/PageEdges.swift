import Recordings

/// The pages of a pull as they lie in its file of records.
struct PageEdges {
    /// A stretch of the file that belongs to one slice.
    private struct Stretch {
        let bytes: Range<Int>
        let slice: Int
        /// Bytes of the slice before it.
        let before: Int
    }

    /// Rows that are told one by one.
    private static let mostRows = 20

    /// In the file's order.
    private let stretches: [Stretch]
    private let pageEnds: [Int: [Int]]

    init(_ outcome: PullOutcome) {
        pageEnds = outcome.pageEnds
        stretches = outcome.description.slices.flatMap { slice in
            var before = 0
            return slice.ranges.map { range in
                defer { before += range.count }
                return Stretch(bytes: range, slice: slice.id, before: before)
            }
        }.sorted { $0.bytes.lowerBound < $1.bytes.lowerBound }
    }

    /// Where records lie, given by their byte ranges in the file's order.
    func places(of records: [Range<Int>]) -> PullComparison.Places {
        var places = PullComparison.Places()
        for record in records {
            guard let row = row(of: record) else {
                places.unknown += 1
                continue
            }
            switch row.place {
            case .first: places.first += 1
            case .last: places.last += 1
            case .inside: places.inside += 1
            }
            if places.rows.count < Self.mostRows { places.rows.append(row) }
        }
        return places
    }

    private func row(of record: Range<Int>) -> PullComparison.Places.Row? {
        let next = Self.partition(stretches.indices) { stretches[$0].bytes.upperBound > record.lowerBound }
        guard next < stretches.count, stretches[next].bytes.contains(record.lowerBound),
            let ends = pageEnds[stretches[next].slice]
        else { return nil }
        let stretch = stretches[next]
        let start = stretch.before + record.lowerBound - stretch.bytes.lowerBound
        let page = Self.partition(ends.indices) { ends[$0] > start }
        guard page < ends.count else { return nil }
        let begins = start == (page == 0 ? 0 : ends[page - 1])
        let ending = start + record.count == ends[page]
        return PullComparison.Places.Row(
            slice: stretch.slice, page: page + 1, place: begins ? .first : ending ? .last : .inside)
    }

    /// The first index for which the test holds, as it does for all after it; the end when it never does.
    private static func partition(_ indices: Range<Int>, _ holds: (Int) -> Bool) -> Int {
        var (low, high) = (indices.lowerBound, indices.upperBound)
        while low < high {
            let middle = (low + high) / 2
            if holds(middle) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
