/// How an answer says where its next page is, and when it has none.
package struct PagingRule: Hashable, Sendable {
    /// The ways of paging.
    package enum Style: String, Sendable, CaseIterable {
        /// The answer is one page.
        case none
        /// A URL in the body, absolute or relative.
        case bodyURL = "body-url"
        /// The `Link` header with rel="next".
        case linkHeader = "link-header"
        /// A header that holds a URL.
        case headerURL = "header-url"
        /// A token in the body.
        case bodyToken = "body-token"
        /// A token in a header.
        case headerToken = "header-token"
        /// The number of the page, counted here or given by the answer.
        case pageNumber = "page-number"
        /// The number of records to pass over.
        case offset
        /// The time of the last record is the next lower bound.
        case lastTime = "last-time"
        /// The id of the last record.
        case lastID = "last-id"
        /// The service remembers where it stands; the same request gives what follows.
        case serverHeld = "server-held"
    }

    /// What a next token can look like when there is no next page.
    package enum Stop: String, Sendable, CaseIterable {
        /// There is no such member or header.
        case missing
        case null
        /// An empty text.
        case empty
        /// It is the one that was just used, and the page holds no record.
        case same
        /// The page holds fewer records than were asked for; without any it is confirmed like an empty page.
        case shortPage = "short-page"
        /// The page holds no record, and neither does the one asked for next.
        case emptyPage = "empty-page"
    }

    /// Where a token is written into the next request.
    package enum Write: Hashable, Sendable {
        case query(String)
        case header(String)
        /// A member of the JSON body, or a field of the form; dots lead into objects.
        case body([String])
    }

    package var style = Style.none
    /// Path or header name of what leads on; nil where the style needs none.
    package var read: String?
    package var write: Write?
    /// Joins the elements of a token that is an array.
    package var join: String?
    /// Whether a token for the body is JSON text that is written as it is.
    package var isJSON = false
    /// Whether the token stands alone: other fields of its place are left out.
    package var isAlone = false
    /// The form of the time that `last-time` writes.
    package var form: TimeForm?
    /// The first page's number, or the first offset.
    package var start = 0
    package var stops: Set<Stop> = []
    /// Where the body says that there is more; false ends.
    package var hasMore: ResponsePath?
    /// Where the body says that it is the last page; true ends.
    package var ended: ResponsePath?
    /// Where the body gives the number of pages, or of records for `offset`.
    package var total: ResponsePath?
    /// Where the body says how many seconds to wait before the next request.
    package var wait: ResponsePath?
    package var pageSizes = [100]
    package var mostPages = 100_000

    /// One page.
    package init() {}

    /// The stop rules of a style where the description gives none.
    static func usualStops(of style: Style) -> Set<Stop> {
        switch style {
        case .none, .serverHeld: [.emptyPage]
        case .bodyURL, .linkHeader, .headerURL, .bodyToken, .headerToken: [.missing, .null, .empty]
        case .pageNumber, .offset, .lastTime, .lastID: [.shortPage]
        }
    }
}
