/// A REST service as data: what it is asked, what it wants to see of the client, and how it answers.
struct RESTProfile: Sendable {
    /// One end of the window in a request.
    struct Bound: Sendable {
        let name: String
        let isInclusive: Bool

        static func including(_ name: String) -> Bound { Bound(name: name, isInclusive: true) }
        static func excluding(_ name: String) -> Bound { Bound(name: name, isInclusive: false) }
    }

    /// How times are written in a request.
    enum TimeForm: Sendable { case rfc3339, date, seconds, milliseconds }

    /// Where a request holds its times.
    enum TimePlace: Sendable {
        case query
        /// One parameter given twice: from, then to.
        case twice(String)
        /// Members of a JSON body, or of an object inside it.
        case body(inside: String?)
        /// An expression `field ge '…' and field le '…'` in a parameter, values quoted.
        case odata(parameter: String, field: String)
        /// Nowhere: the client only says where to go on.
        case none
        /// Comparisons joined by `AND` in a member of a JSON body.
        case filter(member: String, field: String)
    }

    /// The order of an answer.
    enum Order: Sendable {
        case ascending, descending
        /// Descending unless the parameter or member says otherwise.
        case chosen(name: String, ascending: String)
    }

    /// How a request says where to go on.
    enum Continuation: Sendable {
        /// A token in a query parameter, or in a member of a JSON body.
        case query(String)
        case member(String)
        /// The number of a page, from 1.
        case page(String)
        /// The id of the last record seen; the next link goes on saying so when nothing is left.
        case lastID(String)
        /// A time and a token, joined by a comma.
        case joined(String)
    }

    /// How a page says that there is more.
    enum Announcement: Sendable {
        /// In the envelope alone.
        case envelope
        /// A `Link` header.
        case link
        /// A header with the token or the page's number.
        case header(String)
    }

    /// How the service asks to slow down.
    struct Throttle: Sendable {
        var status = 429
        var code = "rate_limited"
        var saysWhen = true
    }

    let shape: TemplateShape
    var method = "GET"
    let path: String
    /// Another path on which answers are continued.
    var continuationPath: String?
    /// Whether `path/{id}` gives one record.
    var servesItems = false
    var time: (form: TimeForm, place: TimePlace)
    let from: Bound
    var to: Bound?
    var order = Order.descending
    /// The parameter or member for the size of a page, the usual size and the largest; larger ones are cut to it.
    var limit: (name: String, usual: Int, most: Int)
    let continuation: Continuation
    var announcement = Announcement.envelope
    let auth: [RESTCredential]
    var login: RESTLogin?
    /// Parameters without which the service refuses a request, with their values.
    var required: [(name: String, value: String)] = []
    /// The body of a page with more behind it, and of the last one; places as in ``RESTEnvelope``.
    let page: String
    let lastPage: String
    /// The body of an error, with places `%code%` and `%message%`.
    let error: String
    var throttle = Throttle()
    var keptDays: Int64 = 365
    /// Keys of the configuration entry beside `type`, `base_url` and credentials.
    var settings: [ServiceConfiguration.Key] = []

    /// Whether its clients sign with a key.
    var needsKey: Bool { if case .assertion? = login?.proof { true } else { false } }

    /// Whether its tokens come from Microsoft's login.
    var isBehindEntra: Bool {
        auth.contains { credential in if case .token(let audiences) = credential { !audiences.isEmpty } else { false } }
    }
}
