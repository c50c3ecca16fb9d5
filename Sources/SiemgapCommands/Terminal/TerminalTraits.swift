import Auditing

/// What may be drawn on a stream, from its kind, the environment and the flags.
struct TerminalTraits: Hashable {
    let isColoured: Bool
    let usesBlocks: Bool
    /// Columns; 80 where there is no terminal.
    let width: Int
    /// Whether a line may be painted over.
    let canRepaint: Bool

    /// Colour is off if the stream is no terminal, `NO_COLOR` is not empty, or `TERM=dumb`; the flag decides over all.
    init(_ stream: OutputStream, environment: [String: String], colour: CommonOptions.Colour) {
        let isDumb = environment["TERM"] == "dumb"
        isColoured =
            switch colour {
            case .always: true
            case .never: false
            case .auto: stream.isTerminal && !isDumb && (environment["NO_COLOR"] ?? "").isEmpty
            }
        // The strongest locale variable that is set decides, as in the C library.
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
        let name = locale.uppercased()
        usesBlocks = name.contains("UTF-8") || name.contains("UTF8")
        width = stream.columns ?? 80
        canRepaint = stream.isTerminal && !isDumb
    }
}
