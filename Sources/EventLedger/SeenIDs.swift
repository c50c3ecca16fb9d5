package import AuditModel
import GRDB

/// The ids that the collector of one source has archived, on disk.
///
/// Memory: a page cache of 32 MiB, however many ids there are.
package struct SeenIDs: Sendable {
    /// As many ids as are best added at once.
    ///
    /// Ids come in no order, so that each of them changes a page of its own until there are more of them than pages:
    /// `siemgap-collect-benchmark` wrote 3 KB to the disk for each of 4.6 million ids that came 30,000 at once.
    package static let batch = 500_000

    private static let day: Int64 = 86_400_000_000_000

    private let file: DatabaseFile
    private let source: String
    private let number: Int

    /// Ids of a source that has a state in the ledger.
    package init?(_ ledger: Ledger, source: String) throws(LedgerFailure) {
        let number = try ledger.file.read { database in
            try Int.fetchOne(database, sql: "SELECT number FROM collectors WHERE source = ?", arguments: [source])
        }
        guard let number else { return nil }
        self.number = number
        self.source = source
        file = ledger.file
    }

    /// Which of these ids are not known yet; an id that comes twice counts the first time.
    ///
    /// - Parameter days: when ids that matter were first seen, half-open, nanoseconds since the Unix epoch.
    package func new(among ids: [IDHash], seen days: TimeWindow) throws(LedgerFailure) -> [Bool] {
        let buckets = Array(Self.bucket(days.from)...Self.bucket(days.to)).reversed()
        return try file.read { database in
            let statement = try database.cachedStatement(
                sql: "SELECT 1 FROM seen WHERE source = ? AND bucket = ? AND high = ? AND low = ?")
            var own: Set<IDHash> = []
            return try ids.map { id in
                guard own.insert(id).inserted else { return false }
                for bucket in buckets {
                    try statement.setArguments([
                        number, bucket, Int64(bitPattern: id.high), Int64(bitPattern: id.low),
                    ])
                    if try Row.fetchCursor(statement).next() != nil { return false }
                }
                return true
            }
        }
    }

    /// Remembers ids and up to where the archive is known, all at once.
    package func add(_ ids: [IDHash], at instant: Int64, _ state: CollectorState) throws(LedgerFailure) {
        let bucket = Self.bucket(instant)
        // Neighbours in the table lie on one page.
        let sorted = ids.sorted { ($0.signedHigh, $0.signedLow) < ($1.signedHigh, $1.signedLow) }
        try file.write { database in
            let statement = try database.cachedStatement(sql: "INSERT OR IGNORE INTO seen VALUES (?, ?, ?, ?)")
            for id in sorted { try statement.execute(arguments: [number, bucket, id.signedHigh, id.signedLow]) }
            try Ledger.put(state, of: source, database)
        }
    }

    /// Forgets ids that were first seen on days before an instant's.
    package func forget(before instant: Int64) throws(LedgerFailure) {
        try file.write { database in
            try database.execute(
                sql: "DELETE FROM seen WHERE source = ? AND bucket < ?", arguments: [number, Self.bucket(instant)])
        }
    }

    /// How many ids are remembered.
    package func count() throws(LedgerFailure) -> Int {
        try file.read { database in
            try Int.fetchOne(database, sql: "SELECT count(*) FROM seen WHERE source = ?", arguments: [number]) ?? 0
        }
    }

    private static func bucket(_ instant: Int64) -> Int64 { instant / day }
}

extension IDHash {
    fileprivate var signedHigh: Int64 { Int64(bitPattern: high) }
    fileprivate var signedLow: Int64 { Int64(bitPattern: low) }
}
