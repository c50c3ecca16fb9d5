import GRDB

/// When a collected event happened and became visible; nanoseconds since the Unix epoch.
package struct CollectedDelay: Hashable, Sendable {
    package let event: Int64
    /// It was not visible yet at this instant; equal to `by` where the instant is known exactly.
    package let after: Int64
    /// It was visible at this instant.
    package let by: Int64
    /// Had it become visible later, it would not have been seen.
    package let until: Int64

    /// Describes an event's delay.
    package init(event: Int64, after: Int64, by: Int64, until: Int64) {
        self.event = event
        self.after = after
        self.by = by
        self.until = until
    }
}

extension Ledger {
    /// As many delays of a source as are kept: about a day of rounds.
    private static let mostDelays = 30_000

    /// Adds delays of a round; the oldest give way.
    package func add(_ delays: [CollectedDelay], of source: String) throws(LedgerFailure) {
        guard !delays.isEmpty else { return }
        try file.write { database in
            let statement = try database.cachedStatement(sql: "INSERT INTO delays VALUES (NULL, ?, ?, ?, ?, ?)")
            for delay in delays {
                try statement.execute(arguments: [source, delay.event, delay.after, delay.by, delay.until])
            }
            try database.execute(
                sql: """
                    DELETE FROM delays WHERE source = ? AND number <= (
                      SELECT number FROM delays WHERE source = ? ORDER BY number DESC LIMIT 1 OFFSET ?)
                    """, arguments: [source, source, Self.mostDelays])
        }
    }

    /// The latest delays of a source.
    package func delays(of source: String) throws(LedgerFailure) -> [CollectedDelay] {
        try file.read { database in
            try Row.fetchAll(
                database, sql: "SELECT * FROM delays WHERE source = ? ORDER BY number", arguments: [source]
            )
            .map { CollectedDelay(event: $0["event"], after: $0["after"], by: $0["by"], until: $0["until"]) }
        }
    }
}
