import AuditModel
import Pulling
import Transport

/// What is asked of a Splunk and how, as its settings say.
struct SplunkSetup: Sendable {
    /// The two ways to have a search's rows.
    enum Way: String, Sendable, CaseIterable {
        /// One answer that streams them.
        case export
        /// A search job whose results are read in pages.
        case job
    }

    /// Rows that one page of a job's results has at most (`maxresultrows`, limits.conf).
    static let mostPageSize = 50_000

    /// The management address, without a slash at its end.
    var base: String
    /// The app whose knowledge objects the search sees; nil for the user's own.
    var app: String?
    /// What every search filters by, such as `index=o365`; no pipe.
    var search: String
    var way = Way.export
    /// Where the parts of an event's id lie; empty: under the known names.
    var ids: [SplunkField] = []
    /// Where the event time lies; nil: `_time`.
    var time: SplunkField?
    /// How far before and after the window is asked, nanoseconds.
    var widening: Int64 = 86_400_000_000_000
    /// Rows that one answer may have, which bounds memory.
    var cap = 50_000
    /// Rows of one page of a job's results, at most ``mostPageSize``.
    var pageSize = mostPageSize
    /// How long a search may take, and how long Splunk keeps its results unread, nanoseconds.
    var timeout: Int64 = 600_000_000_000
    /// Where events are looked for by id, nanoseconds before and after the window; nil: everywhere.
    var reach: Int64?
    /// Whether events are looked for by their index time as well.
    var asksIndexTime = true
    var rate = RateLimit(requests: nil, perSeconds: 1, inFlight: 3)
    /// Whether whole events are asked for.
    var asksWhole = false
    /// Whether the events' texts are asked for beside ids, times and lengths.
    var asksTexts = false
    /// Waits for a number of seconds.
    var wait: @Sendable (Double) async throws -> Void

    /// The host and port, for messages.
    var host: String { HTTPAddress(base)?.name ?? base }

    var timeoutSeconds: Double { Double(timeout) / 1e9 }
}
