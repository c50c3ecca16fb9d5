import ArgumentParser
import AuditModel
import Auditing

/// Which stretch of time, and from when on events are final.
struct WindowOptions: ParsableArguments {
    @Option(help: "Begin of the window, included: 2026-11-09, or 2026-11-09T06:00:00Z.")
    var from: String?

    @Option(help: "End of the window, excluded.")
    var to: String?

    @Option(help: "The window is this long and ends now, less the settle time: 90s 15m 2h 7d.")
    var last: String?

    @Option(help: "Time an event may take to reach the authority; files count as settled without it.")
    var settle: String?

    /// The options as values, or nil when none is given.
    ///
    /// `--last` excludes `--from` and `--to`.
    ///
    /// - Parameter machineZone: the value of `TZ`.
    func request(machineZone: String?) throws(UsageFault) -> WindowRequest? {
        if let last {
            guard from == nil, to == nil else {
                throw UsageFault("--last and --from or --to exclude each other", fix: "give --last, or --from and --to")
            }
            let length = try OptionValues.duration(last, flag: "--last")
            guard length.nanoseconds > 0 else { throw UsageFault("--last \(last) is no time", fix: "write --last 7d") }
            return .last(length: length.nanoseconds, unit: length.unit.nanoseconds)
        }
        guard from != nil || to != nil else { return nil }
        // Written out because map does not pass typed errors on.
        var (begin, end): (Int64?, Int64?)
        if let from { begin = try OptionValues.instant(from, flag: "--from", machineZone: machineZone) }
        if let to { end = try OptionValues.instant(to, flag: "--to", machineZone: machineZone) }
        if let begin, let end, begin >= end {
            throw UsageFault("--to is not after --from", fix: "the window includes --from and excludes --to")
        }
        return .bounds(from: begin, to: end)
    }

    /// Nanoseconds; nil when not given.
    func settleTime() throws(UsageFault) -> Int64? {
        guard let settle else { return nil }
        return try OptionValues.duration(settle, flag: "--settle").nanoseconds
    }
}
