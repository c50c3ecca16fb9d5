/// Numbers the events of one instant, all together or those of each scope.
struct PlaceCounter {
    /// Later places are taken for this one.
    private let most: UInt8
    /// The next place of each scope; all zero between two instants.
    private var next: [UInt8]

    /// - Parameter scopes: how many codes of scopes there are; more may come.
    init(scopes: Int, most: UInt8) {
        self.most = most
        next = [UInt8](repeating: 0, count: max(1, scopes))
    }

    /// Sets the places of a range of entries, from 0 on, in their order or the other way round.
    mutating func place(
        _ entries: Range<Int>, _ scopes: [UInt16], backwards: Bool, byScope: Bool, _ places: inout [UInt8]
    ) {
        for offset in 0..<entries.count {
            let entry = backwards ? entries.upperBound - 1 - offset : entries.lowerBound + offset
            let scope = byScope ? Int(scopes[entry]) : 0
            while next.count <= scope { next.append(0) }
            places[entry] = next[scope]
            next[scope] = min(most, next[scope] + 1)
        }
        for entry in entries { next[byScope ? Int(scopes[entry]) : 0] = 0 }
    }
}
