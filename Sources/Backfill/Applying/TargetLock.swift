import FileAccess

/// The right to be the only one who sends to a target, of all commands with the same state folder.
///
/// A backfill holds it from its first event to its last, a collector for each pass in which it sends what came.
package struct TargetLock: Sendable {
    private let lock: FolderLock

    /// Takes it.
    ///
    /// - Throws: ``BackfillFault`` at once when another process has it.
    package init(_ target: String, state: String) throws {
        let folder = "\(state)/locks/deliver-\(target)"
        try FileSystem.makeFolders(folder)
        do throws(FolderLock.Refusal) {
            lock = try FolderLock(folder: folder)
        } catch {
            switch error {
            case .held(let holder): throw BackfillFault.busy(target, by: holder)
            case .failed(let failure): throw failure
            }
        }
    }
}
