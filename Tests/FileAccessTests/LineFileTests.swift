import TestKit
import Testing

@testable import FileAccess

struct LineFileTests {
    private static let blocks = 64 << 10

    @Test(arguments: [0, 1, blocks - 1, blocks, blocks + 1, 3 * blocks])
    func theUnfinishedLineIsFoundWhereverBlocksEnd(_ length: Int) throws {
        let folder = try ScratchFolder()
        let rest = String(repeating: "x", count: length)
        for before in ["", "\n", "a\n", String(repeating: "b", count: Self.blocks - 1) + "\n"] {
            try folder.write(before + rest, to: "f")
            let file = try LineFile(path: folder.path + "/f")
            #expect(try file.unfinishedLine(most: 4 * Self.blocks)?.count == length)
            #expect(file.byteCount == before.utf8.count + length)
        }
    }

    @Test func aRestThatIsTooLongIsNotRead() throws {
        let folder = try ScratchFolder()
        try folder.write(String(repeating: "x", count: 2 * Self.blocks), to: "f")
        #expect(try LineFile(path: folder.path + "/f").unfinishedLine(most: Self.blocks) == nil)
    }

    @Test func linesAreAppendedAndCanBeTakenBack() throws {
        let folder = try ScratchFolder()
        let file = try LineFile(path: folder.path + "/f")
        try file.append(Array("one\n".utf8))
        try file.append(Array("two\n".utf8))
        try file.synchronize()
        try file.truncate(to: 4)
        try file.append(Array("three\n".utf8))
        #expect(try folder.text(of: "f") == "one\nthree\n")
        #expect(file.byteCount == 10)
    }

    @Test func aSecondWriterIsRefusedUntilTheFirstIsGone() throws {
        let folder = try ScratchFolder()
        var first: LineFile? = try LineFile(path: folder.path + "/f")
        #expect(throws: FileFailure.self) { try LineFile(path: folder.path + "/f") }
        #expect(first?.isInPlace == true)
        first = nil
        #expect(throws: Never.self) { try LineFile(path: folder.path + "/f") }
    }

    @Test func aFileThatWasRenamedIsNotInPlace() throws {
        let folder = try ScratchFolder()
        let file = try LineFile(path: folder.path + "/f")
        try FileSystem.replace(folder.path + "/g", with: folder.path + "/f")
        #expect(!file.isInPlace)
        try folder.write("", to: "f")
        #expect(!file.isInPlace)
    }

    @Test func aFolderIsNoFile() throws {
        let folder = try ScratchFolder()
        #expect(throws: FileFailure.self) { try LineFile(path: folder.path) }
    }
}
