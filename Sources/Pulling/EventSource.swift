package import AuditModel
package import Recordings
package import Transport

/// A service that is asked for the events it holds, slice by slice: an API that is the authority, or a SIEM.
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

    /// How many records a question has; asked before its pages. Nil where the service cannot count, or says so with
    /// the pages.
    func count(of question: SliceQuestion, _ asking: any ServiceAsking) async throws(TransportFailure) -> Int?
}

extension EventSource {
    /// Nil: not counted.
    package func count(
        of question: SliceQuestion, _ asking: any ServiceAsking
    ) async throws(TransportFailure) -> Int? { nil }
}

/// The pages of one question.
package protocol SourcePages: AnyObject, Sendable {
    /// The next page; nil after the last.
    func next() async throws(TransportFailure) -> SourcePage?

    /// Frees what the service holds for the question, such as a search job; called once, whatever became of it.
    func close() async
}

extension SourcePages {
    /// Nothing is held.
    package func close() async {}
}

/// What is known of a source before it is asked.
package struct SourceTraits: Sendable {
    /// The type, such as `o365-management`.
    package var type: String
    /// The side whose records it gives.
    package var side = Side.authority
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
    /// The same for scopes that are served for less long.
    package var ownOldest: [Scope: Int64] = [:]
    /// How old an event must be before it is asked for, nanoseconds.
    package var youngest: Int64 = 0
    /// By how much a question is widened on both sides, what is outside being trimmed when audited; nanoseconds.
    package var margin: Int64 = 0
    /// How far before and after the window is asked, nanoseconds: where the service's times may differ from the events'.
    package var widening: Int64 = 0
    /// For an availability axis: how much later than its event a record may become available; nanoseconds.
    package var settle: Int64
    /// Scopes that are asked for one by one; one nil where there are none.
    package var scopes: [Scope?]
    /// Page sizes for one pull after another; a second pull uses the next.
    package var pageSizes: [Int]
    /// Records after which an answer is cut without saying so; nil for none.
    package var resultCap: Int?
    /// Whether an answer must have exactly as many records as were counted, so that more of them are a fault as well.
    package var countsExactly = false
    /// Whether it is also asked for what arrived during the window and is dated outside of all other questions; such
    /// questions have ``SliceQuestion/outside``.
    package var asksArrivals = false
    /// Whether the same question can be asked twice.
    package var isRepeatable = true
    /// Questions under way at once.
    package var parallel = 4
    package var rate: RateLimit

    /// How far back the service serves a scope, nanoseconds; nil when it does not say.
    package func oldest(of scope: Scope?) -> Int64? {
        guard let own = scope.flatMap({ ownOldest[$0] }) else { return oldest }
        return min(own, oldest ?? own)
    }

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
    /// The event times that all other questions cover together; nil for one of those.
    ///
    /// Where it is set, `window` bounds when records arrived, and only those dated outside of this are asked for.
    package let outside: TimeWindow?

    /// Describes a question.
    package init(scope: Scope?, window: TimeWindow, pageSize: Int, outside: TimeWindow? = nil) {
        self.scope = scope
        self.window = window
        self.pageSize = pageSize
        self.outside = outside
    }

    /// The same of another stretch, or with another page size.
    func over(_ window: TimeWindow, pageSize: Int? = nil) -> SliceQuestion {
        SliceQuestion(scope: scope, window: window, pageSize: pageSize ?? self.pageSize, outside: outside)
    }
}

/// Some records of a slice, whole, as a recording takes them.
package typealias SourcePage = RecordedPage

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
