/// Everything an audit found, as `report.json` states it.
///
/// A part that was not computed is nil.
package struct AuditReport: Hashable, Sendable {
    package var runID = ""
    package var name = ""
    package var verdict = Verdict.inconclusive
    /// The deciding reason first.
    package var reasons: [Reason] = []
    package var window = Window()
    package var audited = Audited()
    package var authority = SideSummary()
    package var siem = SideSummary()
    package var counts = Counts()
    package var trust: [TrustMark] = []
    /// Nil until time faults are looked for.
    package var timeFaults: [TimeFault]?
    package var gaps: [Gap] = []
    package var causes: [Cause] = []
    package var coverage: [CoverageCell] = []
    package var breakdown: [BreakdownRow]?
    /// How many present events the breakdown's totals and rates are estimated from; nil where all were looked at.
    package var breakdownSample: Int?
    /// How long events took to reach the API; nil where nothing says when they did.
    package var drift: DelayReport?
    package var files: [DataFile] = []
    package var problems: [Problem] = []
    /// How several pulls of the authority agree; nil when it was pulled once.
    package var pulls: JSONValue?
    /// Whether two pulls of the authority differ.
    package var isUnstable = false
    /// Whether names of users, addresses and objects are replaced by tokens.
    package var isRedacted = false
    /// How many missing events belong to each kind that is watched, in the order of the configuration.
    package var watched: [Watched] = []

    /// An empty report.
    package init() {}

    /// A kind of events that is watched, and how many of them are missing.
    package struct Watched: Hashable, Sendable {
        package let name: String
        package let missing: Int

        /// Makes a count.
        package init(name: String, missing: Int) {
            self.name = name
            self.missing = missing
        }
    }

    /// One reason for the verdict, with how many events or parts it concerns.
    package struct Reason: Hashable, Sendable {
        package let code: ReasonCode
        package let count: Int
        package let message: String

        /// Makes a reason.
        package init(_ code: ReasonCode, count: Int, message: String) {
            self.code = code
            self.count = count
            self.message = message
        }
    }

    /// The audited window; instants in nanoseconds since the Unix epoch.
    ///
    /// Nil where no event had a time.
    package struct Window: Hashable, Sendable {
        package var from: Int64?
        package var to: Int64?
        package var settledThrough: Int64?
        package var settledBy = SettledBy.assumed

        /// A window without bounds.
        package init() {}
    }

    /// How much of the window both sides are known to hold whole.
    package struct Audited: Hashable, Sendable {
        package var whole = true
        package var slices = 0
        package var slicesWhole = 0
        package var unknown: [UnknownPart] = []

        /// Nothing audited yet.
        package init() {}
    }

    /// Counts of one side; see the contract's sums.
    package struct SideSummary: Hashable, Sendable {
        package var name = ""
        package var kind = ""
        package var records = 0
        package var filtered = 0
        package var unidentified = 0
        package var outsideWindow = 0
        package var events = 0
        package var repeats = 0
        package var conflicting = 0
        package var untimed = 0
        package var truncated = 0
        /// Earliest and latest event time inside the window, nanoseconds since the Unix epoch.
        package var first: Int64?
        package var last: Int64?

        /// All zero.
        package init() {}
    }

    /// What became of the events.
    package struct Counts: Hashable, Sendable {
        package var matched = 0
        package var missing = 0
        package var accepted = 0
        package var unknown = 0
        package var unsettled = 0
        package var extra = 0
        package var unconfirmed = 0
        /// Nil when times could not be compared.
        package var timeDiffers: Int? = 0
        package var truncated = 0
        package var foundByID = 0

        /// All zero.
        package init() {}
    }

    /// A file of the run folder.
    package struct DataFile: Hashable, Sendable {
        package let role: String
        package let path: String
        package let records: Int
        package let bytes: Int
        /// Lower-case hexadecimal.
        package let sha256: String

        /// Describes a finished file.
        package init(role: String, path: String, records: Int, bytes: Int, sha256: String) {
            self.role = role
            self.path = path
            self.records = records
            self.bytes = bytes
            self.sha256 = sha256
        }
    }
}
