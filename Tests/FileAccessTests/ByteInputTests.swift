import FileAccess
import Foundation
import TestKit
import Testing

/// Compressed and UTF-16 files, read a few bytes at a time.
@Suite struct ByteInputTests {
    private struct Content: Equatable {
        var bytes: [UInt8] = []
        var isCut = false
    }

    private func read(_ bytes: [UInt8], _ encoding: ByteInput.Encoding = .utf8, step: Int) throws -> Content {
        let folder = try ScratchFolder()
        try Data(bytes).write(to: URL(filePath: folder.path + "/file"))
        let input = try ByteInput(path: folder.path + "/file", encoding: encoding)
        let buffer = BlockBuffer(capacity: 64)
        while try input.read(into: buffer, upTo: step) > 0 {}
        withExtendedLifetime(folder) {}
        return Content(bytes: buffer.withBytes { span in span.indices.map { span[$0] } }, isCut: input.isCut)
    }

    private let text = Array("first line\nsecond \u{e9}\u{1F600}\n".utf8)

    @Test func gzipMembersPaddingAndGarbage() throws {
        let member = StoredGzip.member(text)
        for step in 1...64 {
            #expect(try read(member, step: step) == Content(bytes: text))
            #expect(try read(member + member, step: step) == Content(bytes: text + text))
            #expect(try read(member + [0, 0, 0], step: step) == Content(bytes: text))
            #expect(try read(member + StoredGzip.member([]), step: step) == Content(bytes: text))
            #expect(try read(member + Array("garbage".utf8), step: step) == Content(bytes: text, isCut: true))
        }
    }

    @Test func gzipCutAnywhere() throws {
        let packed = try #require(FixtureTexts.files.first { $0.hasSuffix("complete/authority.ndjson.gz") })
        let bytes = try FixtureTexts.bytes(packed)
        let whole = try read(bytes, step: 1 << 20)
        #expect(!whole.isCut)
        for length in stride(from: 20, to: bytes.count, by: 97) {
            let cut = try read(Array(bytes[..<length]), step: 1 << 20)
            #expect(cut.isCut && whole.bytes.starts(with: cut.bytes))
            for step in [7, 256] { #expect(try read(Array(bytes[..<length]), step: step) == cut) }
        }
    }

    @Test func utf16() throws {
        let string = String(decoding: text, as: UTF8.self)
        let units = Array(string.utf16)
        let little = units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let big = units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        for step in 1...32 {
            #expect(try read([0xFF, 0xFE] + little, .utf16LittleEndian, step: step) == Content(bytes: text))
            #expect(try read(big, .utf16BigEndian, step: step) == Content(bytes: text))
            let lone = try read([0x3D, 0xD8, 0x41, 0, 0x00, 0xDE, 0x3D, 0xD8, 0x41], .utf16LittleEndian, step: step)
            #expect(lone.bytes.starts(with: Array("\u{FFFD}A\u{FFFD}\u{FFFD}".utf8)))
        }
    }
}
