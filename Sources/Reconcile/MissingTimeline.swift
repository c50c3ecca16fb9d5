package import AuditModel

/// Missing events in order of time, then position, as runs that no matched event interrupts.
///
/// Unknown and unsettled events neither interrupt a run nor belong to it; nor do events without a time.
package struct MissingTimeline: Sendable {
    /// Missing events that have a time.
    package let timed: Int
    /// Missing events without a time, which are in no run.
    package let untimed: Int
    /// Matched events that have a time and come after the last run; 0 when there is no run.
    package let presentAfterLast: Int

    private let records: SortedRecords<MissingRun>

    init(timed: Int, untimed: Int, presentAfterLast: Int, runs: SortedRecords<MissingRun>) {
        (self.timed, self.untimed, self.presentAfterLast) = (timed, untimed, presentAfterLast)
        records = runs
    }

    /// The runs, in order; between two neighbours lies at least one matched event.
    package func runs() -> SortedRecords<MissingRun> { records }
}

/// A run of missing events.
///
/// Its memory, read as 64-bit words, orders by first time, then position.
package struct MissingRun: BitwiseCopyable, Hashable, Sendable {
    private let firstPoint: PresentPoint
    private let lastPoint: PresentPoint
    private let missingWord: UInt64
    private let presentWord: UInt64
    private let precisions: UInt64

    init(first: MissingPoint, last: MissingPoint, missing: Int, presentBefore: Int) {
        (firstPoint, lastPoint) = (first.point, last.point)
        (missingWord, presentWord) = (UInt64(missing), UInt64(presentBefore))
        precisions = first.precision | last.precision << 8
    }

    /// Missing events in the run.
    package var missing: Int { Int(missingWord) }
    /// Matched events between the run before, or the beginning, and this one.
    package var presentBefore: Int { Int(presentWord) }
    /// Time of the first missing event.
    package var first: EventTime { firstPoint.time(precision: precisions & 0xFF) }
    /// Time of the last missing event.
    package var last: EventTime { lastPoint.time(precision: precisions >> 8) }
    /// Where the authority's first record of the first missing event lies.
    package var firstPosition: RecordPosition { RecordPosition(packed: firstPoint.position) }
    /// Where the authority's first record of the last missing event lies.
    package var lastPosition: RecordPosition { RecordPosition(packed: lastPoint.position) }
}

/// Time and position of an event at the authority; its words order by both.
struct PresentPoint: BitwiseCopyable, Hashable, Sendable {
    /// Nanoseconds since the Unix epoch, shifted so that unsigned order is theirs.
    let timeWord: UInt64
    let position: UInt64

    private static let shift: UInt64 = 1 << 63

    /// The event's point if it is matched, inside, and has a time there.
    @inline(__always)
    init?(_ entry: EventEntry) {
        guard entry.isPresent(1) else { return nil }
        self.init(authority: entry)
    }

    /// The event's point if the authority has a time inside the window for it.
    @inline(__always)
    init?(authority entry: EventEntry) {
        guard entry.isPresent(0) && entry.timeIsInside(0) else { return nil }
        timeWord = UInt64(bitPattern: entry.times[0]) ^ Self.shift
        position = entry.positions[0]
    }

    func time(precision: UInt64) -> EventTime {
        let precision = TimePrecision(rawValue: UInt8(precision)) ?? .nanoseconds
        return EventTime(nanoseconds: Int64(bitPattern: timeWord ^ Self.shift), precision: precision)
    }

    @inline(__always)
    static func < (left: Self, right: Self) -> Bool {
        left.timeWord != right.timeWord ? left.timeWord < right.timeWord : left.position < right.position
    }
}

/// A missing event's point and the precision of its time.
struct MissingPoint: BitwiseCopyable, Sendable {
    let point: PresentPoint
    let precision: UInt64
}
