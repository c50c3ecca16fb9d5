/// SHA-256 digests of parts of a file whose bytes come one block after the other.
///
/// Memory: about 150 bytes for each part.
struct PartDigests {
    private struct Stretch {
        let part: Int
        let range: Range<Int>
    }

    /// Ascending by where they begin.
    private let stretches: [Stretch]
    /// Of parts with bytes; what is behind the file's end is in none.
    private var digests: [FileDigest]
    /// The first stretch that does not end before the next byte.
    private var next = 0
    private var offset = 0

    /// - Parameter parts: for each its byte ranges, ascending.
    init(_ parts: [[Range<Int>]]) {
        digests = parts.map { _ in FileDigest() }
        stretches = parts.enumerated()
            .flatMap { part, ranges in ranges.filter { !$0.isEmpty }.map { Stretch(part: part, range: $0) } }
            .sorted { $0.range.lowerBound < $1.range.lowerBound }
    }

    /// Takes the next block of the file.
    mutating func take(_ bytes: Span<UInt8>) {
        let block = offset..<(offset + bytes.count)
        offset = block.upperBound
        var index = next
        while index < stretches.count, stretches[index].range.lowerBound < block.upperBound {
            let range = stretches[index].range.clamped(to: block)
            if !range.isEmpty {
                let place = (range.lowerBound - block.lowerBound)..<(range.upperBound - block.lowerBound)
                digests[stretches[index].part].update(bytes.extracting(place))
            }
            if index == next, stretches[index].range.upperBound <= block.upperBound { next += 1 }
            index += 1
        }
    }

    /// The digests, in the parts' order.
    func finish() -> [String] { digests.map { $0.hexadecimal() } }
}
