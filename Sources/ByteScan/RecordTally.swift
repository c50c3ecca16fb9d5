package import AuditModel

/// Counts over the records of one block.
package struct RecordTally: Sendable {
    /// Records, previews and control lines left out.
    package var records = 0
    package var filtered = 0
    package var unidentified = 0
    package var truncated = 0
    package var previews = 0
    /// Records and control lines that mark the end of a whole file.
    package var endMarks = 0
    /// Records that stand for more than one event.
    package var aggregated = 0
    /// Rows with another number of cells than the header.
    package var ragged = 0
    /// Rows that are the header once more, which were left out.
    package var repeatedHeaders = 0
    /// Quoted cells that took in separators or line ends although their quote was most likely never closed.
    package var openQuotes = 0
    /// Cells cut at the cell cap, and texts cut at the SIEM's limit.
    package var cappedCells = 0
    package var cappedTexts = 0
    /// Records with a control byte in a string, and with bytes that are not UTF-8.
    package var controlBytes = 0
    package var badUTF8 = 0
    /// Records whose time has no zone and whose column states none; their times are read as UTC.
    package var zoneless = 0
    /// Records whose time could be read day first or month first.
    package var ambiguousDays = 0
    /// Records with at least one time value that could not be read.
    package var unreadableTimes = 0
    /// Neighbours whose time goes up, and down.
    package var ascending = 0
    package var descending = 0
    /// Time of the block's first and last record that has one.
    package var firstTime: EventTime?
    package var lastTime: EventTime?
    /// The earliest and latest time.
    package var earliest: EventTime?
    package var latest: EventTime?
    /// The finest precision of a time.
    package var finest: TimePrecision?
    /// Whether the block's last record is not whole.
    package var lastIsCut = false
    /// Line feeds in the block.
    package var lineFeeds = 0

    /// All zero.
    package init() {}

    /// Adds the tally of the block that follows in the same file.
    package mutating func append(_ next: RecordTally) {
        addCounts(of: next)
        if let last = lastTime, let first = next.firstTime {
            if first > last { ascending += 1 } else if first < last { descending += 1 }
        }
        firstTime = firstTime ?? next.firstTime
        lastTime = next.lastTime ?? lastTime
        if let other = next.earliest { earliest = earliest.map { min($0, other) } ?? other }
        if let other = next.latest { latest = latest.map { max($0, other) } ?? other }
        if let other = next.finest { finest = finest.map { max($0, other) } ?? other }
        if next.records > 0 { lastIsCut = next.lastIsCut }
    }

    private mutating func addCounts(of next: RecordTally) {
        records += next.records
        filtered += next.filtered
        unidentified += next.unidentified
        truncated += next.truncated
        previews += next.previews
        endMarks += next.endMarks
        aggregated += next.aggregated
        ragged += next.ragged
        repeatedHeaders += next.repeatedHeaders
        openQuotes += next.openQuotes
        cappedCells += next.cappedCells
        cappedTexts += next.cappedTexts
        controlBytes += next.controlBytes
        badUTF8 += next.badUTF8
        zoneless += next.zoneless
        ambiguousDays += next.ambiguousDays
        unreadableTimes += next.unreadableTimes
        ascending += next.ascending
        descending += next.descending
        lineFeeds += next.lineFeeds
    }

    @inline(__always)
    mutating func note(_ time: EventTime) {
        if let last = lastTime {
            if time.nanoseconds > last.nanoseconds {
                ascending &+= 1
            } else if time.nanoseconds < last.nanoseconds {
                descending &+= 1
            }
        } else {
            firstTime = time
        }
        lastTime = time
        if earliest.map({ time < $0 }) ?? true { earliest = time }
        if latest.map({ $0 < time }) ?? true { latest = time }
        if finest.map({ $0 < time.precision }) ?? true { finest = time.precision }
    }
}
