import AuditModel
import FileAccess
import Foundation
import Testing

struct SpillFileTests {
    @Test
    func whatWasWrittenIsRead() throws {
        let file = SpillFile(folder: NSTemporaryDirectory())
        #expect(file.byteCount == 0)
        let texts = ["first", "", "the second one", "3"].map { Array($0.utf8) }
        var offsets: [Int] = []
        for text in texts { offsets.append(try append(text, to: file)) }
        let place = file.reserve(4)
        let bytes: [UInt8] = [1, 2, 3, 4]
        try file.write(bytes.span.bytes, at: place)
        #expect(offsets == [0, 5, 5, 19] && place == 20 && file.byteCount == 24)
        for (text, offset) in zip(texts, offsets) {
            #expect(try read(text.count, of: file, at: offset) == text)
        }
        #expect(try read(3, of: file, at: 21) == [2, 3, 4])
    }

    @Test
    func readingPastTheEndFails() throws {
        let file = SpillFile(folder: NSTemporaryDirectory())
        _ = try append([1, 2], to: file)
        let failure = #expect(throws: SpillFailure.self) { _ = try read(3, of: file, at: file.byteCount) }
        #expect(failure?.step == .read && failure?.code == 0)
    }

    @Test
    func theFileHasNoName() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "spill-\(UInt64.random(in: 0...(.max)))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = SpillFile(folder: folder.path)
        _ = try append([1, 2], to: file)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }

    @Test
    func aFolderThatDoesNotExistIsExplained() {
        let file = SpillFile(folder: "/nonexistent/folder")
        let failure = #expect(throws: SpillFailure.self) { _ = try append([1], to: file) }
        #expect(failure == SpillFailure(.open, folder: "/nonexistent/folder", code: ENOENT))
        #expect(failure?.exitCode == 2 && failure?.problem.place == "/nonexistent/folder")
        #expect(failure?.problem.said == "No such file or directory")
    }

    private func append(_ bytes: [UInt8], to file: SpillFile) throws -> Int { try file.append(bytes.span.bytes) }

    private func read(_ count: Int, of file: SpillFile, at offset: Int) throws -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var span = bytes.mutableSpan
        var raw = span.mutableBytes
        try file.read(into: &raw, at: offset)
        return bytes
    }
}
