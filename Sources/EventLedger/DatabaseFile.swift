import GRDB
import Glibc

/// A database file of the state folder: readable by its owner only, durable at each commit.
///
/// May be used from any thread; writes come one after another, those of other processes included.
final class DatabaseFile: Sendable {
    let path: String
    private let queue: DatabaseQueue

    /// Seconds that a write waits for another process.
    static let usualPatience = 10.0

    /// Opens the file or makes it, and brings it to the newest form.
    ///
    /// - Parameters:
    ///   - migrations: applied in order, each once in the life of the file.
    ///   - mostPages: the largest size in pages of 4 KiB; nil for what the disk has room for.
    ///   - patience: seconds that a write waits for another process.
    init(
        path: String, migrations: [LedgerMigration], mostPages: Int? = nil, patience: Double = usualPatience
    ) throws(LedgerFailure) {
        self.path = path
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            let reason: LedgerFailure.Reason = [ENOSPC, EDQUOT].contains(errno) ? .diskFull : .denied
            throw LedgerFailure(reason, path: path, said: String(cString: strerror(errno)))
        }
        close(descriptor)
        var configuration = Configuration()
        configuration.journalMode = .wal
        configuration.busyMode = .timeout(patience)
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA synchronous = FULL")
            // Lookups of collected ids go all over their table.
            try database.execute(sql: "PRAGMA cache_size = -32768; PRAGMA wal_autocheckpoint = 8192")
            if let mostPages { try database.execute(sql: "PRAGMA max_page_count = \(mostPages)") }
        }
        var migrator = DatabaseMigrator()
        for migration in migrations { migrator.registerMigration(migration.name, migrate: migration.apply) }
        do {
            queue = try DatabaseQueue(path: path, configuration: configuration)
            try migrator.migrate(queue)
        } catch {
            throw LedgerFailure(error, path: path)
        }
    }

    /// Looks things up.
    func read<Result>(_ body: (Database) throws -> Result) throws(LedgerFailure) -> Result {
        do {
            return try queue.read(body)
        } catch {
            throw LedgerFailure(error, path: path)
        }
    }

    /// Changes things all at once or not at all; what it changed is on the disk when it returns.
    func write<Result>(_ body: (Database) throws -> Result) throws(LedgerFailure) -> Result {
        do {
            return try queue.write(body)
        } catch {
            throw LedgerFailure(error, path: path)
        }
    }
}
