import GRDB

/// A plan to put events back, as the ledger remembers it.
package struct LedgerPlan: Hashable, Sendable {
    /// How far a plan has come.
    package enum State: String, Sendable, CaseIterable {
        /// Nothing was sent.
        case planned
        /// Sending began and did not come to its end.
        case begun
        /// Everything was sent or refused.
        case applied
        /// It was looked whether the events are there.
        case verified
    }

    package let id: String
    package let runID: String
    /// The SIEM's name in the configuration.
    package let target: String
    /// Of `plan.json`, so that an edited plan is recognised.
    package let sha256: String
    /// Nanoseconds since the Unix epoch.
    package let made: Int64
    /// Nanoseconds since the Unix epoch.
    package let validUntil: Int64
    /// Events to send.
    package let events: Int
    package var state = State.planned

    /// Describes a new plan.
    package init(
        id: String, runID: String, target: String, sha256: String, made: Int64, validUntil: Int64, events: Int
    ) {
        self.id = id
        self.runID = runID
        self.target = target
        self.sha256 = sha256
        self.made = made
        self.validUntil = validUntil
        self.events = events
    }
}

extension Ledger {
    /// Remembers a new plan.
    package func record(_ plan: LedgerPlan) throws(LedgerFailure) {
        try file.write { database in
            try database.execute(
                sql: "INSERT INTO plans VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                arguments: [
                    plan.id, plan.runID, plan.target, plan.sha256, plan.made, plan.validUntil, plan.events,
                    plan.state.rawValue,
                ])
        }
    }

    /// Notes how far a plan has come.
    package func note(_ state: LedgerPlan.State, ofPlan id: String) throws(LedgerFailure) {
        try file.write { database in
            try database.execute(sql: "UPDATE plans SET state = ? WHERE plan_id = ?", arguments: [state.rawValue, id])
        }
    }

    /// The plan of that id; nil where there is none.
    package func plan(_ id: String) throws(LedgerFailure) -> LedgerPlan? {
        try file.read { database in
            try Row.fetchOne(database, sql: "SELECT * FROM plans WHERE plan_id = ?", arguments: [id]).map(Self.plan)
        }
    }

    /// Plans in the order in which they were made; those of one run only, if it is named.
    package func plans(ofRun runID: String? = nil) throws(LedgerFailure) -> [LedgerPlan] {
        try file.read { database in
            try Row.fetchAll(
                database, sql: "SELECT * FROM plans WHERE ?1 IS NULL OR run_id = ?1 ORDER BY made, plan_id",
                arguments: [runID]
            ).map(Self.plan)
        }
    }

    private static func plan(_ row: Row) -> LedgerPlan {
        var plan = LedgerPlan(
            id: row["plan_id"], runID: row["run_id"], target: row["target"], sha256: row["sha256"], made: row["made"],
            validUntil: row["valid_until"], events: row["events"])
        plan.state = LedgerPlan.State(rawValue: row["state"]) ?? .planned
        return plan
    }
}

extension LedgerMigration {
    /// Plans; instants are nanoseconds since the Unix epoch.
    static let plans = LedgerMigration(name: "plans") { database in
        try database.execute(
            sql: """
                CREATE TABLE plans (
                  plan_id TEXT PRIMARY KEY, run_id TEXT NOT NULL, target TEXT NOT NULL, sha256 TEXT NOT NULL,
                  made INTEGER NOT NULL, valid_until INTEGER NOT NULL, events INTEGER NOT NULL, state TEXT NOT NULL
                ) STRICT;
                CREATE INDEX plans_by_run ON plans (run_id);
                """)
    }
}
