import AuditModel
import Auditing
import Pulling
import Settings

/// Asks a service for a window and says what came, as `pull` and `query` do.
struct RecordingRun {
    /// The command's words up to the options, to be repeated by whoever goes on.
    let command: String
    let options: RecordingOptions
    let session: CommandSession
    let context: CommandContext

    /// 0 if every slice is whole, else 2; 130 or 143 when interrupted.
    func run(_ service: ServicePull.Service, network: NetworkSettings) async throws -> Int32 {
        let painter = session.painter
        var window = try options.window(machineZone: context.run.environment["TZ"])
        // Services take whole seconds; a question of a day may not become one of a second more.
        if case .source = service { window = window.wholeSeconds }
        let order = ServicePull.Order(
            service, network: network, window: window, folder: options.out, isResuming: options.resume)
        let outcome = try await context.pull(order, context.run) { painter.update($0) }
        (outcome.problems + [ClockCheck.warning(outcome.record)].compactMap(\.self)).forEach(session.tell)
        if outcome.wasCancelled { throw Stopped(command: command, options: options) }
        try session.show(PullText.text(outcome, as: session.format))
        return outcome.isWhole ? 0 : 2
    }

    /// Asking that the person stopped; what came is kept.
    struct Stopped: Explained {
        let command: String
        let options: RecordingOptions

        var problem: Problem {
            Problem(
                .error, "E-INTERRUPTED", "stopped before everything was asked for", place: options.out,
                effect: "what came is kept",
                fix:
                    "go on with: siemgap \(command) --from \(options.from) --to \(options.to) --out \(options.out) --resume"
            )
        }

        var exitCode: Int { 130 }
    }
}
