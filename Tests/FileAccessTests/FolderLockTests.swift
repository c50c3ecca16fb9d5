import FileAccess
import Foundation
import TestKit
import Testing

/// The right to write into a folder.
struct FolderLockTests {
    private let scratch: ScratchFolder

    init() throws { scratch = try ScratchFolder() }

    @Test func isHeldByOneAndNamesTheHolder() throws {
        let holder = "process \(ProcessInfo.processInfo.processIdentifier)"
        let lock = try FolderLock(folder: scratch.path)
        #expect(throws: FolderLock.Refusal.held(by: holder)) { try FolderLock(folder: scratch.path) }
        withExtendedLifetime(lock) {}
    }

    @Test func isFreeOnceLetGoOfAndLeavesNothing() throws {
        for _ in 0..<3 { withExtendedLifetime(try FolderLock(folder: scratch.path)) {} }
        #expect(try scratch.names().isEmpty)
    }

    @Test func aLeftOverFileOfAProcessThatEndedHoldsNobodyUp() throws {
        try scratch.write("process 1\n", to: FolderLock.fileName)
        withExtendedLifetime(try FolderLock(folder: scratch.path)) {}
    }

    @Test func aFolderThatIsNotThereCannotBeHeld() throws {
        #expect(throws: FolderLock.Refusal.self) { try FolderLock(folder: scratch.path + "/none") }
    }
}
