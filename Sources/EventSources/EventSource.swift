package import AuditModel
package import Recordings
package import Transport

/// An API that says which events exist.
///
/// Every source passes the same contract test.
package protocol EventSource: Sendable {
    /// What is known of the source before it is asked.
    var traits: SourceTraits { get }

    /// Finds out which scopes can be asked: subscriptions, roles, retention. Reads only; asked once before a pull.
    func readiness(_ asking: any ServiceAsking) async -> [ScopeReadiness]

    /// Asks for the pages of one slice.
    ///
    /// Pages come in the service's own order; an event may come twice. Nothing is requested until the first page is
    /// asked for.
    ///
    /// - Parameters:
    ///   - question: what to ask for.
    ///   - cursor: where an interrupted pull of the same question stopped; nil from the start.
    func pages(of question: SliceQuestion, from cursor: String?, _ asking: any ServiceAsking) -> any SourcePages
}

/// The pages of one question.
package protocol SourcePages: AnyObject, Sendable {
    /// The next page; nil after the last.
    func next() async throws(TransportFailure) -> SourcePage?
}

/// What is known of a source before it is asked.
package struct SourceTraits: Sendable {
    /// The type, such as `o365-management`.
    package var type: String
    /// The hosts that may see its credentials.
    package var hosts: [String]
    /// Where the fields of its records lie.
    package var paths: RecordingDescription.Paths
    /// What the question's times bound.
    package var axis: RecordingDescription.Slice.Axis
    /// The longest stretch one question may cover, and the shortest it is halved to; nanoseconds.
    package var longest: Int64
    package var shortest: Int64 = 1_000_000_000
    /// How far back the service serves, nanoseconds; nil when it does not say.
    package var oldest: Int64?
    /// How old an event must be before it is asked for, nanoseconds.
    package var youngest: Int64 = 0
    /// By how much a question is widened on both sides, what is outside being trimmed when audited; nanoseconds.
    package var margin: Int64 = 0
    /// For an availability axis: how much later than its event a record may become available; nanoseconds.
    package var settle: Int64
    /// Scopes that are asked for one by one; one nil where there are none.
    package var scopes: [Scope?]
    /// Page sizes for one pull after another; a second pull uses the next.
    package var pageSizes: [Int]
    /// Records after which an answer is cut without saying so; nil for none.
    package var resultCap: Int?
    /// Whether the same question can be asked twice.
    package var isRepeatable = true
    /// Questions under way at once.
    package var parallel = 4
    package var rate: RateLimit

    /// Describes a source.
    package init(
        type: String, hosts: [String], paths: RecordingDescription.Paths, axis: RecordingDescription.Slice.Axis,
        longest: Int64, settle: Int64, scopes: [Scope?], pageSizes: [Int], rate: RateLimit
    ) {
        self.type = type
        self.hosts = hosts
        self.paths = paths
        self.axis = axis
        self.longest = longest
        self.settle = settle
        self.scopes = scopes
        self.pageSizes = pageSizes
        self.rate = rate
    }
}

/// One slice to be asked for.
package struct SliceQuestion: Hashable, Sendable {
    package let scope: Scope?
    /// Half-open, along the source's axis, margins not yet added.
    package let window: TimeWindow
    package let pageSize: Int

    /// Describes a question.
    package init(scope: Scope?, window: TimeWindow, pageSize: Int) {
        self.scope = scope
        self.window = window
        self.pageSize = pageSize
    }
}

/// Some records of a slice, whole.
package struct SourcePage: Sendable {
    /// The records as lines, white space between tokens left out, each ended by a line feed.
    package var lines: [UInt8]
    package var records: Int
    /// Availability of runs of records in this page, for sources whose records do not say it themselves.
    package var stamps: [Stamp] = []
    /// Where to go on after this page; nil when nothing is left, or when only the start can be asked again.
    package var cursor: String?
    /// How many records the service says the whole answer has; nil when it does not say.
    package var expected: Int?
    /// A finding that keeps the slice from being whole although more pages may follow: a lost item, an ignored filter.
    package var flaw: Flaw?

    /// Records of a page that became available in `(after, by]`.
    ///
    /// Nanoseconds; the two are equal when the instant is known exactly.
    package struct Stamp: Hashable, Sendable {
        package let records: Int
        package let after: Int64
        package let by: Int64

        /// Describes the availability of a run of records.
        package init(records: Int, after: Int64, by: Int64) {
            self.records = records
            self.after = after
            self.by = by
        }
    }

    /// Why a slice is not whole: a code of the contract's list, and the words for it.
    package struct Flaw: Hashable, Sendable {
        package let reason: String
        package let detail: String

        /// Describes a flaw.
        package init(_ reason: String, _ detail: String) {
            self.reason = reason
            self.detail = detail
        }
    }

    /// Makes a page.
    package init(lines: [UInt8], records: Int) {
        self.lines = lines
        self.records = records
    }
}

/// Whether a scope can be asked.
package struct ScopeReadiness: Sendable {
    package let scope: Scope?
    /// How each of its slices will end without being asked; nil when it can be asked.
    package let refusal: RecordingDescription.Slice.Outcome?
    /// A code of the contract's list, with `refusal`.
    package let reason: String?
    package let problem: Problem?

    /// Describes a scope's state.
    package init(
        scope: Scope?, refusal: RecordingDescription.Slice.Outcome? = nil, reason: String? = nil,
        problem: Problem? = nil
    ) {
        self.scope = scope
        self.refusal = refusal
        self.reason = reason
        self.problem = problem
    }
}
