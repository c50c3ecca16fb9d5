import AuditModel
import Pulling
import Recordings

/// Notices a service that leads in circles.
///
/// Memory: 8 bytes or so for each page of the question.
struct PageGuard {
    private let most: Int
    /// Whether pages are counted here, so that no token can tell them apart.
    private let isCounted: Bool
    private var pages = 0
    private var seen: Set<Int> = []
    private var lastLead: [IDHash] = []

    init(_ rule: PagingRule) {
        most = rule.mostPages
        isCounted = rule.style == .pageNumber || rule.style == .offset
    }

    /// Takes a page and what should follow it; returns why it must not.
    mutating func flaw(_ reading: PageReading, next: PagePosition) -> SourcePage.Flaw? {
        pages += 1
        defer { lastLead = reading.lead }
        if !reading.lead.isEmpty, reading.lead == lastLead, reading.lead.count > 1 || isCounted {
            return .init("page-loop", "two pages in a row begin with the same records")
        }
        guard pages < most else { return .init("page-loop", "the answer has more than \(most) pages") }
        guard seen.insert(next.hashValue).inserted else {
            return .init("page-loop", "the service leads back to a page it has already given")
        }
        return nil
    }
}
