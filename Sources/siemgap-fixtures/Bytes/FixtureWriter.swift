import Glibc

/// Writes generated files below one folder, replacing what is there.
package struct FixtureWriter {
    /// A system call failed.
    package struct Failure: Error, CustomStringConvertible {
        package let path: String
        /// The value of `errno`.
        package let code: Int32

        package var description: String { "\(path): error \(code)" }
    }

    private let root: String

    /// Writes below `root`, which is made if it does not exist.
    package init(root: String) { self.root = root }

    /// Writes every file and makes folders as needed; files that are not in the list stay.
    ///
    /// - Throws: ``Failure`` on the first file that cannot be written.
    package func write(_ files: [FixtureFile]) throws {
        for file in files {
            let path = root + "/" + file.path
            try makeFolders(above: path)
            try write(file.bytes, to: path)
        }
    }

    /// Writes a line to standard error.
    package static func complain(_ text: String) {
        let bytes = Array(text.utf8)
        _ = Glibc.write(STDERR_FILENO, bytes, bytes.count)
    }

    private func makeFolders(above path: String) throws {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        for count in 1...parts.count {
            let folder = parts.prefix(count).joined(separator: "/")
            if folder.isEmpty || mkdir(folder, 0o755) == 0 || errno == EEXIST { continue }
            throw Failure(path: folder, code: errno)
        }
    }

    private func write(_ bytes: [UInt8], to path: String) throws {
        guard let file = fopen(path, "wb") else { throw Failure(path: path, code: errno) }
        let written = fwrite(bytes, 1, bytes.count, file)
        let code = errno
        guard fclose(file) == 0, written == bytes.count else { throw Failure(path: path, code: code) }
    }
}
