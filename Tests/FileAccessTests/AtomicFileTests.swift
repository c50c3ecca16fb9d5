import AuditModel
import FileAccess
import Glibc
import TestKit
import Testing

struct AtomicFileTests {
    let scratch: ScratchFolder

    init() throws { scratch = try ScratchFolder() }

    @Test(arguments: [0, 1, 5, 262_143, 262_144, 262_145, 700_001])
    func bytesArriveWhole(count: Int) throws {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let file = try AtomicFile(folder: scratch.path, name: "a")
        try file.write(Array(bytes.prefix(count / 3)))
        #expect(try scratch.names() == [".a.partial"])
        try file.write(Array(bytes.dropFirst(count / 3)))
        file.endRecord()
        let summary = try file.finish()
        #expect(try scratch.names() == ["a"])
        #expect(try scratch.bytes(of: "a") == bytes)
        var digest = FileDigest()
        digest.update(bytes.span)
        #expect(summary.path == scratch.path + "/a" && summary.bytes == count && summary.records == 1)
        #expect(summary.sha256 == digest.hexadecimal())
    }

    @Test func onlyTheOwnerMayRead() throws {
        _ = try AtomicFile(folder: scratch.path, name: "a").finish()
        var status = stat()
        #expect(unsafe lstat(scratch.path + "/a", &status) == 0)
        #expect(status.st_mode & 0o777 == 0o600)
    }

    @Test func abandonedFilesLeaveNothing() throws {
        do {
            let file = try AtomicFile(folder: scratch.path, name: "a")
            try file.write("half")
        }
        #expect(try scratch.names() == [])
        let file = try AtomicFile(folder: scratch.path, name: "a")
        file.abandon()
        #expect(try scratch.names() == [])
    }

    @Test func anExistingNameIsKept() throws {
        try scratch.write("old", to: "a")
        #expect { try AtomicFile(folder: scratch.path, name: "a") } throws: {
            ($0 as? FileFailure)?.alreadyExists == true
        }
        let late = try AtomicFile(folder: scratch.path, name: "b")
        try scratch.write("old", to: "b")
        #expect { try late.finish() } throws: { ($0 as? FileFailure)?.alreadyExists == true }
        #expect(try scratch.text(of: "a") == "old" && scratch.text(of: "b") == "old")
        #expect(try scratch.names() == ["a", "b"])
    }

    @Test func aMissingFolderIsNamed() throws {
        #expect { try AtomicFile(folder: scratch.path + "/none", name: "a") } throws: {
            guard let failure = $0 as? FileFailure else { return false }
            return failure.errorNumber == ENOENT && failure.problem.what.contains("/none/a")
        }
    }

    /// A limit on file size stands for a full disk: both end a write in the middle.
    ///
    /// The limit is the process's, so it is far above what other tests write.
    @Test func aFullDiskLeavesNothingHalfWritten() throws {
        signal(SIGXFSZ, SIG_IGN)
        var limit = rlimit()
        #expect(unsafe getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0)
        let before = limit
        limit.rlim_cur = 96 << 20
        #expect(unsafe setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0)
        defer {
            limit = before
            unsafe setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
        }
        let file = try AtomicFile(folder: scratch.path, name: "a")
        let block = [UInt8](repeating: 1, count: 1 << 20)
        #expect {
            for _ in 0..<97 { try file.write(block) }
            _ = try file.finish()
        } throws: { ($0 as? FileFailure)?.isDiskFull == true }
        file.abandon()
        #expect(try scratch.names() == [])
    }

    @Test(.enabled(if: unsafe access("/sys/kernel", F_OK) == 0)) func aReadOnlyFolderIsRefused() throws {
        #expect { try AtomicFile(folder: "/sys/kernel", name: "a") } throws: {
            ($0 as? FileFailure)?.problem.code == "E-PERMISSION"
        }
        #expect { try RunFolder.create(in: "/sys/kernel", start: 0, name: "a") { _ in [0, 0] } } throws: {
            ($0 as? FileFailure)?.isPermission == true
        }
    }

    @Test(arguments: [ENOSPC, EDQUOT, EFBIG]) func fullDisksAreTold(errorNumber: Int32) {
        let failure = FileFailure(step: "write", path: "x", errorNumber: errorNumber)
        #expect(failure.isDiskFull && !failure.isPermission && failure.problem.code == "E-DISK")
    }

    @Test(arguments: [EACCES, EPERM, EROFS]) func refusalsAreTold(errorNumber: Int32) {
        let failure = FileFailure(step: "create", path: "x", errorNumber: errorNumber)
        #expect(failure.isPermission && !failure.isDiskFull && failure.problem.code == "E-PERMISSION")
    }
}
