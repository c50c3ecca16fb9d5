import FileAccess
import Glibc
import TestKit
import Testing

@Suite struct FileSystemTests {
    @Test func aFileIsMovedInOneStep() throws {
        let folder = try ScratchFolder()
        try folder.write("events\n", to: "a")
        try FileSystem.move(folder.path + "/a", to: folder.path + "/a.1")
        #expect(try folder.names() == ["a.1"] && folder.text(of: "a.1") == "events\n")
    }

    @Test func aTakenNameLeavesBothFilesAsTheyAre() throws {
        let folder = try ScratchFolder()
        try folder.write("new\n", to: "a")
        try folder.write("old\n", to: "a.1")
        let failure = #expect(throws: FileFailure.self) {
            try FileSystem.move(folder.path + "/a", to: folder.path + "/a.1")
        }
        #expect(failure?.errorNumber == EEXIST)
        #expect(try folder.text(of: "a") == "new\n" && folder.text(of: "a.1") == "old\n")
    }

    @Test func aFileThatCannotBeMovedStays() throws {
        let folder = try ScratchFolder()
        try folder.write("events\n", to: "a")
        #expect(throws: FileFailure.self) {
            try FileSystem.move(folder.path + "/a", to: folder.path + "/nowhere/a.1")
        }
        #expect(try folder.text(of: "a") == "events\n")
    }
}
