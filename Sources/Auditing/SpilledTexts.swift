import FileAccess

/// Texts of any number, kept in memory up to a bound and beyond it in a temporary file.
final class SpilledTexts {
    private let file: SpillFile
    private let memory: Int
    /// Texts not yet in the file, each behind its length in four bytes.
    private var held: [UInt8] = []
    /// Stretches of the file that hold texts: where in the file, from which place on, how many bytes.
    private var spilled: [(offset: Int, place: Int, count: Int)] = []
    private var logical = 0

    /// - Parameter memory: bytes, at least 1 MiB.
    init(memory: Int, file: SpillFile) {
        self.memory = max(memory, 1 << 20)
        self.file = file
    }

    /// Keeps a text and gives the place under which it is had again; places rise from text to text.
    func store(_ text: [UInt8]) throws(SpillFailure) -> Int { try store(count: text.count) { $0 += text } }

    /// Keeps a text of so many bytes, which `append` adds to what is held.
    func store(count: Int, _ append: (inout [UInt8]) -> Void) throws(SpillFailure) -> Int {
        if held.count > memory {
            spilled.append((try file.append(held), logical, held.count))
            logical += held.count
            held.removeAll(keepingCapacity: true)
        }
        let place = logical + held.count
        for shift in stride(from: 0, to: 32, by: 8) { held.append(UInt8(truncatingIfNeeded: count >> shift)) }
        append(&held)
        return place
    }

    /// The text kept at a place.
    func load(_ place: Int) throws(SpillFailure) -> [UInt8] {
        if place >= logical {
            let start = place - logical
            return Array(held[(start + 4)..<(start + 4 + Self.length(held[start..<start + 4]))])
        }
        let stretch = spilled.partitioningIndex { $0.place > place } - 1
        let offset = spilled[stretch].offset + place - spilled[stretch].place
        return try file.bytes(at: offset + 4, count: Self.length(try file.bytes(at: offset, count: 4)[...]))
    }

    private static func length(_ bytes: ArraySlice<UInt8>) -> Int { bytes.reversed().reduce(0) { $0 << 8 | Int($1) } }
}

extension Array {
    /// The first index whose element fulfils the predicate, which holds from some index on.
    fileprivate func partitioningIndex(where isBeyond: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if isBeyond(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
