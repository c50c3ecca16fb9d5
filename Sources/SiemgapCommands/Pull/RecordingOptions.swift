import ArgumentParser
import AuditModel

/// Which window is recorded, and where to.
struct RecordingOptions: ParsableArguments {
    @Option(help: "Begin of the window, included: 2026-11-09, or 2026-11-09T06:00:00Z.")
    var from: String

    @Option(help: "End of the window, excluded.")
    var to: String

    @Option(name: .shortAndLong, help: "New or empty folder for the recording, or with --resume the one to go on with.")
    var out: String

    @Flag(help: "Go on with what was interrupted.")
    var resume = false

    /// The window, once the options fit together.
    func window(machineZone: String?) throws(UsageFault) -> TimeWindow {
        guard !out.isEmpty else { throw UsageFault("--out is empty", fix: "--out pulled") }
        let window = TimeWindow(
            from: try OptionValues.instant(from, flag: "--from", machineZone: machineZone),
            to: try OptionValues.instant(to, flag: "--to", machineZone: machineZone))
        guard window.from < window.to else {
            throw UsageFault("--to is not after --from", fix: "the window includes --from and excludes --to")
        }
        return window
    }
}
