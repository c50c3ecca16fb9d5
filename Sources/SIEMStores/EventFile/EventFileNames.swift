import FileAccess

/// The names of a file that is rotated: the file itself, and the older ones with numbers after their name, the oldest 1.
struct EventFileNames: Sendable {
    let path: String

    /// The folder the files are in.
    var folder: String { path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "." }

    /// The older files, the oldest first.
    func older() -> [(path: String, number: Int)] {
        let name = path.lastIndex(of: "/").map { path[path.index(after: $0)...] } ?? path[...]
        let prefix = name + "."
        return FileKind.names(in: folder).compactMap { other in
            guard other.hasPrefix(prefix) else { return nil }
            let digits = other.dropFirst(prefix.count)
            guard let number = Int(digits), number > 0, String(number) == digits else { return nil }
            return (path + "." + digits, number)
        }
        .sorted { $0.number < $1.number }
    }

    /// All files there are, the oldest first.
    var all: [String] { older().map(\.path) + (FileSystem.exists(path) ? [path] : []) }

    /// The name under which the file is put away next.
    var next: String { path + "." + String((older().last?.number ?? 0) + 1) }
}
