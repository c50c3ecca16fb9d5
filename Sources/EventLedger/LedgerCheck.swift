import GRDB

/// What was found of a plan's events when it was looked whether they are in the SIEM.
package struct LedgerCheck: Hashable, Sendable {
    package let planID: String
    package let runID: String
    /// Nanoseconds since the Unix epoch.
    package let at: Int64
    /// Events that the run found missing.
    package let missing: Int
    /// Of these, events that are there now: sent by the plan, or arrived by themselves.
    package let restored: Int
    /// Of those not there, events that the SIEM refused.
    package let refused: Int
    /// All that are not there, the refused ones and those left out of the plan included.
    package let stillMissing: Int
    /// Of the restored ones, events that are there cut or changed.
    package let damaged: Int

    /// Describes what was found.
    package init(
        planID: String, runID: String, at: Int64, missing: Int, restored: Int, refused: Int, stillMissing: Int,
        damaged: Int = 0
    ) {
        self.planID = planID
        self.runID = runID
        self.at = at
        self.missing = missing
        self.restored = restored
        self.refused = refused
        self.stillMissing = stillMissing
        self.damaged = damaged
    }
}

extension Ledger {
    /// Remembers what was found; earlier findings are kept.
    package func record(_ check: LedgerCheck) throws(LedgerFailure) {
        try file.write { database in
            try database.execute(
                sql: "INSERT INTO checks VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?)",
                arguments: [
                    check.planID, check.runID, check.at, check.missing, check.restored, check.refused,
                    check.stillMissing, check.damaged,
                ])
        }
    }

    /// What was found last of the events that a run found missing; nil where nobody has looked.
    package func lastCheck(ofRun runID: String) throws(LedgerFailure) -> LedgerCheck? {
        try last("run_id", runID)
    }

    /// What was found last of a plan's events; nil where nobody has looked.
    package func lastCheck(ofPlan id: String) throws(LedgerFailure) -> LedgerCheck? {
        try last("plan_id", id)
    }

    private func last(_ column: String, _ value: String) throws(LedgerFailure) -> LedgerCheck? {
        try file.read { database in
            try Row.fetchOne(
                database, sql: "SELECT * FROM checks WHERE \(column) = ? ORDER BY number DESC LIMIT 1",
                arguments: [value]
            ).map { row in
                LedgerCheck(
                    planID: row["plan_id"], runID: row["run_id"], at: row["at"], missing: row["missing"],
                    restored: row["restored"], refused: row["refused"], stillMissing: row["still_missing"],
                    damaged: row["damaged"])
            }
        }
    }
}

extension LedgerMigration {
    /// What was found of plans' events; instants are nanoseconds since the Unix epoch.
    static let checks = LedgerMigration(name: "checks") { database in
        try database.execute(
            sql: """
                CREATE TABLE checks (
                  number INTEGER PRIMARY KEY, plan_id TEXT NOT NULL, run_id TEXT NOT NULL, at INTEGER NOT NULL,
                  missing INTEGER NOT NULL, restored INTEGER NOT NULL, refused INTEGER NOT NULL,
                  still_missing INTEGER NOT NULL
                ) STRICT;
                CREATE INDEX checks_by_run ON checks (run_id);
                """)
    }

    /// Checks say how many events are there cut or changed.
    static let damagedChecks = LedgerMigration(name: "damaged checks") { database in
        try database.execute(sql: "ALTER TABLE checks ADD COLUMN damaged INTEGER NOT NULL DEFAULT 0")
    }
}
