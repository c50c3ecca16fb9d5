import AuditModel
import ByteScan

/// One line of `stamps.ndjson`: records in a row that became available in `(after, by]`.
///
/// Nanoseconds since the Unix epoch; the two are equal when the instant is known exactly.
package struct RecordingStamp: Hashable, Sendable {
    /// Byte offset in records.ndjson of the first of them.
    package let offset: Int
    package let records: Int
    package let after: Int64
    package let by: Int64

    init(offset: Int, records: Int, after: Int64, by: Int64) {
        self.offset = offset
        self.records = records
        self.after = after
        self.by = by
    }

    /// Reads a line; nil when it is none.
    package init?(line: [UInt8]) {
        guard let tree = try? JSONTree(parsing: line),  // a line that is no JSON is no stamp
            let offset = tree["offset"]?.number, let records = tree["records"]?.number,
            let after = Self.instant(tree["after"]), let by = Self.instant(tree["by"])
        else { return nil }
        self.init(offset: offset, records: records, after: after, by: by)
    }

    /// The line, its line feed included.
    var line: String {
        let value: JSONValue = [
            "offset": .integer(offset), "records": .integer(records), "after": .instant(after), "by": .instant(by),
        ]
        return value.text() + "\n"
    }

    private static func instant(_ value: JSONTree?) -> Int64? {
        guard let bytes = value?.scalarBytes else { return nil }
        return TimestampReader(zone: .unknown).read(bytes.span)?.nanoseconds
    }
}
