import Foundation

/// A folder for one test, removed with all it holds when the value goes away.
package final class ScratchFolder {
    /// Its full path.
    package let path: String

    /// Makes an empty folder among the temporary ones.
    package convenience init() throws { try self.init(in: FileManager.default.temporaryDirectory) }

    private init(in parent: URL) throws {
        let url = parent.appending(path: "siemgap-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.path
    }

    /// Makes an empty folder in memory where the system has room for files there, else among the temporary ones.
    ///
    /// For tests that wait for the disk hundreds of times: there it answers at once.
    package static func inMemory() throws -> ScratchFolder {
        let shared = URL(filePath: "/dev/shm")
        let isThere = FileManager.default.isWritableFile(atPath: shared.path)
        return try ScratchFolder(in: isThere ? shared : FileManager.default.temporaryDirectory)
    }

    deinit {
        // A folder that a test took its permissions from is given them back; what cannot be removed is left to the system.
        try? FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
        try? FileManager.default.removeItem(atPath: path)
    }

    /// The names in the folder, hidden ones included, sorted.
    package func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }

    /// The bytes of one of its files.
    package func bytes(of name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(filePath: path + "/" + name)))
    }

    /// One of its files as text.
    package func text(of name: String) throws -> String { String(decoding: try bytes(of: name), as: UTF8.self) }

    /// Writes a file.
    package func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: URL(filePath: path + "/" + name))
    }

    /// Gives one of its files the permissions of an octal mode.
    package func setPermissions(_ mode: Int, of name: String) throws {
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path + "/" + name)
    }

    /// Makes a folder inside, and those above it that are missing.
    package func makeFolder(_ name: String) throws {
        try FileManager.default.createDirectory(atPath: path + "/" + name, withIntermediateDirectories: true)
    }
}
