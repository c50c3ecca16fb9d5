import FileAccess

/// The folder of a pull whose records are on their way into the archive.
enum PulledFolder {
    /// Removes what an earlier round left there; the folder itself may be missing.
    static func empty(_ folder: String) throws(FileFailure) {
        for name in FileKind.names(in: folder) { try FileSystem.remove(folder + "/" + name) }
    }
}
