import Testing

@testable import FileAccess

/// Parts have the digests of their bytes, however the file is cut into blocks.
struct PartDigestsTests {
    private static let bytes = (0..<200).map { UInt8($0) }
    private static let parts: [[Range<Int>]] = [[0..<10, 40..<41], [], [10..<40, 41..<200], [5..<5], [190..<260]]

    private static func digest(_ bytes: [UInt8]) -> String {
        var digest = FileDigest()
        digest.update(bytes.span)
        return digest.hexadecimal()
    }

    @Test func everyBlockSizeGivesTheSameDigests() {
        let expected = Self.parts.map { ranges in
            Self.digest(ranges.flatMap { Self.bytes[min($0.lowerBound, 200)..<min($0.upperBound, 200)] })
        }
        for size in 1...200 {
            var parts = PartDigests(Self.parts)
            for start in stride(from: 0, to: 200, by: size) {
                parts.take(Array(Self.bytes[start..<min(start + size, 200)]).span)
            }
            #expect(parts.finish() == expected, "blocks of \(size)")
        }
    }
}
