package import AuditModel

/// What a recording is a recording of: the question, without its answers.
package struct RecordingHeader: Hashable, Sendable {
    package var side: Side
    package var name: String
    /// The source's or SIEM's type, such as `o365-management`.
    package var type: String
    /// Hosts that are asked.
    package var hosts: [String] = []
    /// What tells this question from another one beside the window, such as the tenant; no secrets.
    package var settings: JSONValue = .object([])
    package var window: TimeWindow
    package var paths: RecordingDescription.Paths
    /// When the first question is asked, nanoseconds since the Unix epoch; a resumed recording keeps its own.
    package var firstAsked: Int64

    /// Describes a question.
    package init(
        side: Side, name: String, type: String, window: TimeWindow, paths: RecordingDescription.Paths,
        firstAsked: Int64
    ) {
        self.side = side
        self.name = name
        self.type = type
        self.window = window
        self.paths = paths
        self.firstAsked = firstAsked
    }

    /// What of the question differs from another one's, in words; nil when both ask the same.
    func difference(from other: RecordingHeader) -> String? {
        if side != other.side { return "its side is \(side.word), not \(other.side.word)" }
        if type != other.type { return "its source is \(type), not \(other.type)" }
        if window != other.window { return "its window is \(Self.text(window)), not \(Self.text(other.window))" }
        if paths != other.paths { return "its field paths are others" }
        if settings != other.settings { return "its settings are others" }
        return nil
    }

    private static func text(_ window: TimeWindow) -> String {
        "\(InstantText.rfc3339(window.from)) to \(InstantText.rfc3339(window.to))"
    }
}

/// What is known of a recording only at its end.
package struct RecordingClosing: Hashable, Sendable {
    /// When the last question was asked, nanoseconds since the Unix epoch.
    package var lastAsked: Int64
    /// Hosts that were asked beside the header's.
    package var hosts: [String] = []
    /// The service's clock minus this machine's, milliseconds; nil when it was not measured, which leaves what an earlier
    /// run found.
    package var clockOffsetMilliseconds: Int?

    /// Describes the end.
    package init(lastAsked: Int64) { self.lastAsked = lastAsked }
}
