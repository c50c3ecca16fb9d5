import FileAccess
import Foundation
import TestKit
import Testing

/// A file that only grows.
struct AppendFileTests {
    private let scratch: ScratchFolder

    init() throws { scratch = try ScratchFolder() }

    @Test func growsFromWhereItEnded() throws {
        for part in ["one ", "two ", "three"] {
            let file = try AppendFile(path: scratch.path + "/f")
            let before = file.byteCount
            #expect(try file.append(Array(part.utf8)) == before)
            try file.synchronize()
        }
        #expect(try scratch.text(of: "f") == "one two three")
    }

    @Test(arguments: [(0, 3, "one"), (4, 3, "two"), (4, 99, "two"), (7, 1, ""), (9, 1, "")])
    func readsWhatIsThere(_ offset: Int, _ count: Int, _ text: String) throws {
        let file = try AppendFile(path: scratch.path + "/f")
        try file.append(Array("one two".utf8))
        #expect(String(decoding: try file.bytes(at: offset, count: count), as: UTF8.self) == text)
    }

    @Test func isCutButNeverMadeLonger() throws {
        let file = try AppendFile(path: scratch.path + "/f")
        try file.append(Array("one two".utf8))
        try file.truncate(to: 99)
        #expect(file.byteCount == 7)
        try file.truncate(to: 4)
        try file.append(Array("2".utf8))
        #expect(try scratch.text(of: "f") == "one 2")
    }

    @Test func aFolderOrALinkIsRefused() throws {
        #expect(throws: FileFailure.self) { try AppendFile(path: scratch.path) }
        try FileManager.default.createSymbolicLink(
            atPath: scratch.path + "/link", withDestinationPath: scratch.path + "/elsewhere")
        #expect(throws: FileFailure.self) { try AppendFile(path: scratch.path + "/link") }
        #expect(try scratch.names() == ["link"])
    }
}
