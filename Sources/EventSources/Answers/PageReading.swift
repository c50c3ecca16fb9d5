import AuditModel
import ByteScan

/// What one answer's body held.
struct PageReading {
    /// Records as lines.
    var lines: [UInt8] = []
    var records = 0
    /// Elements the service listed, those dropped here included: what page sizes and offsets count.
    var listed = 0
    /// The body without its records; nil when it is no JSON object.
    var envelope: JSONTree?
    /// Hashes of the ids of the first records, at most ``leadCount``.
    var lead: [IDHash] = []
    /// Records whose time lies outside what was asked for.
    var strays = 0
    /// The parts of the source that records name; empty where they name none.
    var parts: Set<String> = []
    /// Listed elements that are no JSON objects.
    var oddities = 0
    /// The latest time of a record, and the earliest; nanoseconds since the Unix epoch.
    var latest: Int64?
    var earliest: Int64?
    /// Time and id of the record listed last.
    var lastTime: Int64?
    var lastID: String?

    /// How many first ids tell one page from another.
    static let leadCount = 8
}
