import FileAccess
import TestKit
import Testing

/// Gzip data in memory in, its bytes or nothing out.
struct GzipBytesTests {
    private static let text = Array(String(repeating: "siemgap ", count: 5_000).utf8)
    private static let packed = StoredGzip.member(text)

    @Test func membersAreJoined() {
        #expect(GzipBytes.isGzip(Self.packed))
        #expect(GzipBytes.unpacked(Self.packed, atMost: 1 << 20) == Self.text)
        #expect(GzipBytes.unpacked(Self.packed + Self.packed, atMost: 1 << 20) == Self.text + Self.text)
    }

    @Test func limitHolds() {
        #expect(GzipBytes.unpacked(Self.packed, atMost: Self.text.count) == Self.text)
        #expect(GzipBytes.unpacked(Self.packed, atMost: Self.text.count - 1) == nil)
    }

    @Test func cutOrDamagedDataGivesNothing() {
        for length in stride(from: 2, to: Self.packed.count, by: 997) {
            #expect(GzipBytes.unpacked(Array(Self.packed[..<length]), atMost: 1 << 20) == nil)
        }
        var damaged = Self.packed
        damaged[damaged.count - 5] ^= 1
        #expect(GzipBytes.unpacked(damaged, atMost: 1 << 20) == nil)
        #expect(!GzipBytes.isGzip(Self.text))
    }
}
