package import AuditModel
package import Reports
package import Settings

/// What one audit is asked to do, as values: nothing in it has been opened, resolved or contacted.
package struct AuditRequest: Hashable, Sendable {
    package var authority = SideRequest()
    package var siem = SideRequest()
    package var window = WindowRequest.authorityEvents
    /// Nanoseconds an event needs to become final; nil when not given, so that files count as settled.
    package var settle: Int64?
    /// Where `settle` came from, when it is given.
    package var settledBy = SettledBy.flag
    package var filters: [FieldCondition] = []
    /// Field paths to compare instead of ids; empty when not given.
    package var match: [String] = []
    /// How far two times may lie apart and still be equal, nanoseconds.
    package var timeTolerance: Int64 = 0
    package var tolerance = Tolerance.events(0)
    /// Exceptions under which events may be missing.
    package var acceptances: [Acceptance] = []
    /// Kinds of events to count among the missing.
    package var watches: [Watch] = []
    /// Whether an authority without events may be complete.
    package var expectsEmpty = false
    /// How often an authority that is asked is pulled.
    package var pulls = 1
    /// Bound of tables and buffers, bytes.
    package var memoryBytes = AuditRequest.defaultMemoryBytes
    /// Whether the manifest holds the SHA-256 of each input.
    package var digestsInputs = true
    /// Whether names of users, addresses and objects are replaced by tokens in all that is written.
    package var redacts = false
    /// The run's name, not yet reduced; nil means `audit`.
    package var name: String?
    /// The folder the person named for the results; nil means a new one under `reports`.
    package var outFolder: String?
    /// Whether the person wants exit status 0 also when the verdict is gaps.
    package var exitsZeroOnGaps = false
    /// Each setting with its text and its origin, for the manifest.
    package var settings: [Setting] = []

    /// Whether a SIEM has to be asked for whole events: when fields beside id, time and length take part.
    package var needsWholeEvents: Bool {
        !filters.isEmpty || !match.isEmpty || siem.format != nil || !siem.idPaths.isEmpty || siem.timePath != nil
    }

    /// Whether the delays it measures are those of all events of its authority, by the times its source gives them.
    var measuresDelays: Bool { filters.isEmpty && authority.timePath == nil }

    /// 512 MiB.
    package static let defaultMemoryBytes = 512 << 20
    /// 64 MiB.
    package static let leastMemoryBytes = 64 << 20

    /// A request without inputs.
    package init() {}

    /// A setting as it was given, for the record; its origin is `flag` or `default`.
    package typealias Setting = RunManifest.Setting
}

/// One side's inputs, and what the person overrode about them.
package struct SideRequest: Hashable, Sendable {
    /// As given: `-`, paths, folders, globs; at least one in a valid request.
    package var specs: [String] = []
    /// A format's or preset's name; nil lets the content decide.
    package var format: String?
    /// Field paths that together are the id; empty lets the preset decide.
    package var idPaths: [String] = []
    package var timePath: String?
    /// The zone of times that name none: an IANA name, an offset, or `UTC`.
    package var zone: String?

    /// A side without inputs.
    package init() {}
}
