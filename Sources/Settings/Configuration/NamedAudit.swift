package import AuditModel

/// An audit as the file describes it; members that are nil or empty leave the choice to flags and defaults.
package struct NamedAudit: Sendable {
    /// How to read one side's files where their content does not say.
    package struct SideSettings: Hashable, Sendable {
        /// A format's or preset's name.
        package var format: String?
        /// Field paths that together are the id.
        package var id: [String] = []
        package var time: String?
        /// The zone of times that name none.
        package var zone: String?
    }

    /// One key as the file gives it, for the record.
    package struct Given: Hashable, Sendable {
        package let key: String
        /// The value in one line.
        package let text: String
        package let mark: SettingsMark
    }

    package let name: String
    /// Where its name stands.
    package let mark: SettingsMark
    /// At least one: a configured source, a recording, or a path or glob.
    package var source: [String] = []
    /// At least one: a configured SIEM, a recording, or a path or glob.
    package var siem: [String] = []
    /// Half-open, nanoseconds since the Unix epoch; both nil where `last` or the authority decides.
    package var from: Int64?
    package var to: Int64?
    /// Excludes `from` and `to`.
    package var last: DurationText?
    /// Nanoseconds.
    package var settle: Int64?
    package var conditions: [FieldCondition] = []
    package var sourceSettings = SideSettings()
    package var siemSettings = SideSettings()
    /// Field paths to compare instead of ids.
    package var match: [String] = []
    /// Nanoseconds.
    package var timeTolerance: Int64?
    package var tolerance: Tolerance?
    /// How often the authority is pulled, at least 1.
    package var pulls: Int?
    package var expectEmpty: Bool?
    package var exitZeroOnGaps: Bool?
    /// Bytes, at least 64 MiB.
    package var memory: Int?
    package var noInputDigest: Bool?
    package var redact: Bool?
    package var watch: [Watch] = []
    package var accept: [Acceptance] = []
    /// Every key the file gives, in its order.
    package let given: [Given]

    /// Begins an audit about which only its name is known.
    init(name: String, mark: SettingsMark, given: [Given] = []) {
        self.name = name
        self.mark = mark
        self.given = given
    }
}
