import AuditModel
import Auditing
import FileAccess
import Reports

/// One command at work: its output format, its messages, its progress.
final class CommandSession {
    let format: CommonOptions.Format
    let output: TerminalTraits
    let painter: ProgressPainter
    private let common: CommonOptions
    private let context: CommandContext
    private let errors: TerminalTraits
    private let log: MessageLog?

    /// Checks the format and opens the log file.
    ///
    /// - Parameter formats: those the command has.
    init(_ common: CommonOptions, in context: CommandContext, formats: [CommonOptions.Format]) throws {
        let chosen = common.format ?? (context.run.standardOutput.isTerminal ? .human : .plain)
        guard formats.contains(chosen) else {
            throw UsageFault(
                code: "E-FORMAT", "--format \(chosen.rawValue) is not available for this command",
                fix: "use one of: \(formats.map(\.rawValue).joined(separator: " "))")
        }
        format = chosen
        self.common = common
        self.context = context
        let environment = context.run.environment
        output = TerminalTraits(context.run.standardOutput, environment: environment, colour: common.color)
        errors = TerminalTraits(context.run.standardError, environment: environment, colour: common.color)
        log = try common.logFile.map { try MessageLog(path: $0) }
        let mode = ProgressPainter.mode(common.progress, quiet: common.quiet, canRepaint: errors.canRepaint)
        painter = ProgressPainter(mode: mode, width: errors.width, context: context.run)
        context.signals?.attach(painter)
    }

    /// Shows a problem on standard error; warnings give way to `--quiet`, notes appear with `--verbose`.
    func tell(_ problem: Problem) {
        let isShown =
            switch problem.severity {
            case .error: true
            case .warning: !common.quiet
            case .note: common.verbose && !common.quiet
            }
        if isShown { painter.say(ProblemText.lines(problem, isColoured: errors.isColoured)) }
        log?.append(ProblemText.lines(problem), at: context.run.now())
    }

    /// Ends progress and writes the result.
    func show(_ text: String) throws {
        painter.finish()
        context.signals?.attach(nil)
        try context.run.standardOutput.write(text)
    }

    /// Removes progress when a command fails.
    func close() {
        painter.finish()
        context.signals?.attach(nil)
    }
}
