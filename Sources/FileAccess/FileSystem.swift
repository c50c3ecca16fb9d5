import Glibc

/// The few calls on names in folders that output files need.
package enum FileSystem {
    /// Whether anything has this name, a dangling link included.
    package static func exists(_ path: String) -> Bool {
        var status = stat()
        // SAFETY: lstat reads the string and fills the structure, both of which live during the call.
        return unsafe lstat(path, &status) == 0
    }

    /// Gives a file its final name; fails with `EEXIST` if that is taken, and removes the file when it fails.
    ///
    /// A process that ends in between leaves it under both names, so this is for files made to be given a name.
    package static func renameWithoutReplacing(_ old: String, to new: String) throws(FileFailure) {
        // SAFETY: both calls read the strings, which live during them.
        if unsafe link(old, new) == 0 {
            _ = unsafe unlink(old)
            return
        }
        // File systems without hard links: look first, then rename.
        let failure = FileFailure.last("create", new)
        guard [EPERM, EOPNOTSUPP, ENOSYS, EMLINK].contains(failure.errorNumber), !exists(new) else {
            try remove(old, because: failure)
        }
        guard unsafe rename(old, new) == 0 else { try remove(old, because: .last("create", new)) }
    }

    /// Gives a file another name in one step, so that it never has both or none; fails with `EEXIST` if that is taken.
    ///
    /// For files that one process alone puts away: a name that is taken between looking and moving is replaced.
    package static func move(_ old: String, to new: String) throws(FileFailure) {
        guard !exists(new) else { throw FileFailure(step: "create", path: new, errorNumber: EEXIST) }
        // SAFETY: rename reads the strings, which live during the call.
        guard unsafe rename(old, new) == 0 else { throw .last("create", new) }
    }

    /// Gives a file a name that another one may have until then; durable after ``synchronize(folder:)``.
    package static func replace(_ path: String, with newer: String) throws(FileFailure) {
        // SAFETY: rename reads the strings, which live during the call.
        guard unsafe rename(newer, path) == 0 else { throw .last("create", path) }
    }

    /// Removes a file; one that does not exist is as good as removed.
    package static func remove(_ path: String) throws(FileFailure) {
        // SAFETY: unlink reads the string, which lives during the call.
        guard unsafe unlink(path) == 0 || errno == ENOENT else { throw .last("remove", path) }
    }

    /// Makes the names in a folder durable.
    package static func synchronize(folder: String) throws(FileFailure) {
        // SAFETY: open reads the string, which lives during the call.
        let descriptor = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .last("write", folder) }
        defer { close(descriptor) }
        // Some network file systems cannot do this for folders and say EINVAL; then there is nothing more to do.
        guard fsync(descriptor) == 0 || errno == EINVAL else { throw .last("write", folder) }
    }

    /// Makes a folder for its owner only, and those above it that are missing.
    package static func makeFolders(_ path: String) throws(FileFailure) {
        guard !exists(path) else { return }
        if let parent = parent(of: path) { try makeFolders(parent) }
        do throws(FileFailure) {
            try makeFolder(path)
        } catch  where error.errorNumber == EEXIST {
            // Another process made it in between, which is just as good.
        }
    }

    /// Makes one folder for its owner only; fails with `EEXIST` if the name is taken.
    static func makeFolder(_ path: String) throws(FileFailure) {
        // SAFETY: mkdir reads the string, which lives during the call.
        guard unsafe mkdir(path, 0o700) == 0 else { throw .last("create", path) }
    }

    /// Whether a folder holds nothing.
    static func isEmpty(folder path: String) throws(FileFailure) -> Bool {
        // SAFETY: the stream is used between opendir and closedir only; the entry is compared with nil, never read.
        guard let stream = unsafe opendir(path) else { throw .last("read", path) }
        defer { unsafe closedir(stream) }
        for _ in 0..<2 { _ = unsafe readdir(stream) }  // "." and ".."
        return unsafe readdir(stream) == nil
    }

    /// The folder above, or nil for a name without one.
    static func parent(of path: String) -> String? {
        var rest = Substring(path)
        while rest.count > 1, rest.last == "/" { rest.removeLast() }
        guard let slash = rest.lastIndex(of: "/") else { return nil }
        let parent = rest[..<slash]
        return parent.isEmpty ? "/" : String(parent)
    }

    private static func remove(_ path: String, because failure: FileFailure) throws(FileFailure) -> Never {
        // SAFETY: unlink reads the string, which lives during the call.
        _ = unsafe unlink(path)
        throw failure
    }
}
