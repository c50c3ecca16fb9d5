/// What the tool remembers beyond a run: `ledger.sqlite` in the state folder.
///
/// May be used from any thread, and beside other processes. Every change is on the disk when its call returns.
package final class Ledger: Sendable {
    /// Its name in the state folder.
    package static let fileName = "ledger.sqlite"

    let file: DatabaseFile

    /// The database's file.
    package var path: String { file.path }

    /// Opens the ledger of a state folder, which must exist, or begins one.
    package convenience init(state folder: String) throws(LedgerFailure) {
        try self.init(path: folder + "/" + Self.fileName)
    }

    init(
        path: String, mostPages: Int? = nil, patience: Double = DatabaseFile.usualPatience
    ) throws(LedgerFailure) {
        file = try DatabaseFile(
            path: path, migrations: LedgerMigration.ledger, mostPages: mostPages, patience: patience)
    }
}
