package import AuditModel
package import Transport

/// Compares this machine's clock with those of the services that were asked.
///
/// Windows, what is settled and what services accept all depend on it.
package enum ClockCheck {
    /// From here on the person is warned, milliseconds.
    private static let warnFrom = 30_000
    /// From here on nothing is decided, milliseconds.
    private static let stopFrom = 300_000

    /// What an audit is to say of the offset: `W-CLOCK`, or from five minutes on `E-CLOCK`, with which it decides nothing;
    /// nil below half a minute, or when it was not measured.
    package static func problem(_ record: TransportRecord) -> Problem? {
        problem(record, stops: (record.clockOffsetMilliseconds?.magnitude ?? 0) >= stopFrom)
    }

    /// `W-CLOCK`, as those say it who only keep what comes; nil as for ``problem(_:)``.
    package static func warning(_ record: TransportRecord) -> Problem? { problem(record, stops: false) }

    private static func problem(_ record: TransportRecord, stops: Bool) -> Problem? {
        guard let offset = record.clockOffsetMilliseconds, offset.magnitude >= warnFrom else { return nil }
        let hosts = record.hosts.count == 1 ? "1 host" : "\(record.hosts.count) hosts"
        return Problem(
            stops ? .error : .warning, stops ? "E-CLOCK" : "W-CLOCK",
            "this machine's clock is \(offset.magnitude / 1000) s \(offset > 0 ? "behind" : "ahead")",
            place: record.hosts.joined(separator: " "), means: "compared with the Date headers of \(hosts)",
            effect: stops
                ? "what was asked for is kept; nothing was decided (exit 2)" : "windows may be off by as much",
            fix: "set the clock, for example with: timedatectl set-ntp true")
    }
}
