package import AuditModel

/// Some records of a slice on their way into a recording.
package struct RecordedPage: Sendable {
    /// Whole lines, each ended by a line feed.
    package var lines: [UInt8]
    /// How many lines there are.
    package var records: Int
    /// Availability of runs of records from the page's first on.
    package var stamps: [Stamp] = []
    /// Where to go on after this page; nil when nothing is left, or when only the start can be asked again.
    package var cursor: String?
    /// How many records the service says the whole answer has.
    package var expected: Int?
    /// What keeps the slice from being whole although more pages may follow: a lost item, an ignored filter.
    package var flaw: Flaw?
    /// What the service remarked that takes nothing from the slice.
    package var remark: Problem?

    /// Records that became available in `(after, by]`, nanoseconds; equal when the instant is known exactly.
    package struct Stamp: Hashable, Sendable {
        package let records: Int
        package let after: Int64
        package let by: Int64

        /// Describes the availability of a run of records.
        package init(records: Int, after: Int64, by: Int64) {
            self.records = records
            self.after = after
            self.by = by
        }
    }

    /// What keeps the slice from being whole: a code of the contract's list, and words.
    package struct Flaw: Hashable, Sendable {
        package let reason: String
        package let detail: String

        /// Describes a flaw.
        package init(_ reason: String, _ detail: String) {
            self.reason = reason
            self.detail = detail
        }
    }

    /// Makes a page.
    package init(lines: [UInt8], records: Int) {
        self.lines = lines
        self.records = records
    }

    /// Byte offsets in the page at which the runs of ``stamps`` begin.
    var stampOffsets: [Int] {
        var (offsets, position) = ([Int](), 0)
        for stamp in stamps {
            offsets.append(position)
            var left = stamp.records
            while left > 0, position < lines.count {
                if lines[position] == UInt8(ascii: "\n") { left -= 1 }
                position += 1
            }
        }
        return offsets
    }
}
