package import AuditModel
import GRDB

/// A finished audit, as the ledger remembers it.
package struct LedgerRun: Hashable, Sendable {
    package let runID: String
    package let name: String
    /// The run's folder, as it was named.
    package let folder: String
    package let verdict: String
    /// Nil where no event had a time.
    package let window: TimeWindow?
    package let counts: Counts
    /// Of the run's `report.json`.
    package let reportSHA256: String

    /// What the audit counted.
    package struct Counts: Hashable, Sendable {
        /// Events of the authority.
        package var events = 0
        package var matched = 0
        package var missing = 0
        package var extra = 0
        package var unknown = 0

        /// Nothing counted.
        package init() {}
    }

    /// Describes a finished audit.
    package init(
        runID: String, name: String, folder: String, verdict: String, window: TimeWindow?, counts: Counts,
        reportSHA256: String
    ) {
        self.runID = runID
        self.name = name
        self.folder = folder
        self.verdict = verdict
        self.window = window
        self.counts = counts
        self.reportSHA256 = reportSHA256
    }
}

extension Ledger {
    /// Remembers a finished audit; one of the same id is replaced.
    package func record(_ run: LedgerRun) throws(LedgerFailure) {
        try file.write { database in
            try database.execute(
                sql: "INSERT OR REPLACE INTO runs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                arguments: [
                    run.runID, run.name, run.folder, run.verdict, run.window?.from, run.window?.to, run.counts.events,
                    run.counts.matched, run.counts.missing, run.counts.extra, run.counts.unknown, run.reportSHA256,
                ])
        }
    }

    /// Finished audits in order of their ids, which begin with when they ran.
    package func runs() throws(LedgerFailure) -> [LedgerRun] {
        try file.read { database in
            try Row.fetchAll(database, sql: "SELECT * FROM runs ORDER BY run_id").map(Self.run)
        }
    }

    private static func run(_ row: Row) -> LedgerRun {
        var counts = LedgerRun.Counts()
        counts.events = row["events"]
        counts.matched = row["matched"]
        counts.missing = row["missing"]
        counts.extra = row["extra"]
        counts.unknown = row["unknown"]
        let (from, to): (Int64?, Int64?) = (row["window_from"], row["window_to"])
        return LedgerRun(
            runID: row["run_id"], name: row["name"], folder: row["folder"], verdict: row["verdict"],
            window: from.flatMap { from in to.map { TimeWindow(from: from, to: $0) } }, counts: counts,
            reportSHA256: row["report_sha256"])
    }
}

extension LedgerMigration {
    /// Finished audits; instants are nanoseconds since the Unix epoch.
    static let runs = LedgerMigration(name: "runs") { database in
        try database.execute(
            sql: """
                CREATE TABLE runs (
                  run_id TEXT PRIMARY KEY, name TEXT NOT NULL, folder TEXT NOT NULL, verdict TEXT NOT NULL,
                  window_from INTEGER, window_to INTEGER, events INTEGER NOT NULL, matched INTEGER NOT NULL,
                  missing INTEGER NOT NULL, extra INTEGER NOT NULL, unknown INTEGER NOT NULL,
                  report_sha256 TEXT NOT NULL
                ) STRICT
                """)
    }
}
