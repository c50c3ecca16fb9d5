import AuditModel

/// A service that lists records in pages: the steps that all of them share.
protocol ListingService: SimulatedService {
    var context: ServiceContext { get }
    var listing: Listing { get }
    /// Answers a request for a token; nil when it is none.
    func login(_ request: SimulatorRequest) -> SimulatorResponse?
    /// Whether the path is one of the listing's.
    func lists(_ request: SimulatorRequest) -> Bool
    /// Checks the credential.
    func authorize(_ request: SimulatorRequest) throws(ListingRefusal)
    /// What the request asks for.
    func question(_ request: SimulatorRequest) throws(ListingRefusal) -> ListingQuestion
    /// Writes a page.
    ///
    /// - Parameter base: scheme and authority of links to the next page.
    func response(
        _ page: ListingFaults.Page, to question: ListingQuestion, _ request: SimulatorRequest, base: String
    ) -> SimulatorResponse
    /// Writes a refusal.
    func response(_ refusal: ListingRefusal, to request: SimulatorRequest) -> SimulatorResponse
}

extension ListingService {
    func login(_ request: SimulatorRequest) -> SimulatorResponse? { nil }

    /// Login, then credential, question, faults and page, in that order.
    package func answer(_ request: SimulatorRequest) -> SimulatorResponse? {
        if let answer = login(request) { return answer }
        guard lists(request) else { return nil }
        do throws(ListingRefusal) {
            try authorize(request)
            let question = try question(request)
            let faults = ListingFaults(board: context.board)
            try faults.check(question)
            let page = faults.page(question, of: listing, at: context.clock.now)
            let base = page.isForeign ? context.foreignAddress : request.address
            var answer = response(page, to: question, request, base: base)
            faults.damage(&answer, question)
            return answer
        } catch {
            return response(error, to: request)
        }
    }

    /// A cursor from its token.
    func cursor(_ token: String) throws(ListingRefusal) -> ListingCursor {
        guard let cursor = ListingCursor(token) else { throw .invalidCursor }
        return cursor
    }

    /// The instant before which nothing is kept: a fixed stretch before now, or what F23 makes of it.
    ///
    /// - Parameter asked: the first instant the client asks for.
    func oldest(kept usual: Int64, asked: Int64) -> Int64 {
        let fault = context.board.standing(.retentionEdge)
        let oldest = EventTime.floor(context.clock.now - (fault?.by ?? usual), Self.minute)
        if fault != nil, asked < oldest { context.board.noteEffect(of: .retentionEdge) }
        return oldest
    }

    /// The form in which F28 writes headers; `usual` where it does not strike.
    func headerForm(usual: String? = nil) -> String? {
        guard let fault = context.board.standing(.oddHeaders) else { return usual }
        context.board.noteEffect(of: .oddHeaders)
        return fault.form ?? "joined"
    }

    /// The end of a window that is open: the next whole minute, so that a question asked again is the same one.
    var openEnd: Int64 { RequestTime.after(context.clock.now, unit: Self.minute) }

    private static var minute: Int64 { 60_000_000_000 }
}
