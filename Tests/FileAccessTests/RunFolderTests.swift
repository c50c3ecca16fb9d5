import AuditModel
import FileAccess
import Glibc
import TestKit
import Testing

struct RunFolderTests {
    let scratch: ScratchFolder
    /// 2026-11-17T08:02:11Z.
    let start: Int64 = 1_794_902_531_000_000_000

    init() throws { scratch = try ScratchFolder() }

    @Test func nameHoldsStartNameAndFourDigits() throws {
        let parent = scratch.path + "/deep/reports"
        let folder = try RunFolder.create(in: parent, start: start, name: "Weekly Audit") { _ in [0x7F, 0x3A] }
        #expect(folder.runID == "20261117T080211Z-weekly-audit-7f3a")
        #expect(folder.path == parent + "/" + folder.runID)
        for path in [parent, folder.path] {
            var status = stat()
            #expect(unsafe lstat(path, &status) == 0)
            #expect(status.st_mode & 0o777 == 0o700)
        }
    }

    @Test func aTakenNameIsNotShared() throws {
        var next: UInt8 = 0
        func bytes(_ count: Int) -> [UInt8] {
            defer { next = next == 0 ? 1 : next + 1 }
            return [0, next / 2]
        }
        let first = try RunFolder.create(in: scratch.path, start: start, name: "a", randomBytes: bytes)
        let second = try RunFolder.create(in: scratch.path, start: start, name: "a", randomBytes: bytes)
        #expect(first.runID.hasSuffix("-0000") && second.runID.hasSuffix("-0001"))
        #expect { try RunFolder.create(in: scratch.path, start: start, name: "a") { _ in [0, 0] } } throws: {
            ($0 as? FileFailure)?.alreadyExists == true
        }
    }

    @Test func anOutFolderIsNewOrEmpty() throws {
        let path = scratch.path + "/out/run"
        let random: (Int) -> [UInt8] = { _ in [1, 2] }
        let folder = try RunFolder.adopt(path, start: start, name: "", randomBytes: random)
        #expect(folder.path == path && folder.runID == "20261117T080211Z-audit-0102")
        #expect(try RunFolder.adopt(path, start: start, name: "", randomBytes: random) == folder)
        _ = try folder.file("a").finish()
        try folder.commit()
        #expect { try RunFolder.adopt(path, start: start, name: "", randomBytes: random) } throws: {
            ($0 as? FileFailure)?.problem.code == "E-EXISTS"
        }
        try scratch.write("", to: "file")
        #expect { try RunFolder.adopt(scratch.path + "/file", start: start, name: "", randomBytes: random) } throws: {
            ($0 as? FileFailure)?.errorNumber == ENOTDIR
        }
    }

    @Test func onlyAnEmptyFolderIsRemoved() throws {
        let folder = try RunFolder.create(in: scratch.path, start: start, name: "a") { _ in [0, 0] }
        _ = try folder.file("a").finish()
        try folder.commit()
        folder.removeIfEmpty()
        #expect(try scratch.names() == [folder.runID])
        #expect(unsafe unlink(folder.path + "/a") == 0)
        folder.removeIfEmpty()
        #expect(try scratch.names() == [])
    }

    @Test(arguments: [
        ("weekly", "weekly"), ("", "audit"), ("Über ../../etc", "ber-etc"), ("--a--b--", "a-b"), ("\u{1B}[0m", "0m"),
        (String(repeating: "x", count: 300), String(repeating: "x", count: 64)),
    ]) func namesAreReduced(name: String, reduced: String) {
        #expect(RunFolder.reduced(name) == reduced)
    }
}
