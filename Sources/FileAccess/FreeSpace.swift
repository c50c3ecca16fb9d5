import Glibc

/// How much room there is where a folder lies or would be made.
package struct FreeSpace: Hashable, Sendable {
    /// The folder itself, or the nearest one above it that exists.
    package let folder: String
    /// Bytes an ordinary user may still write.
    package let bytes: Int
    /// Whether this process may make files there.
    package let isWritable: Bool

    /// Looks at the file system; nil when it cannot be asked.
    package static func at(_ path: String) -> FreeSpace? {
        var folder = path
        while FileKind.of(folder) == .nothing {
            guard let slash = folder.lastIndex(of: "/") else {
                folder = "."
                break
            }
            folder = slash == folder.startIndex ? "/" : String(folder[..<slash])
        }
        var status = statvfs()
        // SAFETY: statvfs and access read the string, which lives during the calls, and statvfs fills the structure.
        guard unsafe statvfs(folder, &status) == 0 else { return nil }
        return FreeSpace(
            folder: folder, bytes: Int(status.f_bavail) * Int(status.f_frsize),
            isWritable: unsafe access(folder, W_OK | X_OK) == 0)
    }
}
