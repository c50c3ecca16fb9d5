import AuditModel

/// The content blobs of one stream: batches of records in the order in which they became readable.
struct BlobShelf: Sendable {
    /// One batch.
    struct Blob: Sendable {
        /// Records, as a range of the shelf's order.
        let records: Range<Int>
        /// `contentCreated`, nanoseconds since the Unix epoch, UTC, in whole milliseconds.
        let created: Int64
        /// When the listing first shows it; later than `created` where the listing is late (F2).
        var listed: Int64
        let id: String
    }

    /// The most records of a batch, as blobs are commonly seen to have.
    static let largest = 100
    /// A batch is closed after this long, nanoseconds.
    private static let longest: Int64 = 300_000_000_000
    private static let millisecond: Int64 = 1_000_000

    let content: ContentType
    /// By creation, then id.
    let blobs: [Blob]
    /// Indexes of the tenant's records, blob by blob.
    let order: [UInt32]

    /// Fills a shelf from a tenant's records, given by their indexes in the order of availability.
    ///
    /// Blobs made while the subscription was off do not exist, and their events with them (F24).
    init(_ content: ContentType, of tenant: Tenant, indexes: [UInt32], board: FaultBoard) {
        self.content = content
        let isHeld = tenant.types.map { ContentType(workload: $0.name) == content }
        order = indexes.filter { isHeld[Int(tenant.records[Int($0)].type)] }
        var blobs: [Blob] = []
        var start = 0
        while start < order.count {
            let end = Self.end(of: start, in: order, tenant)
            let blob = Self.blob(start..<end, content, order: order, tenant, board)
            if let blob { blobs.append(blob) }
            start = end
        }
        self.blobs = blobs
    }

    private static func end(of start: Int, in order: [UInt32], _ tenant: Tenant) -> Int {
        let limit = tenant.records[Int(order[start])].available + longest
        var end = start + 1
        while end < order.count, end - start < largest, tenant.records[Int(order[end])].available < limit { end += 1 }
        return end
    }

    private static func blob(
        _ records: Range<Int>, _ content: ContentType, order: [UInt32], _ tenant: Tenant, _ board: FaultBoard
    ) -> Blob? {
        let last = tenant.records[Int(order[records.upperBound - 1])]
        let first = tenant.records[Int(order[records.lowerBound])]
        let created = EventTime.floor(last.available + millisecond - 1, millisecond)
        let window = TimeWindow(from: created, to: created + 1)
        if let gap = board.standing(.notSubscribed, scope: content.rawValue, window: window),
            gap.from != nil || gap.to != nil
        {
            board.noteEffect(of: .notSubscribed)
            return nil
        }
        let name = content.rawValue.lowercased().replacing(".", with: "_")
        let id =
            "\(Self.digits(first.available, last.number))$\(Self.digits(created, first.number))$\(name)$"
            + "\(content.rawValue.replacing(".", with: "_"))$emea0036"
        let late = board.hits(.lateListing, scope: content.rawValue, window: window, key: id)
        if late != nil { board.noteEffect(of: .lateListing) }
        return Blob(
            records: records, created: created, listed: created + (late.map { $0.by ?? 21_600_000_000_000 } ?? 0),
            id: id)
    }

    /// The form of instants in content ids: digits of date, time and fraction, made unique by an event number.
    private static func digits(_ instant: Int64, _ number: UInt32) -> String {
        let time = CivilTime(nanoseconds: instant)
        let date = InstantText.compact(instant).filter(\.isNumber)
        return date + InstantText.padded(time.nanosecond / 1_000_000, 3)
            + InstantText.padded(Int(number) % 1_000_000, 6)
    }

    /// Index of the first blob created then or later.
    func firstIndex(from instant: Int64) -> Int {
        var (low, high) = (0, blobs.count)
        while low < high {
            let middle = (low + high) / 2
            if blobs[middle].created < instant { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
