package import AuditModel
import FileAccess
package import Recordings

/// Turns what a user names as a side into a list of files.
package struct InputResolver {
    /// The files of one side, in the order of their path bytes for folders and globs.
    package struct Inputs: Sendable {
        package var files: [File] = []
        /// Names that lie in a named folder and were not read.
        package var passedOver: [String] = []
        /// Recordings among the inputs, by the path of their records.
        package var recordings: [String: RecordingFolder] = [:]

        /// One file and the name to show for it.
        package struct File: Sendable, Hashable {
            package let path: String
            package let name: String
        }
    }

    private static let endings = ["json", "jsonl", "ndjson", "csv", "tsv", "txt", "log"]
    private let flag: String

    /// - Parameter flag: `--source` or `--siem`, for messages.
    package init(flag: String) { self.flag = flag }

    /// Resolves the specs of a side, in order; the same file twice is an error.
    ///
    /// - Throws: ``UnresolvedInput``.
    package func resolve(_ specs: [String], spool: (String) throws -> String) throws -> Inputs {
        var inputs = Inputs()
        for spec in specs {
            let kind = FileKind.of(spec)
            if spec == "-" || kind == .stream {
                let name = spec == "-" ? "standard input" : spec
                inputs.files.append(Inputs.File(path: try spool(spec), name: name))
            } else if kind == .folder, let recording = try RecordingFolder(spec) {
                inputs.recordings[recording.recordsPath] = recording
                inputs.files.append(Inputs.File(path: recording.recordsPath, name: spec))
            } else if kind == .folder {
                try addFolder(spec, to: &inputs)
            } else if kind != .nothing {
                inputs.files.append(Inputs.File(path: spec, name: spec))
            } else {
                try addGlob(spec, to: &inputs)
            }
        }
        guard inputs.files.count <= RecordPosition.mostFiles else {
            throw UnresolvedInput(
                "E-INPUT-COUNT",
                "\(flag) names \(inputs.files.count) files; at most \(RecordPosition.mostFiles) can be read",
                fix: "join them, or audit a part at a time")
        }
        return inputs
    }

    /// The recordings in a folder, such as the days of an archive, and its files of events.
    private func addFolder(_ folder: String, to inputs: inout Inputs) throws {
        let names = FileKind.names(in: folder)
        let base = folder.hasSuffix("/") ? folder : folder + "/"
        var read = 0
        for name in names {
            let path = base + name
            if FileKind.of(path) == .folder, let recording = try RecordingFolder(path) {
                inputs.recordings[recording.recordsPath] = recording
                inputs.files.append(Inputs.File(path: recording.recordsPath, name: path))
                read += 1
            } else if FileKind.of(path) == .file, Self.isEventFile(name) {
                inputs.files.append(Inputs.File(path: path, name: path))
                read += 1
            } else {
                inputs.passedOver.append(path)
            }
        }
        guard read == 0 else { return }
        throw UnresolvedInput(
            "E-INPUT-EMPTY", "\(flag) \(folder) is a folder without a file that can be read",
            fix:
                "name files, or a folder with files ending in .\(Self.endings.joined(separator: ", .")) (or .gz behind it)"
        )
    }

    private static func isEventFile(_ name: String) -> Bool {
        var parts = name.lowercased().split(separator: ".")
        guard parts.count > 1 else { return false }
        if parts.last == "gz" { parts.removeLast() }
        return parts.count > 1 && endings.contains(parts.last.map(String.init) ?? "")
    }

    private func addGlob(_ pattern: String, to inputs: inout Inputs) throws {
        let paths = FileKind.matching(pattern).filter { FileKind.of($0) != .folder }
        guard !paths.isEmpty else {
            let isPattern = pattern.contains { "*?[".contains($0) }
            throw UnresolvedInput(
                "E-INPUT-MISSING",
                isPattern ? "\(flag): nothing matches \(pattern)" : "\(flag): there is no file \(pattern)",
                fix: "check the path; quote a pattern so that the shell does not expand it")
        }
        inputs.files += paths.map { Inputs.File(path: $0, name: $0) }
    }
}

/// A side that names nothing that can be read; wrong use, found before anything was read.
package struct UnresolvedInput: Explained, Hashable {
    package let problem: Problem
    package var exitCode: Int { 64 }

    init(_ code: String, _ what: String, fix: String) {
        problem = Problem(.error, code, what, effect: "nothing was read (exit 64)", fix: fix)
    }
}
