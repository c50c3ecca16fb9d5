package import AuditModel

/// What a format needs to know about where and for whom a report is shown.
///
/// Nothing here changes a finding.
package struct Presentation: Hashable, Sendable {
    /// Columns of the terminal; at least 60 are used.
    package var width = 80
    /// Whether bold and colours may be used.
    package var isColoured = false
    /// Whether block glyphs can be shown (a UTF-8 locale).
    package var usesBlocks = false
    /// The run's folder as the person would write it; nil when there is none.
    package var folder: String?
    /// The tolerance as it was given: `0`, `5`, `20ppm`.
    package var tolerance = "0"
    /// Seconds each side took to read; shown on terminals only, since reports hold no durations.
    package var secondsTaken: [Side: Double] = [:]
    /// When the audit came to its end, nanoseconds since the Unix epoch; nil where that is not told.
    package var ended: Int64?
    /// The exit status the process will have.
    package var exitCode: Int?

    /// 80 columns, no colour, ASCII.
    package init() {}
}
