import FileAccess

/// Gathers ids for the digest a plan is bound to: SHA-256 over normal forms, sorted by their bytes, joined by line feeds.
///
/// Memory: the ids' bytes, and 24 bytes each.
struct IDListDigest {
    /// Where an id lies, and its first eight bytes, which decide nearly every comparison.
    private struct Place {
        let head: UInt64
        let start: Int
        let end: Int
    }

    private var bytes: [UInt8] = []
    private var places: [Place] = []

    /// How many there are.
    var count: Int { places.count }

    /// Makes room for so many ids, which growing by and by would take twice.
    mutating func reserve(_ count: Int) { places.reserveCapacity(count) }

    /// Takes one id.
    mutating func add(_ normalID: String) {
        let start = bytes.count
        bytes.append(contentsOf: normalID.utf8)
        let head = (0..<8).reduce(UInt64(0)) { head, index in
            head << 8 | (start + index < bytes.count ? UInt64(bytes[start + index]) : 0)
        }
        places.append(Place(head: head, start: start, end: bytes.count))
    }

    /// 64 hexadecimal digits.
    mutating func sha256() -> String {
        let bytes = bytes
        places.sort { left, right in
            guard left.head == right.head else { return left.head < right.head }
            return bytes[left.start..<left.end].lexicographicallyPrecedes(bytes[right.start..<right.end])
        }
        var digest = FileDigest()
        for (index, place) in places.enumerated() {
            if index > 0 { digest.update([0x0A].span) }
            digest.update(Array(bytes[place.start..<place.end]).span)
        }
        return digest.hexadecimal()
    }
}
