import AuditModel
import FileAccess

/// The file that names events which a check did not find as they should be; made when the first one comes.
final class CheckList {
    private let folder: PlanFolder
    private let name: String
    private var file: AtomicFile?

    /// - Parameter name: of the check, without an ending.
    init(_ folder: PlanFolder, name: String) {
        self.folder = folder
        self.name = name + ".csv"
    }

    /// Adds an event with what is wrong with it: `absent`, `refused`, `cut`, `changed`, `other-time` or `twice`.
    func add(_ event: PlannedEvent, _ state: String) throws(FileFailure) {
        if file == nil {
            file = try AtomicFile(folder: folder.path, name: name)
            try file?.write(CSVLine.of(["id", "time", "state"]))
        }
        let time = event.time.map(InstantText.rfc3339) ?? ""
        try file?.write(CSVLine.of([event.id.joined(separator: "|"), time, state]))
    }

    /// Ends the file; its path, or nil when nothing was added.
    func finish() throws(FileFailure) -> String? { try file?.finish().path }
}
