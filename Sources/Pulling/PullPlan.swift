import AuditModel
import Recordings

/// What a pull asks for: the window cut into what is served, what no longer is and what is not yet.
struct PullPlan: Sendable {
    /// Of the axis, half-open; empty when nothing of the window is served.
    let served: TimeWindow
    /// No longer served; nil when nothing is.
    let expired: TimeWindow?
    /// Not served yet; nil when everything is.
    let young: TimeWindow?
    /// When events of the window should have arrived, as far as that is past.
    ///
    /// It ends with what is asked for by event time: what arrived before then and is dated later has a wrong time.
    var arrivals: TimeWindow { TimeWindow(from: begin, to: max(begin, served.to)) }
    private let begin: Int64

    /// Cuts a window of event times of one scope.
    ///
    /// On an availability axis the stretch reaches further, since records come later than their events; a source whose
    /// times may be wrong is asked for more on both sides.
    init(window: TimeWindow, scope: Scope?, traits: SourceTraits, now: Int64) {
        let later = traits.axis == .availability ? traits.settle : traits.widening
        let start = Self.sum(window.from, -traits.widening)
        let end = max(window.from, min(Self.sum(window.to, later), now - traits.youngest))
        let edge = traits.oldest(of: scope).map { min(max(start, now - $0), end) } ?? start
        served = TimeWindow(from: edge, to: end)
        expired = edge > window.from ? TimeWindow(from: window.from, to: edge) : nil
        begin = window.from
        young = end < window.to ? TimeWindow(from: end, to: window.to) : nil
    }

    /// The parts of `window` that none of `others` covers, ascending.
    static func uncovered(_ window: TimeWindow?, by others: [TimeWindow]) -> [TimeWindow] {
        window?.parts(outside: others) ?? []
    }

    private static func sum(_ instant: Int64, _ length: Int64) -> Int64 {
        let (sum, overflow) = instant.addingReportingOverflow(length)
        return overflow ? (length < 0 ? .min : .max) : sum
    }
}
