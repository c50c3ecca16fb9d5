package import AuditModel
import GRDB

/// A database of the state folder cannot be read or written.
package struct LedgerFailure: Explained, Hashable {
    /// What keeps it from being used.
    package enum Reason: String, Hashable, Sendable, CaseIterable {
        /// Its disk, a quota or a limit on file size is used up.
        case diskFull = "disk-full"
        /// Another process holds it.
        case locked
        /// The file is not a database, or a damaged one.
        case damaged
        /// This user may not write or open it.
        case denied
        /// Anything else.
        case other
    }

    package let reason: Reason
    /// The database's file.
    package let path: String
    /// What the database engine said.
    package let said: String
    package let exitCode = 2

    /// Says what failed.
    package init(_ reason: Reason, path: String, said: String) {
        self.reason = reason
        self.path = path
        self.said = said
    }

    /// Reads the reason off what the database engine threw.
    init(_ error: any Error, path: String) {
        guard let error = error as? DatabaseError else {
            self.init(.other, path: path, said: "\(error)")
            return
        }
        let reason: Reason =
            switch error.resultCode {
            case .SQLITE_FULL: .diskFull
            // A limit on file size or a broken disk: the system's call itself failed.
            case .SQLITE_IOERR: .diskFull
            case .SQLITE_BUSY, .SQLITE_LOCKED: .locked
            case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_FORMAT: .damaged
            case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH: .denied
            default: .other
            }
        self.init(reason, path: path, said: error.message ?? "error \(error.resultCode.rawValue)")
    }

    /// `E-LEDGER` with what is to be done for the reason.
    package var problem: Problem {
        let (means, fix) =
            switch reason {
            case .diskFull:
                (
                    "its disk, a quota or a limit on file size is used up",
                    "free space there, then run the command again; --state names another folder"
                )
            case .locked:
                ("another process holds it", "wait for the other siemgap command to end, then run the command again")
            case .damaged:
                ("the file is damaged or not a database", "move it away, or restore it from a copy of the state folder")
            case .denied: ("this user may not open or write it", "grant access to the state folder, or use --state")
            case .other: ("the database engine refused", "run the command again; report it if it stays so")
            }
        return Problem(
            .error, "E-LEDGER", "cannot use \(path)", place: path, said: said, means: means,
            effect: "nothing that was written before is lost; this command stopped", fix: fix)
    }
}
