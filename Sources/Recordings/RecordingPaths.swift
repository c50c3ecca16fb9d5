import FileAccess

/// The files of a recording while it is written.
///
/// Records, stamps and journal only grow. To finish, what replaces them is written beside them; `recording.ready`, whole
/// and durable, is the point from which on a recording counts as finished, and ``rollForward()`` does the rest, in this
/// run or the next.
struct RecordingPaths: Sendable {
    let folder: String

    var records: String { folder + "/" + RecordingDescription.recordsName }
    var stamps: String { folder + "/" + RecordingDescription.stampsName }
    var description: String { folder + "/" + RecordingDescription.fileName }
    var journal: String { folder + "/" + Self.journalName }
    var ready: String { folder + "/" + Self.readyName }
    var rewrittenRecords: String { folder + "/records.rewritten" }
    var rewrittenStamps: String { folder + "/stamps.rewritten" }

    static let journalName = "journal.ndjson"
    static let readyName = "recording.ready"

    /// Whether a recording was begun or finished here.
    var hasRecording: Bool { [description, journal, ready].contains { FileSystem.exists($0) } }

    /// What else lies in the folder: nothing of a recording that is only just beginning.
    var foreignNames: [String] {
        FileKind.names(in: folder).filter { $0 != FolderLock.fileName && !$0.hasSuffix(".partial") }
    }

    /// Ends what a run before this one had begun to finish.
    func rollForward() throws(FileFailure) {
        guard FileSystem.exists(ready) else {
            for path in [rewrittenRecords, rewrittenStamps] { try FileSystem.remove(path) }
            try removePartial()
            return
        }
        if FileSystem.exists(rewrittenRecords) { try FileSystem.replace(records, with: rewrittenRecords) }
        if FileSystem.exists(rewrittenStamps) { try FileSystem.replace(stamps, with: rewrittenStamps) }
        try FileSystem.replace(description, with: ready)
        try FileSystem.synchronize(folder: folder)
        try FileSystem.remove(journal)
        try FileSystem.synchronize(folder: folder)
    }

    /// Removes files that a killed run had not given their names.
    private func removePartial() throws(FileFailure) {
        for name in FileKind.names(in: folder) where name.hasPrefix(".") && name.hasSuffix(".partial") {
            try FileSystem.remove(folder + "/" + name)
        }
    }
}
