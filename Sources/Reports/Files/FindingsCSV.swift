package import AuditModel
package import FileAccess

/// `findings.csv`: one row a finding.
///
/// The caller writes them by kind, time and id bytes; this type keeps the form.
package final class FindingsCSV {
    /// One row; nil leaves a cell empty.
    package struct Row: Hashable, Sendable {
        package let kind: FindingKind
        /// The id as the record writes it; empty where it has none.
        package var id: String
        /// Nanoseconds since the Unix epoch.
        package var authorityTime: Int64?
        package var siemTime: Int64?
        /// SIEM time minus authority time, in nanoseconds.
        package var delta: Int64?
        /// The number of the gap it belongs to.
        package var gap: Int?
        package var detail: String

        /// Makes a row.
        package init(
            _ kind: FindingKind, id: String, authorityTime: Int64? = nil, siemTime: Int64? = nil, delta: Int64? = nil,
            gap: Int? = nil, detail: String = ""
        ) {
            self.kind = kind
            self.id = id
            self.authorityTime = authorityTime
            self.siemTime = siemTime
            self.delta = delta
            self.gap = gap
            self.detail = detail
        }
    }

    private let file: AtomicFile
    /// The row being written; kept so that rows need no memory of their own.
    private var line: [UInt8] = []

    /// Begins the file in the run's folder with its header row.
    package init(in folder: RunFolder) throws(FileFailure) {
        file = try folder.file("findings.csv")
        try file.write("kind,id,authority_time,siem_time,delta_seconds,gap,detail\r\n")
    }

    /// Adds a row.
    package func write(_ row: Row) throws(FileFailure) {
        line.removeAll(keepingCapacity: true)
        line += row.kind.rawValue.utf8
        cell(Escaping.csvCell(row.id))
        line.append(UInt8(ascii: ","))
        if let time = row.authorityTime { InstantText.append(time, to: &line) }
        line.append(UInt8(ascii: ","))
        if let time = row.siemTime { InstantText.append(time, to: &line) }
        cell(row.delta.map { Numerals.seconds(nanoseconds: $0) } ?? "")
        cell(row.gap.map(String.init) ?? "")
        cell(Escaping.csvCell(row.detail))
        line += "\r\n".utf8
        try file.write(line)
        file.endRecord()
    }

    private func cell(_ text: String) {
        line.append(UInt8(ascii: ","))
        line += text.utf8
    }

    /// Completes the file and describes it; `records` counts rows without the header.
    package func finish() throws(FileFailure) -> AuditReport.DataFile { .init(role: "findings", try file.finish()) }
}
