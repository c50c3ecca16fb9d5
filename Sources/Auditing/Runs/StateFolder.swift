package import AuditModel
import FileAccess

/// Where the tool keeps what outlives a run: recordings, archives, plans.
package struct StateFolder: Hashable, Sendable {
    /// The folder; it need not exist yet.
    package let path: String

    /// Names the folder.
    package init(path: String) { self.path = path }

    /// The recordings of a run; `authority` and `siem` lie inside.
    package func recordings(of runID: String) -> String { path + "/recordings/" + runID }

    /// The recording of one side of a run.
    package func recording(of runID: String, _ side: Side) -> String { recordings(of: runID) + "/" + side.word }

    /// What SIEMs answered when a run asked them for ids that were not in their recording.
    package func idRecording(of runID: String) -> String { recordings(of: runID) + "/siem-ids" }

    /// Where a relative path of the state folder lies, unless a file or folder of that name is at hand.
    package func place(of relative: String) -> String {
        if case .nothing = FileKind.of(relative) { return path + "/" + relative }
        return relative
    }

    /// Runs that have recordings, ordered by name.
    package var recordedRuns: [String] { FileKind.names(in: path + "/recordings") }
}
