import Glibc
import Synchronization

/// Finished files that wait to be made durable and named together: one wait for the disk instead of one a file.
package final class FileBatch: Sendable {
    /// A finished file under its temporary name, still open.
    struct Waiting: Sendable {
        let descriptor: Int32
        let temporary: String
        let path: String
    }

    private let waiting = Mutex<[Waiting]>([])

    /// An empty batch.
    package init() {}

    deinit { drop(waiting.withLock { $0 }) }

    func add(_ file: Waiting) { waiting.withLock { $0.append(file) } }

    /// Makes all waiting files durable, gives them their names and makes the names durable.
    ///
    /// - Throws: ``FileFailure`` of the first file that failed; no file keeps a temporary name, and none that failed has
    ///   its final one.
    package func commit(folder: String) throws(FileFailure) {
        let files = waiting.withLock { files in
            defer { files = [] }
            return files
        }
        guard !files.isEmpty else { return }
        let failures = Mutex<[Int: FileFailure]>([:])
        WorkerThreads.run(files.count) { number in
            guard fsync(files[number].descriptor) != 0 else { return }
            failures.withLock { $0[number] = .last("write", files[number].path) }
        }
        if let failure = failures.withLock({ failures in failures.min { $0.key < $1.key }?.value }) {
            drop(files)
            throw failure
        }
        for (number, file) in files.enumerated() {
            close(file.descriptor)
            do throws(FileFailure) {
                try FileSystem.renameWithoutReplacing(file.temporary, to: file.path)
            } catch {
                drop(Array(files[(number + 1)...]))
                throw error
            }
        }
        try FileSystem.synchronize(folder: folder)
    }

    private func drop(_ files: [Waiting]) {
        for file in files {
            close(file.descriptor)
            // SAFETY: unlink reads the string, which lives during the call.
            _ = unsafe unlink(file.temporary)
        }
    }
}
