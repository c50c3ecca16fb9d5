import GRDB

/// One step in the life of a database's form; never changed once it was published, only followed by others.
struct LedgerMigration: Sendable {
    /// Unique in its database.
    let name: String
    let apply: @Sendable (Database) throws -> Void

    /// The steps of `ledger.sqlite`, in order; a file with tables of its own adds its step at the end.
    static let ledger: [LedgerMigration] = [.runs, .plans, .checks, .collecting, .damagedChecks, .horizons]
}
