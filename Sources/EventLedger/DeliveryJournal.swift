import GRDB

/// What a plan has sent, and what became of it: `journal.sqlite` in the plan's folder.
///
/// Events are known by their number in the plan, from 0. Batches follow one another; an event behind the last batch was
/// not sent. An event of an ended batch was taken unless it has an entry of its own; in a batch that was only handed
/// over, it may or may not have been taken.
package final class DeliveryJournal: Sendable {
    /// Its name in the plan's folder.
    package static let fileName = "journal.sqlite"

    let file: DatabaseFile

    /// Opens the journal of a plan's folder, or begins one.
    ///
    /// - Parameter mostPages: its largest size in pages of 4 KiB; nil for what the disk has room for.
    package init(folder: String, mostPages: Int? = nil) throws(LedgerFailure) {
        file = try DatabaseFile(
            path: folder + "/" + Self.fileName, migrations: [.journal], mostPages: mostPages)
    }

    /// Where the next batch begins; nil before the first.
    package func position() throws(LedgerFailure) -> Position? {
        try file.read { database in
            try Row.fetchOne(database, sql: "SELECT * FROM batches ORDER BY first DESC LIMIT 1").map { row in
                Position(event: row["first"] + row["count"], offset: row["end_offset"])
            }
        }
    }

    /// Batches that began and have no end, and those only handed over: it is not known what the SIEM took of them.
    package func openBatches() throws(LedgerFailure) -> [Batch] {
        try file.read { database in
            try Row.fetchAll(
                database, sql: "SELECT * FROM batches WHERE ended IN (?, ?) ORDER BY first",
                arguments: [Stage.underWay.rawValue, Stage.handedOver.rawValue]
            ).map { row in
                Batch(first: row["first"], count: row["count"], offset: row["offset"], endOffset: row["end_offset"])
            }
        }
    }

    /// Notes batches that are about to be sent, with entries of events that will be left out of them.
    package func begin(_ batches: [Batch], leavingOut entries: [JournalEntry] = []) throws(LedgerFailure) {
        try file.write { database in
            for batch in batches {
                try database.execute(
                    sql: "INSERT INTO batches VALUES (?, ?, ?, ?, ?)",
                    arguments: [batch.first, batch.count, batch.offset, batch.endOffset, Stage.underWay.rawValue])
            }
            try Self.put(entries, database)
        }
    }

    /// Notes that a batch has ended: all events without an entry were taken.
    ///
    /// - Parameter isHandedOver: whether they were only handed to a connection; ``close(isTaken:)`` says when they were taken.
    package func end(
        _ batch: Batch, _ entries: [JournalEntry], isHandedOver: Bool = false
    ) throws(LedgerFailure) {
        try file.write { database in
            let stage: Stage = isHandedOver ? .handedOver : .ended
            try database.execute(
                sql: "UPDATE batches SET ended = ? WHERE first = ?", arguments: [stage.rawValue, batch.first])
            try Self.put(entries, database)
        }
    }

    /// Notes that all that was handed over has been taken, or that it will never be known.
    package func close(isTaken: Bool) throws(LedgerFailure) {
        let (stage, state): (Stage, JournalEntry.State) = isTaken ? (.ended, .taken) : (.unknown, .unsettled)
        try file.write { database in
            try database.execute(
                sql: "UPDATE batches SET ended = ? WHERE ended = ?",
                arguments: [stage.rawValue, Stage.handedOver.rawValue])
            try database.execute(
                sql: "UPDATE entries SET state = ? WHERE state = ?",
                arguments: [state.rawValue, JournalEntry.State.handed.rawValue])
        }
    }

    /// Events that were handed over, and of which nothing else is known or ever will be.
    package func handedOver() throws(LedgerFailure) -> Int {
        try file.read { database in
            let stages = [Stage.handedOver.rawValue, Stage.unknown.rawValue]
            let all = try Int.fetchOne(
                database, sql: "SELECT sum(count) FROM batches WHERE ended IN (?, ?)",
                arguments: StatementArguments(stages))
            let known = try Int.fetchOne(
                database,
                sql: """
                    SELECT count(*) FROM batches JOIN entries ON event >= first AND event < first + count
                    WHERE ended IN (?, ?)
                    """, arguments: StatementArguments(stages))
            let again = try Int.fetchOne(
                database, sql: "SELECT count(*) FROM entries WHERE state = ?",
                arguments: [JournalEntry.State.handed.rawValue])
            return (all ?? 0) - (known ?? 0) + (again ?? 0)
        }
    }

    /// Replaces the entries of these events.
    package func put(_ entries: [JournalEntry]) throws(LedgerFailure) {
        guard !entries.isEmpty else { return }
        try file.write { database in try Self.put(entries, database) }
    }

    /// Numbers of a batch's events that have an entry.
    package func known(in batch: Batch) throws(LedgerFailure) -> Set<Int> {
        try file.read { database in
            try Set(
                Int.fetchAll(
                    database, sql: "SELECT event FROM entries WHERE event >= ? AND event < ?",
                    arguments: [batch.first, batch.first + batch.count]))
        }
    }

    /// Which of these events were sent again although an earlier sending may have been taken.
    package func repeated(among events: Set<Int>) throws(LedgerFailure) -> Set<Int> {
        try file.read { database in
            try Set(Int.fetchAll(database, sql: "SELECT event FROM entries WHERE may_repeat")).intersection(events)
        }
    }

    /// The first entries in one of these states behind an event, in the plan's order.
    package func entries(
        in states: Set<JournalEntry.State>, after event: Int = -1, most: Int = .max
    ) throws(LedgerFailure) -> [JournalEntry] {
        let names = states.map { "'\($0.rawValue)'" }.sorted().joined(separator: ",")
        return try file.read { database in
            try Row.fetchAll(
                database, sql: "SELECT * FROM entries WHERE state IN (\(names)) AND event > ? ORDER BY event LIMIT ?",
                arguments: [event, most]
            ).map(JournalEntry.init)
        }
    }

    /// How many events have an entry in each state.
    package func counts() throws(LedgerFailure) -> [JournalEntry.State: Int] {
        try file.read { database in
            let rows = try Row.fetchAll(database, sql: "SELECT state, count(*) AS count FROM entries GROUP BY state")
            return rows.reduce(into: [:]) { counts, row in
                if let state = JournalEntry.State(rawValue: row["state"]) { counts[state] = row["count"] }
            }
        }
    }

    /// Events that may be in the SIEM twice: sent again, and acknowledged or in doubt still.
    package func possibleRepeats() throws(LedgerFailure) -> Int {
        try file.read { database in
            try Int.fetchOne(
                database,
                sql: "SELECT count(*) FROM entries WHERE may_repeat AND state IN ('taken', 'handed', 'unsettled')") ?? 0
        }
    }

    /// Nanoseconds that the first event took to be found in the SIEM; nil while it was not.
    package func canaryNanoseconds() throws(LedgerFailure) -> Int64? {
        try file.read { database in try Int64.fetchOne(database, sql: "SELECT nanoseconds FROM canary") }
    }

    /// Notes that the first event was found.
    package func noteCanary(nanoseconds: Int64) throws(LedgerFailure) {
        try file.write { database in
            try database.execute(sql: "INSERT OR REPLACE INTO canary VALUES (1, ?)", arguments: [nanoseconds])
        }
    }

    /// How far a batch has come, as the column `ended` has it.
    private enum Stage: Int {
        case underWay
        case ended
        /// A target that acknowledges nothing was handed it.
        case handedOver
        /// The same, and nothing will ever tell what the target took.
        case unknown
    }

    private static func put(_ entries: [JournalEntry], _ database: Database) throws {
        guard !entries.isEmpty else { return }
        let statement = try database.cachedStatement(sql: "INSERT OR REPLACE INTO entries VALUES (?, ?, ?, ?, ?, ?, ?)")
        for entry in entries {
            try statement.execute(arguments: [
                entry.event, entry.offset, entry.state.rawValue, entry.sends, entry.mayRepeat, entry.code, entry.words,
            ])
        }
    }

    /// Where a batch would begin.
    package struct Position: Hashable, Sendable {
        /// Number of its first event.
        package let event: Int
        /// Byte offset of that event's line.
        package let offset: Int

        /// Describes a place.
        package init(event: Int, offset: Int) {
            self.event = event
            self.offset = offset
        }
    }

    /// A run of events that are sent together.
    package struct Batch: Hashable, Sendable {
        /// Number of its first event.
        package let first: Int
        package let count: Int
        /// Byte offset of the first event's line.
        package let offset: Int
        /// Byte offset behind the last event's line.
        package let endOffset: Int

        /// Describes a batch.
        package init(first: Int, count: Int, offset: Int, endOffset: Int) {
            self.first = first
            self.count = count
            self.offset = offset
            self.endOffset = endOffset
        }
    }
}

extension LedgerMigration {
    /// The journal of one plan.
    static let journal = LedgerMigration(name: "journal") { database in
        try database.execute(
            sql: """
                CREATE TABLE batches (
                  first INTEGER PRIMARY KEY, count INTEGER NOT NULL, offset INTEGER NOT NULL,
                  end_offset INTEGER NOT NULL, ended INTEGER NOT NULL
                ) STRICT;
                CREATE TABLE entries (
                  event INTEGER PRIMARY KEY, offset INTEGER NOT NULL, state TEXT NOT NULL, sends INTEGER NOT NULL,
                  may_repeat INTEGER NOT NULL, code TEXT, words TEXT
                ) STRICT;
                CREATE INDEX entries_by_state ON entries (state, event);
                CREATE TABLE canary (number INTEGER PRIMARY KEY, nanoseconds INTEGER NOT NULL) STRICT;
                """)
    }
}
