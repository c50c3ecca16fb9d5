import Glibc

/// Sizes of files on disk.
package enum FileSize {
    /// Bytes of a regular file; nil for anything else.
    package static func of(_ path: String) -> Int? {
        var status = stat()
        // SAFETY: stat reads the string and fills the structure, both of which live during the call.
        guard unsafe stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        return Int(status.st_size)
    }
}
