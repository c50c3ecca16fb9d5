package import AuditModel
import GRDB

/// How far the collector of a source has come.
package struct CollectorState: Hashable, Sendable {
    /// The key by which ids are hashed, as long as the source is collected.
    package let key: IDHash
    /// When the last round that came to its end was asked up to, nanoseconds since the Unix epoch; nil before the first.
    package var askedThrough: Int64?
    /// How far back a round reaches, nanoseconds.
    package var lookback: Int64
    /// The longest look-back so far, which decides how long ids are remembered.
    package var longestLookback: Int64
    /// Rounds since the look-back was last changed.
    package var calmRounds = 0
    /// Up to where the archive's records have their ids remembered: a day of the archive, and a byte offset there.
    package var known: ArchivePosition

    /// The beginning.
    package init(key: IDHash, lookback: Int64, known: ArchivePosition) {
        self.key = key
        self.lookback = lookback
        self.known = known
        longestLookback = lookback
    }
}

/// A place in an archive: a day's folder, and a byte offset in its records.
package struct ArchivePosition: Hashable, Comparable, Sendable {
    /// `2026-11-14`, UTC; empty before the first day.
    package var day: String
    package var offset: Int

    /// Names a place.
    package init(day: String, offset: Int) {
        self.day = day
        self.offset = offset
    }

    /// Days come before offsets.
    package static func < (left: Self, right: Self) -> Bool { (left.day, left.offset) < (right.day, right.offset) }
}

extension Ledger {
    /// How far the collector of a source has come; nil for a source that was never collected.
    package func collector(_ source: String) throws(LedgerFailure) -> CollectorState? {
        try file.read { database in
            try Row.fetchOne(database, sql: "SELECT * FROM collectors WHERE source = ?", arguments: [source])
                .map(Self.collector)
        }
    }

    /// Remembers how far the collector of a source has come.
    package func put(_ state: CollectorState, of source: String) throws(LedgerFailure) {
        try file.write { database in try Self.put(state, of: source, database) }
    }

    static func put(_ state: CollectorState, of source: String, _ database: Database) throws {
        try database.execute(
            sql: """
                INSERT INTO collectors VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (source) DO UPDATE SET key_high = excluded.key_high, key_low = excluded.key_low,
                  asked_through = excluded.asked_through, lookback = excluded.lookback,
                  longest_lookback = excluded.longest_lookback, calm_rounds = excluded.calm_rounds,
                  day = excluded.day, offset = excluded.offset
                """,
            arguments: [
                source, Int64(bitPattern: state.key.high), Int64(bitPattern: state.key.low), state.askedThrough,
                state.lookback, state.longestLookback, state.calmRounds, state.known.day, state.known.offset,
            ])
    }

    private static func collector(_ row: Row) -> CollectorState {
        let (high, low): (Int64, Int64) = (row["key_high"], row["key_low"])
        var state = CollectorState(
            key: IDHash(low: UInt64(bitPattern: low), high: UInt64(bitPattern: high)), lookback: row["lookback"],
            known: ArchivePosition(day: row["day"], offset: row["offset"]))
        state.askedThrough = row["asked_through"]
        state.longestLookback = row["longest_lookback"]
        state.calmRounds = row["calm_rounds"]
        return state
    }
}

extension LedgerMigration {
    /// What collectors remember; instants and lengths are nanoseconds, instants since the Unix epoch.
    ///
    /// Ids lie in buckets, a day in which they were first seen each: new ones fall into the last, and old ones go at once.
    static let collecting = LedgerMigration(name: "collecting") { database in
        try database.execute(
            sql: """
                CREATE TABLE collectors (
                  number INTEGER PRIMARY KEY, source TEXT NOT NULL UNIQUE, key_high INTEGER NOT NULL,
                  key_low INTEGER NOT NULL, asked_through INTEGER, lookback INTEGER NOT NULL,
                  longest_lookback INTEGER NOT NULL, calm_rounds INTEGER NOT NULL, day TEXT NOT NULL,
                  offset INTEGER NOT NULL
                ) STRICT;
                CREATE TABLE seen (
                  source INTEGER NOT NULL, bucket INTEGER NOT NULL, high INTEGER NOT NULL, low INTEGER NOT NULL,
                  PRIMARY KEY (source, bucket, high, low)
                ) STRICT, WITHOUT ROWID;
                CREATE TABLE delays (
                  number INTEGER PRIMARY KEY, source TEXT NOT NULL, event INTEGER NOT NULL, after INTEGER NOT NULL,
                  by INTEGER NOT NULL, until INTEGER NOT NULL
                ) STRICT;
                CREATE TABLE forwarding (
                  source TEXT NOT NULL, target TEXT NOT NULL, day TEXT NOT NULL, offset INTEGER NOT NULL,
                  done TEXT NOT NULL, sending INTEGER NOT NULL, sent INTEGER NOT NULL, may_repeat INTEGER NOT NULL,
                  refused INTEGER NOT NULL, PRIMARY KEY (source, target)
                ) STRICT;
                CREATE TABLE waiting_warnings (
                  number INTEGER PRIMARY KEY, source TEXT NOT NULL, record TEXT NOT NULL
                ) STRICT;
                """)
    }
}
