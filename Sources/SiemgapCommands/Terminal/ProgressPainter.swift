import AuditModel
import Auditing
import Synchronization

/// Shows how far a run has come on standard error; safe to feed from any thread as often as is convenient.
///
/// Nothing appears in the first 100 ms of a run that is not watched on a terminal. A write that fails is ignored:
/// progress must never end a run.
final class ProgressPainter: Sendable {
    /// How progress looks.
    enum Mode: Hashable { case none, painted, lines, json }

    /// Least time between two outputs of a stage, nanoseconds.
    private static let paintInterval: Int64 = 125_000_000
    private static let jsonInterval: Int64 = 1_000_000_000
    private static let lineInterval: Int64 = 30_000_000_000
    private static let silence: Int64 = 100_000_000

    private struct State {
        var latest: ProgressReport?
        var stageBegan: Int64 = 0
        var shownStage: ProgressReport.Stage?
        var shownAt: Int64 = .min
        var isPainted = false
        var isFinished = false
    }

    private let mode: Mode
    private let stream: OutputStream
    private let width: Int
    private let context: RunContext
    private let began: Int64
    private let state = Mutex(State())

    /// Begins the run's clock.
    init(mode: Mode, width: Int, context: RunContext) {
        self.mode = mode
        self.width = width
        self.context = context
        stream = context.standardError
        began = context.uptime()
    }

    /// How progress looks for these options: painted on a terminal, lines elsewhere, nothing when quiet.
    static func mode(_ choice: CommonOptions.Progress, quiet: Bool, canRepaint: Bool) -> Mode {
        switch choice {
        case .never: .none
        case .json: .json
        case .always: canRepaint ? .painted : .lines
        case .auto: quiet ? .none : canRepaint ? .painted : .lines
        }
    }

    /// Takes a report, and shows it if it is time.
    func update(_ report: ProgressReport) {
        let now = context.uptime()
        state.withLock { state in
            if state.latest?.stage != report.stage { state.stageBegan = now }
            state.latest = report
            show(&state, at: now)
        }
    }

    /// Shows the latest report if it is time; called now and then while a run may be waiting.
    func tick() {
        let now = context.uptime()
        state.withLock { show(&$0, at: now) }
    }

    /// Writes one line on how far the run has come, whatever the mode.
    func status() {
        let now = context.uptime()
        state.withLock { state in
            let line = state.latest.map { ProgressText.line($0, elapsed: now - state.stageBegan) } ?? "starting"
            say("\(InstantText.rfc3339(Self.wholeSeconds(context.now()))) \(line)\n", &state)
        }
    }

    /// Writes other text without a painted line in its way.
    func say(_ text: String) { state.withLock { say(text, &$0) } }

    /// Removes a painted line; nothing is shown afterwards.
    func finish() {
        state.withLock { state in
            clear(&state)
            state.isFinished = true
        }
    }

    private func show(_ state: inout State, at now: Int64) {
        guard mode != .none, !state.isFinished, let report = state.latest else { return }
        guard mode == .painted || now - began >= Self.silence else { return }
        let isNew = state.shownStage != report.stage
        guard now >= due(state, isNew: isNew) else { return }
        (state.shownStage, state.shownAt) = (report.stage, now)
        let line = ProgressText.line(report, elapsed: now - state.stageBegan)
        switch mode {
        case .none: break
        case .painted:
            write("\r" + String(line.prefix(max(1, width - 1))) + "\u{1B}[K")
            state.isPainted = true
        case .lines: write("\(InstantText.rfc3339(Self.wholeSeconds(context.now()))) \(line)\n")
        case .json: write(ProgressText.json(report, at: context.now()) + "\n")
        }
    }

    /// When the next output may come; a painted line keeps its pace over changes of stage.
    private func due(_ state: State, isNew: Bool) -> Int64 {
        guard state.shownAt != .min else { return .min }
        switch mode {
        case .none: return .max
        case .painted: return state.shownAt + Self.paintInterval
        case .lines: return isNew ? .min : state.shownAt + Self.lineInterval
        case .json: return isNew ? .min : state.shownAt + Self.jsonInterval
        }
    }

    private func say(_ text: String, _ state: inout State) {
        clear(&state)
        write(text)
    }

    private func clear(_ state: inout State) {
        if state.isPainted { write("\r\u{1B}[K") }
        state.isPainted = false
    }

    private func write(_ text: String) {
        // Lost progress is no reason to stop; the result has its own stream.
        try? stream.write(text)
    }

    private static func wholeSeconds(_ nanoseconds: Int64) -> Int64 { EventTime.floor(nanoseconds, 1_000_000_000) }
}
