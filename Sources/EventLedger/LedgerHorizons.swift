package import AuditModel
import GRDB

extension Ledger {
    /// Keeps horizons of a source; each takes the place of an older one of its type.
    ///
    /// - Parameter refuted: horizons that no longer hold.
    package func put(_ horizons: [MeasuredHorizon], removing refuted: [MeasuredHorizon]) throws(LedgerFailure) {
        try file.write { database in
            for horizon in refuted {
                try database.execute(
                    sql: "DELETE FROM horizons WHERE source = ? AND type = ? AND measured <= ?",
                    arguments: [horizon.source, horizon.type ?? "", horizon.measured])
            }
            for horizon in horizons {
                try database.execute(
                    sql: """
                        INSERT INTO horizons VALUES (?, ?, ?, ?, ?, ?)
                        ON CONFLICT (source, type) DO UPDATE SET seconds = excluded.seconds,
                          miss_share = excluded.miss_share, events = excluded.events, measured = excluded.measured
                        WHERE excluded.measured >= measured
                        """,
                    arguments: [
                        horizon.source, horizon.type ?? "", horizon.seconds, horizon.missShare, horizon.events,
                        horizon.measured,
                    ])
            }
        }
    }

    /// The horizons of a source, that of all its events first, then by type.
    package func horizons(of source: String) throws(LedgerFailure) -> [MeasuredHorizon] {
        try file.read { database in
            try Row.fetchAll(
                database, sql: "SELECT * FROM horizons WHERE source = ? ORDER BY type", arguments: [source]
            )
            .map { row in
                let type: String = row["type"]
                return MeasuredHorizon(
                    source: source, type: type.isEmpty ? nil : type, seconds: row["seconds"],
                    missShare: row["miss_share"], events: row["events"], measured: row["measured"])
            }
        }
    }
}

extension LedgerMigration {
    /// How long events of sources take to become final; `type` is empty for all events of a source, `measured` nanoseconds
    /// since the Unix epoch.
    static let horizons = LedgerMigration(name: "horizons") { database in
        try database.execute(
            sql: """
                CREATE TABLE horizons (
                  source TEXT NOT NULL, type TEXT NOT NULL, seconds INTEGER NOT NULL, miss_share REAL NOT NULL,
                  events INTEGER NOT NULL, measured INTEGER NOT NULL, PRIMARY KEY (source, type)
                ) STRICT, WITHOUT ROWID
                """)
    }
}
