package import AuditModel
package import FileAccess

/// A file of records, one a line, each given as the bytes it shall have: `missing.ndjson` and `extra.ndjson`.
package final class RecordFile {
    private let role: String
    private let name: String
    private let file: AtomicFile

    /// Begins `<role>.ndjson` in the run's folder.
    package init(role: String, in folder: RunFolder) throws(FileFailure) {
        self.role = role
        name = role + ".ndjson"
        file = try folder.file(name)
    }

    /// Adds one record; it must not hold a line feed.
    package func write(_ record: Span<UInt8>) throws(FileFailure) {
        try file.write(record)
        try file.write([0x0A])
        file.endRecord()
    }

    /// Completes the file and describes it.
    package func finish() throws(FileFailure) -> AuditReport.DataFile { .init(role: role, try file.finish()) }
}

extension AuditReport.DataFile {
    /// Describes a finished file of the run's folder by its name there.
    package init(role: String, _ file: AtomicFile.Summary) {
        let name = file.path.split(separator: "/").last.map(String.init) ?? file.path
        self.init(role: role, path: name, records: file.records, bytes: file.bytes, sha256: file.sha256)
    }
}
