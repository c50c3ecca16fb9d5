import Glibc

/// What lies under a path.
package enum FileKind: Sendable {
    case nothing, file, folder
    /// A pipe, a socket or a device.
    case stream

    /// What the path leads to, links followed.
    package static func of(_ path: String) -> FileKind {
        var status = stat()
        // SAFETY: stat reads the string and fills the structure, both of which live during the call.
        guard unsafe stat(path, &status) == 0 else { return .nothing }
        switch status.st_mode & S_IFMT {
        case S_IFREG: return .file
        case S_IFDIR: return .folder
        case _: return .stream
        }
    }

    /// Names in a folder, `.` and `..` left out, ordered by their bytes; empty when it cannot be read.
    package static func names(in folder: String) -> [String] {
        // SAFETY: the stream is used between opendir and closedir only; each entry is copied before the next call.
        guard let stream = unsafe opendir(folder) else { return [] }
        defer { unsafe closedir(stream) }
        var names: [String] = []
        while let entry = unsafe readdir(stream) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return sorted(names)
    }

    /// Paths that match a shell pattern, ordered by their bytes.
    package static func matching(_ pattern: String) -> [String] {
        var result = unsafe glob_t()
        // SAFETY: glob fills the structure, which is freed after its strings were copied.
        defer { unsafe globfree(&result) }
        guard unsafe glob(pattern, GLOB_NOSORT, nil, &result) == 0 else { return [] }
        var paths: [String] = []
        for index in 0..<Int(unsafe result.gl_pathc) {
            guard let path = unsafe result.gl_pathv[index] else { continue }
            unsafe paths.append(String(cString: path))
        }
        return sorted(paths)
    }

    private static func sorted(_ paths: [String]) -> [String] {
        paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}
