import FileAccess
import TestKit
import Testing

struct GzipDeflaterTests {
    @Test(arguments: [0, 1, 2, 17, 4096, 70_000, 300_000]) func readsBackAsWritten(count: Int) throws {
        var generator = SplitMix(seed: UInt64(count))
        let bytes = (0..<count).map { _ in UInt8.random(in: 32...48, using: &generator) }
        let scratch = try ScratchFolder()
        let file = try AtomicFile(folder: scratch.path, name: "data.json.gz")
        try file.write(GzipDeflater.member(bytes))
        _ = try file.finish()
        #expect(try Self.unpacked(scratch.path + "/data.json.gz") == bytes)
    }

    @Test func theSameBytesGiveTheSameMember() {
        let bytes = [UInt8](repeating: 7, count: 10_000)
        #expect(GzipDeflater.member(bytes) == GzipDeflater.member(bytes))
        #expect(GzipDeflater.member(bytes).count < 200)
    }

    private static func unpacked(_ path: String) throws -> [UInt8] {
        let input = try ByteInput(path: path)
        let buffer = BlockBuffer(capacity: 1 << 20)
        while try input.read(into: buffer, upTo: 1 << 20) > 0 {}
        return buffer.withBytes { span in span.indices.map { span[$0] } }
    }
}
