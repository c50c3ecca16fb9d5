import AuditModel

/// Lets the faults of a scenario happen to a listing.
struct ListingFaults: Sendable {
    /// A page as it will be sent.
    struct Page {
        var records: [TenantRecord]
        var next: ListingCursor?
        /// Whether the link to the next page names another host (F29).
        var isForeign = false
    }

    let board: FaultBoard
    private static let hour: Int64 = 3_600_000_000_000

    /// Refuses the request if a fault says so: F12, F13, F14, F15.
    func check(_ question: ListingQuestion) throws(ListingRefusal) {
        let key = question.pageName
        // A real limit on requests, form `rate`, is the service's to keep.
        if standing(.throttled, question)?.form != "rate", let fault = strike(.throttled, question, key) {
            throw .throttled(fault)
        }
        if question.isContinued {
            if strike(.tokenExpired, question, key) != nil { throw .expired }
            if strike(.lostToken, question, key) != nil { throw .invalidCursor }
        }
        guard let fault = standing(.serverError, question) else { return }
        switch fault.form {
        case "window":
            guard question.window.length > fault.by ?? Self.hour else { return }
            board.noteEffect(of: .serverError)
            throw .failing(status: 504)
        case "depth":
            guard question.isContinued, strike(.serverError, question, key) != nil else { return }
            throw .failing(status: 500)
        default: if strike(.serverError, question, key) != nil { throw .failing(status: 500) }
        }
    }

    /// The page the listing has, changed by F7, F8, F9, F10, F16 and F29.
    func page(_ question: ListingQuestion, of listing: Listing, at now: Int64) -> Page {
        let key = question.pageName
        // Where an empty page leads there are records: the start and the place of the first record are one.
        if question.cursor?.turn ?? 0 == 0, strike(.emptyPage, question, key) != nil {
            return emptyPage(question, of: listing)
        }
        let asked = question
        var question = question
        if board.hits(.ignoredFilter, scope: question.scope, window: question.window, key: question.name) != nil {
            board.noteEffect(of: .ignoredFilter)
            question.window = TimeWindow(from: .min, to: .max)
        }
        var drift = 0
        if case .row(let row) = question.cursor?.place {
            drift = self.drift(before: row, question)
            if drift > 0 { board.noteEffect(of: .pageDrift) }
            question.cursor = ListingCursor(.row(max(0, row - drift)), of: question)
        }
        let sound = listing.page(question, at: now)
        // The client goes on with its own question, in its own count of rows.
        let next = sound.next.map { next in
            if case .row(let row) = next.place {
                ListingCursor(.row(row + drift), of: asked)
            } else {
                ListingCursor(next.place, of: asked)
            }
        }
        var page = Page(records: sound.records, next: next)
        if !page.records.isEmpty, let fault = strike(.unstableCount, question, key) {
            page.records.removeFirst(min(page.records.count, fault.size ?? 1))
        }
        if let cursor = question.cursor, strike(.repeatedToken, question, key) != nil { page.next = cursor }
        if page.next != nil, strike(.foreignLink, question, key) != nil { page.isForeign = true }
        return page
    }

    /// Cuts a body in the middle (F11).
    func damage(_ response: inout SimulatorResponse, _ question: ListingQuestion) {
        guard strike(.cutBody, question, question.pageName) != nil else { return }
        response.body.removeLast(response.body.count / 2)
    }

    /// Rows that are new at the front by the time a page is asked for, and push the others back by as many (F10).
    private func drift(before row: Int, _ question: ListingQuestion) -> Int {
        stride(from: question.limit, through: row, by: question.limit).reduce(0) { sum, row in
            let fault = board.hits(
                .pageDrift, scope: question.scope, window: question.window, key: "\(question.name)#\(row)")
            return sum + (fault.map { $0.size ?? 3 } ?? 0)
        }
    }

    /// A page without records that says where to go on: at the same place, under another token.
    private func emptyPage(_ question: ListingQuestion, of listing: Listing) -> Page {
        let place = question.cursor?.place ?? .record(listing.firstIndex(of: question))
        let turn = (question.cursor?.turn ?? 0) + 1
        return Page(records: [], next: ListingCursor(place, turn: turn, of: question))
    }

    private func standing(_ code: FaultCode, _ question: ListingQuestion) -> APIFault? {
        board.standing(code, scope: question.scope, window: question.window)
    }

    private func strike(_ code: FaultCode, _ question: ListingQuestion, _ key: String) -> APIFault? {
        board.strike(code, scope: question.scope, window: question.window, key: key)
    }
}
