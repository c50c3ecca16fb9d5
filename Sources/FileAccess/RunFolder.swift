import AuditModel
import Glibc

/// The folder that takes a run's files; made for this run, for its owner only, never shared with another run.
package struct RunFolder: Sendable {
    /// Path as the person would write it.
    package let path: String
    /// `<UTC start>-<name>-<4 hex>`, also where `--out` chose the folder.
    package let runID: String
    /// Finished files that wait for their names.
    private let batch = FileBatch()

    /// Makes `<parent>/<run id>`, and the parent if need be.
    ///
    /// - Parameters:
    ///   - start: nanoseconds since the Unix epoch.
    ///   - name: the run's name; reduced to `[a-z0-9-]`.
    ///   - randomBytes: gives as many random bytes as it is asked for.
    package static func create(
        in parent: String = "reports", start: Int64, name: String, randomBytes: (Int) -> [UInt8]
    ) throws(FileFailure) -> RunFolder {
        try FileSystem.makeFolders(parent)
        var attemptsLeft = 16
        while true {
            let runID = runID(start: start, name: name, randomBytes: randomBytes)
            let path = parent + "/" + runID
            do throws(FileFailure) {
                try FileSystem.makeFolder(path)
                try FileSystem.synchronize(folder: parent)
                return RunFolder(path: path, runID: runID)
            } catch  where error.errorNumber == EEXIST && attemptsLeft > 0 {
                attemptsLeft -= 1
            }
        }
    }

    /// Makes the folder the person named, or takes it if it is empty.
    ///
    /// - Throws: ``FileFailure`` with `alreadyExists` if it holds anything.
    package static func adopt(
        _ path: String, start: Int64, name: String, randomBytes: (Int) -> [UInt8]
    ) throws(FileFailure) -> RunFolder {
        if FileSystem.exists(path) {
            guard try FileSystem.isEmpty(folder: path) else {
                throw FileFailure(step: "use as a run's folder", path: path, errorNumber: ENOTEMPTY)
            }
            // SAFETY: access reads the string, which lives during the call.
            guard unsafe access(path, W_OK | X_OK) == 0 else { throw .last("write", path) }
        } else {
            try FileSystem.makeFolders(path)
        }
        return RunFolder(path: path, runID: runID(start: start, name: name, randomBytes: randomBytes))
    }

    /// Takes the folder of a run that was interrupted, which must be empty; makes it if it is gone.
    package static func reopen(_ path: String, runID: String) throws(FileFailure) -> RunFolder {
        if FileSystem.exists(path), try !FileSystem.isEmpty(folder: path) {
            throw FileFailure(step: "use as a run's folder", path: path, errorNumber: ENOTEMPTY)
        }
        try FileSystem.makeFolders(path)
        return RunFolder(path: path, runID: runID)
    }

    /// Begins a file of the folder; it gets its name with the next ``commit()``.
    package func file(_ name: String) throws(FileFailure) -> AtomicFile {
        try AtomicFile(folder: path, name: name, batch: batch)
    }

    /// Makes all finished files durable and gives them their names.
    package func commit() throws(FileFailure) { try batch.commit(folder: path) }

    /// Removes the folder if nothing was put into it, so that a run that failed early leaves no trace.
    package func removeIfEmpty() {
        // SAFETY: rmdir reads the string, which lives during the call. It refuses a folder that holds anything.
        _ = unsafe rmdir(path)
    }

    /// A run's name as its folder shows it: lower case, runs of other characters become one dash, `audit` if none is left.
    package static func reduced(_ name: String) -> String {
        var text = ""
        for scalar in name.lowercased().unicodeScalars {
            switch scalar {
            case "a"..."z", "0"..."9": text.unicodeScalars.append(scalar)
            default: if text.last != "-" && !text.isEmpty { text += "-" }
            }
        }
        text = String(text.prefix(64))
        while text.last == "-" { text.removeLast() }
        return text.isEmpty ? "audit" : text
    }

    private static func runID(start: Int64, name: String, randomBytes: (Int) -> [UInt8]) -> String {
        let suffix = randomBytes(2).reduce(0) { $0 << 8 | Int($1) }
        let digits = String(suffix, radix: 16)
        let padding = String(repeating: "0", count: max(0, 4 - digits.utf8.count))
        return InstantText.compact(start) + "-" + reduced(name) + "-" + padding + digits
    }
}

extension RunFolder: Hashable {
    /// Folders are equal when path and run are.
    package static func == (left: RunFolder, right: RunFolder) -> Bool {
        left.path == right.path && left.runID == right.runID
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(path)
        hasher.combine(runID)
    }
}
