import AuditModel
import ByteScan
import ExportReaders

/// Whether each page of a listing that names a next one has it among the files.
///
/// Answers do not say which page they are. A page fits behind another if it is of the same listing as far as addresses
/// tell, if its times lie on the side to which the other's run, near it, and within what the address asks for; and it is
/// the next page of only one.
struct ListingPages {
    /// An answer among the files of a side.
    struct Page {
        let file: SideReading.File
        let facts: EnvelopeFacts
        /// The name of the field that holds its records' times.
        let timeField: String?
        /// Whether the file holds no other answer, so that its times are this page's.
        let isAlone: Bool

        /// The times of its records, nanoseconds since the Unix epoch; nil where they are not known.
        fileprivate var times: ClosedRange<Int64>? {
            guard isAlone, let first = file.tally.earliest, let last = file.tally.latest else { return nil }
            return first.nanoseconds...last.nanoseconds
        }

        /// Whether nearly all of its records are later than the one before, or earlier; nil for neither.
        fileprivate var ascends: Bool? {
            let (up, down) = (file.tally.ascending, file.tally.descending)
            guard up + down > 0 else { return nil }
            return up * 1000 >= (up + down) * 999 ? true : down * 1000 >= (up + down) * 999 ? false : nil
        }

        /// The usual distance of two of its records in time, nanoseconds.
        fileprivate var spacing: Int64 {
            guard let times else { return 0 }
            return times.upperBound.since(times.lowerBound) / Int64(max(file.tally.records - 1, 1))
        }
    }

    let pages: [Page]

    private static let second: Int64 = 1_000_000_000
    private static let hour: Int64 = 3_600 * second
    /// Two pages of one listing do not lie further apart than so many records usually do.
    private static let widest: Int64 = 100
    /// Above this, pages are counted and not looked at one by one.
    private static let most = 1000

    /// The pages whose next one is missing, with what there is to say; in their order.
    func lacking() -> [(page: Page, message: String)] {
        let listings = Dictionary(grouping: pages.indices) { pages[$0].facts.listing }.values
        return listings.sorted { $0[0] < $1[0] }.flatMap { members in lacking(members.map { pages[$0] }) }
    }

    /// Of pages that may be of one listing.
    private func lacking(_ pages: [Page]) -> [(page: Page, message: String)] {
        guard let last = pages.last, pages.contains(where: { $0.facts.nextPage != nil }) else { return [] }
        if pages.allSatisfy({ $0.facts.nextPage != nil }) {
            return [(last, "every page names a next one, so the last page is missing")]
        }
        guard pages.count <= Self.most else { return [] }
        // A page that was saved twice has one next page.
        var (followed, named) = (Followed(pages), Set<NextPage>())
        return pages.indices.filter { page in
            guard let next = pages[page].facts.nextPage, named.insert(next).inserted else { return false }
            return !followed.findNext(of: page)
        }.map { (pages[$0], "it names a next page, and none of the files fits behind it") }
    }

    /// Which page was found to follow which.
    private struct Followed {
        private let pages: [Page]
        /// By a page, the one before it.
        private var previous: [Int?]

        init(_ pages: [Page]) {
            self.pages = pages
            previous = pages.map { _ in nil }
        }

        /// Finds a page of its own for one, giving others another one where that helps.
        mutating func findNext(of page: Int) -> Bool {
            var tried = Set<Int>()
            return findNext(of: page, &tried)
        }

        private mutating func findNext(of page: Int, _ tried: inout Set<Int>) -> Bool {
            for other in pages.indices where other != page && !tried.contains(other) {
                guard ListingPages.fits(pages[other], behind: pages[page]) else { continue }
                tried.insert(other)
                guard let holder = previous[other] else {
                    previous[other] = page
                    return true
                }
                if findNext(of: holder, &tried) {
                    previous[other] = page
                    return true
                }
            }
            return false
        }
    }

    private static func fits(_ page: Page, behind earlier: Page) -> Bool {
        guard let next = earlier.facts.nextPage else { return false }
        if let listing = next.listing, let other = page.facts.nextPage?.listing, listing != other { return false }
        guard let times = page.times, let before = earlier.times else { return true }
        if let field = page.timeField {
            let bounds = next.bounds(of: field)
            if let from = bounds.from, times.upperBound < from { return false }
            if let to = bounds.to, times.lowerBound > to { return false }
        }
        guard let ascends = earlier.ascends else { return true }
        let distance =
            ascends ? times.lowerBound.since(before.upperBound) : before.lowerBound.since(times.upperBound)
        let usual = max(page.spacing, earlier.spacing).multipliedReportingOverflow(by: widest)
        return distance >= -second && distance <= max(hour, usual.overflow ? .max : usual.partialValue)
    }
}
