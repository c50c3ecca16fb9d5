package import AuditModel
import FileAccess

/// One slice of a recording that is being written.
package struct RecordedSlice: Sendable {
    /// What is asked for.
    package struct Question: Hashable, Sendable {
        package let scope: Scope?
        package let axis: RecordingDescription.Slice.Axis
        /// Half-open, along the axis, nanoseconds since the Unix epoch; nil where the question has no time.
        package let window: TimeWindow?
        package let pageSize: Int?

        /// Describes a question.
        package init(
            scope: Scope?, axis: RecordingDescription.Slice.Axis, window: TimeWindow?, pageSize: Int? = nil
        ) {
            self.scope = scope
            self.axis = axis
            self.window = window
            self.pageSize = pageSize
        }
    }

    /// How a slice ended.
    package struct End: Hashable, Sendable {
        package let outcome: RecordingDescription.Slice.Outcome
        /// A code of the contract's list; nil for whole.
        package let reason: String?
        package var detail: String?
        /// Questions sent for it, and how often it was begun anew.
        package var requests = 0
        package var retries = 0
        /// When its last question was answered, nanoseconds since the Unix epoch; nil when it was not asked for.
        package var asked: Int64?

        /// Describes an end.
        package init(_ outcome: RecordingDescription.Slice.Outcome, _ reason: String? = nil, detail: String? = nil) {
            self.outcome = outcome
            self.reason = reason
            self.detail = detail
        }

        /// Everything that was asked for came.
        package static let whole = End(.whole)
    }

    package let id: Int
    package let question: Question
    package internal(set) var pages = 0
    package internal(set) var records = 0
    /// Where to go on; nil before the first page and where only the start can be asked again.
    package internal(set) var cursor: String?
    package internal(set) var expected: Int?
    /// The first flaw a page came with: one keeps the slice from being whole, and all of it is asked for anew then.
    package internal(set) var flaw: RecordedPage.Flaw?
    /// Nil while it is being asked for.
    package internal(set) var end: End?
    /// Half-open byte ranges in records.ndjson, in order, none adjacent to its neighbour.
    package internal(set) var ranges: [Range<Int>] = []
    /// Where its pages end, counted in its own bytes; nil where that is no longer known.
    ///
    /// Memory: 8 bytes a page.
    package internal(set) var pageEnds: [Int]? = []
    var digest = FileDigest()
    /// Of a slice that ended in an earlier run.
    var knownSHA256: String?

    init(id: Int, question: Question) {
        self.id = id
        self.question = question
    }

    /// Bytes of its records.
    var byteCount: Int { ranges.reduce(0) { $0 + $1.count } }

    mutating func take(_ page: JournalEntry.Page) {
        pages += 1
        records += page.records
        cursor = page.cursor
        expected = page.expected ?? expected
        flaw = flaw ?? page.flaw
        knownSHA256 = nil
        // Pages taken over from a finished recording are its ranges.
        if page.sha256 == nil { pageEnds = nil }
        let pageEnd = (pageEnds?.last ?? 0) + page.bytes
        pageEnds?.append(pageEnd)
        guard page.bytes > 0 else { return }
        let range = page.offset..<(page.offset + page.bytes)
        if let last = ranges.last, last.upperBound == range.lowerBound {
            ranges[ranges.count - 1] = last.lowerBound..<range.upperBound
        } else {
            ranges.append(range)
        }
    }

    /// The slice as it was before its first page.
    var rewound: RecordedSlice { RecordedSlice(id: id, question: question) }

    /// How `recording.json` describes it; a slice that has no end was cancelled.
    func described(at ranges: [Range<Int>]) -> RecordingDescription.Slice {
        let end = end ?? End(records > 0 ? .partial : .unasked, "cancelled")
        var slice = RecordingDescription.Slice(
            id: id, scope: question.scope, axis: question.axis, from: question.window?.from,
            to: question.window?.to, outcome: end.outcome, reason: end.reason, records: records)
        slice.detail = end.detail
        slice.expected = expected
        slice.ranges = ranges
        slice.requests = end.requests
        slice.retries = end.retries
        slice.asked = end.asked
        slice.sha256 = knownSHA256 ?? digest.hexadecimal()
        slice.pageSize = question.pageSize
        slice.cursor = end.outcome == .whole ? nil : cursor
        return slice
    }
}
