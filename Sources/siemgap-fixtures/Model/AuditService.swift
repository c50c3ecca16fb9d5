import AuditModel

/// A service whose audit log is the authority.
protocol AuditService {
    /// The precision of its event times.
    static var precision: TimePrecision { get }
    /// Whether its ids are GUIDs, which a SIEM may write in another form.
    static var hasGUIDs: Bool { get }

    /// Makes up an event at `time`, nanoseconds since the Unix epoch.
    static func event(_ generator: inout SeededGenerator, number: Int, time: Int64) -> Event

    /// The record in the service's own JSON.
    static func record(_ record: PlantedRecord) -> JSONValue
}

extension AuditService {
    static var hasGUIDs: Bool { true }

    /// Whether a record's outcome is success; a twin of another version says otherwise.
    static func succeeded(_ record: PlantedRecord) -> Bool { record.event.succeeded == (record.version == 0) }
}
