/// What `inspect` found out about one file.
package struct FileInspection: Hashable, Sendable {
    /// A field chosen for a role, and how many records have it.
    package struct Field: Hashable, Sendable {
        /// `id`, `time` or `scope`.
        package let role: String
        package let path: String
        /// Records in which the field had a usable value.
        package let hits: Int
        /// Records looked at.
        package let of: Int

        /// Makes a field.
        package init(role: String, path: String, hits: Int, of: Int) {
            self.role = role
            self.path = path
            self.hits = hits
            self.of = of
        }
    }

    package let path: String
    /// `ndjson`, `csv` …; nil when the content was not recognised.
    package var format: String?
    package var preset: String?
    /// Why that preset was chosen, in one sentence.
    package var why: String?
    /// In the order to be shown.
    package var fields: [Field] = []
    package var records = 0
    package var truncated = 0
    package var unidentified = 0
    package var untimed = 0
    /// Earliest and latest event time, nanoseconds since the Unix epoch.
    package var first: Int64?
    package var last: Int64?
    package var trust: [TrustMark] = []
    package var problems: [Problem] = []

    /// Begins the description of a file.
    package init(path: String) { self.path = path }

    /// Whether an id and a time were found, which is what an audit needs.
    package var isUsable: Bool {
        ["id", "time"].allSatisfy { role in fields.contains { $0.role == role && $0.hits > 0 } }
    }
}
