import ByteScan
import Diagnosis
import Synchronization

/// The system's time zones, each read when it is first asked for.
final class SystemZones: ZoneOffsets {
    private let database: ZoneDatabase
    private let tables = Mutex<[String: ZoneTable]>([:])
    let names: [String]

    init(_ database: ZoneDatabase = ZoneDatabase()) {
        self.database = database
        names = database.places
    }

    func offset(of name: String, at instant: Int64) -> Int? { table(name)?.utcOffset(at: instant) }

    private func table(_ name: String) -> ZoneTable? {
        if let known = tables.withLock({ $0[name] }) { return known }
        // A zone that cannot be read is no candidate.
        guard let table = try? database.zone(named: name) else { return nil }
        tables.withLock { $0[name] = table }
        return table
    }
}
