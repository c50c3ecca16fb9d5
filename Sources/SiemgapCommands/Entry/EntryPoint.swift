import ArgumentParser
import AuditModel
package import Auditing
import FileAccess
import Glibc
import Reports

/// From the words of a command line to an exit status.
package enum EntryPoint {
    /// Runs the process's command line and ends the process.
    package static func main(
        _ makeContext: (RunContext, SignalWatch) -> CommandContext
    ) async -> Never {
        LargeBlocks.giveBackAtOnce()
        let flag = CancelFlag()
        let signals = SignalWatch(flag: flag)
        let context = makeContext(.live(cancelFlag: flag), signals)
        exit(await run(Array(CommandLine.arguments.dropFirst()), in: context))
    }

    /// Runs a command line without the program's name and gives the exit status.
    ///
    /// A closed pipe is 141 and no message.
    package static func run(_ arguments: [String], in context: CommandContext) async -> Int32 {
        do {
            guard !arguments.isEmpty else {
                try context.run.standardOutput.write(HelpText.short)
                return 0
            }
            try checkFirstWord(arguments)
            return try await start(try SiemgapCommand.parseAsRoot(arguments), in: context)
        } catch is ClosedStream {
            return 141
        } catch {
            return tell(error, arguments, context)
        }
    }

    private static func start(_ command: any ParsableCommand, in context: CommandContext) async throws -> Int32 {
        guard let command = command as? any SiemgapSubcommand else {
            var command = command
            try command.run()
            return 0
        }
        return try await perform(command, in: context)
    }

    private static func perform<Command: SiemgapSubcommand>(
        _ command: Command, in context: CommandContext
    ) async throws -> Int32 {
        let session = try CommandSession(command.common, in: context, formats: Command.formats)
        defer { session.close() }
        return try await command.run(in: session, context)
    }

    /// A first word that is no command is not taken for an argument; the nearest one is suggested.
    private static func checkFirstWord(_ arguments: [String]) throws(UsageFault) {
        let commands = SiemgapCommand.configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
        guard let word = arguments.first, !word.hasPrefix("-"), !commands.contains(word) else { return }
        let nearest = NearestWord.find(word, among: commands)
        throw UsageFault(
            "there is no command \"\(word)\"", fix: nearest.map { "did you mean siemgap \($0)?" } ?? "siemgap --help")
    }

    private static func tell(_ error: any Error, _ arguments: [String], _ context: CommandContext) -> Int32 {
        let errors = context.run.standardError
        do {
            if SiemgapCommand.exitCode(for: error) == .success {
                try context.run.standardOutput.write(help(error, arguments))
                return 0
            }
            let (problems, status) = FailureWording.problems(for: error, arguments: arguments, context: context)
            let colour = TerminalTraits(errors, environment: context.run.environment, colour: colour(arguments))
            for problem in problems { try errors.write(ProblemText.lines(problem, isColoured: colour.isColoured)) }
            if wantsJSON(arguments), let first = problems.first {
                try errors.write(ProblemText.json(first, exitCode: Int(status)))
            }
            return status
        } catch is ClosedStream {
            return 141
        } catch {
            // Standard error itself cannot be written: the status is all that is left to say.
            return 2
        }
    }

    private static func help(_ error: any Error, _ arguments: [String]) -> String {
        let text = SiemgapCommand.fullMessage(for: error)
        return text.contains("USAGE:") ? text + "\n" + HelpText.ending(arguments) : text + "\n"
    }

    /// Read from the words themselves, since they may not have been understood.
    private static func wantsJSON(_ arguments: [String]) -> Bool { value(of: ["--format", "-f"], arguments) == "json" }

    private static func colour(_ arguments: [String]) -> CommonOptions.Colour {
        value(of: ["--color"], arguments).flatMap(CommonOptions.Colour.init) ?? .auto
    }

    private static func value(of flags: [String], _ arguments: [String]) -> String? {
        for (index, word) in arguments.enumerated() {
            if flags.contains(word), index + 1 < arguments.count { return arguments[index + 1] }
            for flag in flags where word.hasPrefix(flag + "=") { return String(word.dropFirst(flag.count + 1)) }
        }
        return nil
    }
}
