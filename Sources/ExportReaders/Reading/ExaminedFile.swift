package import AuditModel

/// A file that was looked at: how its records are read, and what is to be said about that.
package struct ExaminedFile: Sendable {
    package var file: RecordFile
    package let layout: RecordLayout
    package let dialect: CSVDialect?
    /// Columns of a CSV file or table.
    package let header: HeaderNames?
    package var choice: FieldChoice
    /// Finest precision of the sampled times.
    package var finest: TimePrecision?
    /// Whether sampled times state no zone although none is known for them.
    package var isZoneless = false
    /// Dates that could be read day first or month first, with one example; nil when there are none.
    package var ambiguousDay: String?
    package var problems: [Problem] = []
}

/// Why a file cannot be audited.
package struct UnreadableFile: Explained, Hashable {
    package let problem: Problem
    package var exitCode: Int { 2 }
}
