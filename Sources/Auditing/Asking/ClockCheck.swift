import AuditModel
import Transport

/// Compares this machine's clock with those of the services that were asked.
///
/// Windows, what is settled and what services accept all depend on it.
enum ClockCheck {
    /// From here on the person is warned, milliseconds.
    static let warnFrom = 30_000
    /// From here on nothing is decided, milliseconds.
    static let stopFrom = 300_000

    /// What is to be said of the offset; nil when it is small or was not measured.
    static func problem(_ record: TransportRecord) -> Problem? {
        guard let offset = record.clockOffsetMilliseconds, offset.magnitude >= warnFrom else { return nil }
        let stops = offset.magnitude >= stopFrom
        let amount = "\(offset.magnitude / 1000) s"
        return Problem(
            stops ? .error : .warning, stops ? "E-CLOCK" : "W-CLOCK",
            "this machine's clock is \(amount) \(offset > 0 ? "behind" : "ahead")",
            place: record.hosts.joined(separator: " "),
            means:
                "compared with the Date headers of \(record.hosts.count == 1 ? "1 host" : "\(record.hosts.count) hosts")",
            effect: stops
                ? "what was asked for is kept; nothing was decided (exit 2)" : "windows may be off by as much",
            fix: "set the clock, for example with: timedatectl set-ntp true")
    }
}

/// The clock is too far off for any answer.
struct ClockFault: Explained {
    let problem: Problem
    var exitCode: Int { 2 }
}
