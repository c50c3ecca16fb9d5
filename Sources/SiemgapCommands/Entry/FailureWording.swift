import ArgumentParser
import AuditModel
import Settings

/// The one place that turns whatever ended a command into a problem and an exit status.
enum FailureWording {
    /// Words each part of an error that has several, the mistakes of a configuration; otherwise the error.
    static func problems(for error: any Error, arguments: [String], context: CommandContext) -> ([Problem], Int32) {
        if let fault = error as? SettingsFault { return (fault.problems, Int32(fault.exitCode)) }
        let (problem, status) = problem(for: error, arguments: arguments, context: context)
        return ([problem], status)
    }

    /// Words the error.
    private static func problem(
        for error: any Error, arguments: [String], context: CommandContext
    ) -> (Problem, Int32) {
        let stopped = 128 + (context.signals?.received ?? 2)
        if let explained = error as? any Explained {
            let problem = explained.problem
            return (problem, problem.code == "E-INTERRUPTED" ? stopped : Int32(explained.exitCode))
        }
        if error is CancellationError {
            let problem = Problem(
                .error, "E-INTERRUPTED", "stopped before the end", effect: "there is no verdict",
                fix: "run the same command again")
            return (problem, stopped)
        }
        if SiemgapCommand.exitCode(for: error) == .validationFailure { return (usage(error, arguments), 64) }
        let problem = Problem(
            .error, "E-INTERNAL", "something happened that must not", said: String(describing: error),
            fix: "report it with the command line and this message")
        return (problem, 2)
    }

    private static func usage(_ error: any Error, _ arguments: [String]) -> Problem {
        let command = arguments.first.map { $0.hasPrefix("-") ? "siemgap" : "siemgap \($0)" } ?? "siemgap"
        let message = SiemgapCommand.message(for: error).split(separator: "\n").joined(separator: " ")
        return Problem(
            .error, "E-USAGE", message, effect: "nothing was read or contacted", fix: "\(command) --help")
    }
}
