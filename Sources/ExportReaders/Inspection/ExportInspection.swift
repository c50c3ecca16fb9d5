package import AuditModel

/// All that `inspect` says about one file.
package struct ExportInspection: Hashable, Sendable {
    package var path: String
    /// Size on disk, in bytes; nil for a stream.
    package var bytes: Int?
    package var isCompressed = false
    /// Nil where the format is not one that is read; ``refusal`` then says what it is.
    package var layout: RecordLayout?
    package var encoding = TextEncoding.utf8
    /// Only of CSV files.
    package var dialect: CSVDialect?
    package var choice: FieldChoice?
    /// Nil until the whole file was read.
    package var counts: Counts?
    /// Earliest and latest event time, nanoseconds since the Unix epoch, UTC.
    package var first: Int64?
    package var last: Int64?
    package var marks: [FieldChoice.Mark] = []
    package var problems: [Problem] = []
    /// Why the file was not read, in one line.
    package var refusal: String?

    /// What a whole reading of the file counted.
    package struct Counts: Hashable, Sendable {
        package var records = 0
        /// Records with an id, and distinct ids among them.
        package var identified = 0
        package var distinct = 0
        /// Records with an id but without a usable time.
        package var untimed = 0
        package var truncated = 0

        /// All zero.
        package init() {}
    }

    /// Names a file of which nothing is known yet.
    package init(path: String) { self.path = path }

    /// Whether id and time were found, as the exit status of `inspect` asks.
    package var isUsable: Bool {
        guard let choice, refusal == nil, choice.confirmation == nil else { return false }
        return choice.identified > 0 && choice.mainTime != nil && !problems.contains { $0.severity == .error }
    }

    /// Marks of the reading and of the choice of fields.
    var allMarks: [FieldChoice.Mark] { marks + (choice?.marks ?? []) }
}
