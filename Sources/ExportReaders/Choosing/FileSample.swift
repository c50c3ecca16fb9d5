/// What the chooser looks at: the first records of one file.
package struct FileSample: Sendable {
    /// The records, as bytes.
    package enum Records: Sendable {
        /// Whole JSON records, text before their first brace allowed.
        case json([[UInt8]])
        /// Rows of a CSV file or of a query answer's table, cells decoded.
        case rows(HeaderNames, [[[UInt8]]])
    }

    package let records: Records
    package let layout: RecordLayout
    /// The file's name without its folder; empty for standard input.
    package let fileName: String

    /// Describes a sample; about 500 records say enough.
    package init(records: Records, layout: RecordLayout, fileName: String) {
        self.records = records
        self.layout = layout
        self.fileName = fileName
    }

    /// The columns of a table; nil for JSON records.
    var header: HeaderNames? {
        switch records {
        case .json: nil
        case .rows(let header, _): header
        }
    }
}

/// The id by which a recording knows its records.
package struct ExpectedID: Hashable, Sendable {
    package let parts: [FieldPath]
    /// Whether the service gives none, so that it was made from the whole record: no other field can hold it.
    package let isMade: Bool

    /// Names the id's parts.
    package init(parts: [FieldPath], isMade: Bool) {
        self.parts = parts
        self.isMade = isMade
    }
}

/// What the user said about one side's fields.
package struct FieldOverrides: Hashable, Sendable {
    package var preset: Preset?
    package var ids: [FieldPath] = []
    package var time: FieldPath?
    /// Where times without a zone come from: an IANA name, an offset, or `UTC`.
    package var zone: String?
    package var match: [FieldPath] = []
    /// Whether a file in which no record has an id is read all the same.
    package var allowsNoIDs = false
    /// The id of the other side's records, where that side names it.
    package var expected: ExpectedID?

    /// Nothing said.
    package init() {}
}
