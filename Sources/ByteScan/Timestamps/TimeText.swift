import AuditModel

/// The times of command-line options such as `--from` and of configuration values.
package enum TimeText {
    /// Reads RFC 3339 with an offset, or a date, which is its midnight in UTC.
    ///
    /// - Parameters:
    ///   - text: the value as typed.
    ///   - option: what it was given to, such as `--from`; for the error's words.
    ///   - machineZone: the zone whose readings the error names if the time has none; never used to read it.
    /// - Returns: nanoseconds since the Unix epoch, UTC.
    package static func parse(
        _ text: String, option: String, machineZone: ZoneTable? = nil
    ) throws(TimeTextError) -> Int64 {
        let bytes = Array(text.utf8)
        if let time = RFC3339.dateTime(bytes.span) ?? RFC3339.date(bytes.span) { return time.nanoseconds }
        switch TimestampReader(zone: .unknown).reading(bytes.span) {
        case .time(let meant), .clockChange(let meant):
            throw TimeTextError(option: option, text: text, reason: .form(meant: meant.nanoseconds))
        case .zoneless(let local):
            let seconds = Int(local.nanoseconds / 1_000_000_000)
            let readings = machineZone.map {
                TimeTextError.LocalReadings(zone: $0.name, offset: $0.offsets(localSeconds: seconds))
            }
            throw TimeTextError(
                option: option, text: text, reason: .noZone(asUTC: local.nanoseconds, readings: readings))
        case .ambiguousDay, .unreadable:
            throw TimeTextError(option: option, text: text, reason: .form(meant: nil))
        }
    }
}
