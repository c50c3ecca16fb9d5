import ByteScan
import Pulling
import Recordings

/// The lines of a page in the making.
struct EventLines {
    private(set) var bytes: [UInt8] = []
    private(set) var count = 0

    /// Adds what is kept of an event.
    mutating func append(_ event: StoredEvent) {
        bytes += event.line.utf8
        end()
    }

    /// Adds a row of the SIEM's own as it is.
    mutating func append(_ row: JSONTree) {
        bytes += row.compactBytes
        end()
    }

    private mutating func end() {
        bytes.append(UInt8(ascii: "\n"))
        count += 1
    }

    /// The page of all lines.
    var page: SourcePage { SourcePage(lines: bytes, records: count) }
}
