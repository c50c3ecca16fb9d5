import AuditModel
import ByteScan
import Pulling
import Recordings
import Transport

/// The pages of one question to Elasticsearch or OpenSearch: a point in time paged with `search_after`, always with its
/// newest id, or a scroll where there are no points in time.
actor ElasticPages: SourcePages {
    private enum Stage {
        case opening
        /// The newest id, and the sort values of the last hit; nil before the first page.
        case paging(pit: String, after: String?)
        case scrolling(id: String)
        case finished
    }

    private let store: ElasticStore
    private let make: @Sendable (ElasticFields.Present?) -> ElasticQuestion
    private let asksFields: Bool
    private var made: ElasticQuestion?
    private let asking: any ServiceAsking
    private let size: Int
    private var stage = Stage.opening
    /// What must be freed in the end.
    private var pit: String?
    private var scroll: String?
    /// Hits counted, and listed so far.
    private var total: Int?
    private var listed = 0
    /// Whether the last opening was one of a point in time; others may have found out since that there are none.
    private var openedPointInTime = false

    /// How often a page is asked for again because a part of the data did not answer.
    private static let mostRepeats = 2

    /// - Parameters:
    ///   - asksFields: whether it is asked first which fields there are, so that the question speaks of no others.
    ///   - make: makes the question, given the fields; nil where that is not known.
    init(
        _ store: ElasticStore, size: Int, asksFields: Bool = false, _ asking: any ServiceAsking,
        make: @escaping @Sendable (ElasticFields.Present?) -> ElasticQuestion
    ) {
        self.store = store
        self.make = make
        self.asksFields = asksFields
        self.size = size
        self.asking = asking
    }

    private var pageSize: Int { min(size, store.way.known.mostPerPage ?? size) }

    func next() async throws(TransportFailure) -> SourcePage? {
        while true {
            do throws(TransportFailure) {
                switch stage {
                case .opening: if let page = try await open() { return page }
                case .paging(let pit, let after): return try await page(pit, after)
                case .scrolling(let id):
                    return try await scrolled(
                        call("/_search/scroll", ElasticQuestion.next(of: id), isSearch: false))
                case .finished: return nil
                }
            } catch {
                guard try await isMended(error) else { throw error }
            }
        }
    }

    func close() async {
        if let pit {
            await asking.leave(
                delete(store.product.openPath, store.product.freeing(pit)))
        }
        if let scroll {
            await asking.leave(delete("/_search/scroll", ["scroll_id": .array([.string(scroll)])]))
        }
        (pit, scroll, stage) = (nil, nil, .finished)
    }

    // MARK: Ways that old versions do not have

    /// Whether another way was taken after a refusal of the one before.
    private func isMended(_ failure: TransportFailure) async throws(TransportFailure) -> Bool {
        guard listed == 0, let refusal = ElasticRefusal(failure) else { return false }
        switch (stage, refusal) {
        case (.opening, .noPointInTime) where openedPointInTime: store.way.leavePointsInTime()
        case (.paging, .noPlaceSort): store.way.leave(.place)
        case (.paging(let id, _), .noDocumentSort):
            store.way.leave(.documentID)
            await asking.leave(delete(store.product.openPath, store.product.freeing(id)))
            (pit, stage) = (nil, .opening)
        case (_, .pageTooLarge(let most)) where most < pageSize: store.way.limit(to: most)
        default: return false
        }
        return true
    }

    // MARK: Requests

    private func question() async -> ElasticQuestion {
        if let made { return made }
        let question = make(asksFields ? await presentFields() : nil)
        made = question
        return question
    }

    /// The fields that may hold ids and are there; nil where that cannot be told, or there are none yet.
    private func presentFields() async -> ElasticFields.Present? {
        let names = store.settings.fields.idNames.joined(separator: ",")
        let path = "/\(store.settings.index)/_field_caps?fields=" + PercentCoding.encoded(names.utf8)
        // Without an answer all fields are asked for, which only takes longer.
        let answer = try? await asking.askJSON(HTTPCall("GET", store.settings.url + path))
        let found = answer?.body["fields"]?.members?.map { String(decoding: $0.name, as: UTF8.self) }
        return found.flatMap { $0.isEmpty ? nil : Set($0) }
    }

    /// Opens a point in time; begins a scroll where that is not possible.
    private func open() async throws(TransportFailure) -> SourcePage? {
        openedPointInTime = store.way.known.listing < .scroll
        guard openedPointInTime else {
            let body = await question().scroll(size: pageSize)
            let first = call(
                "/\(store.settings.index)/_search", body, isSearch: true, more: "&scroll=\(ElasticQuestion.keep)")
            return try await scrolled(first)
        }
        let path = "/\(store.settings.index)\(store.product.openPath)?keep_alive=\(ElasticQuestion.keep)"
        let name = store.product.openedName
        let reply = try await asking.ask(HTTPCall("POST", store.settings.url + path)) { reply in
            (try? JSONTree(parsing: reply.body))?[name]?.text != nil
        }
        guard let id = (try? JSONTree(parsing: reply.body))?[name]?.text else {
            throw AnswerFailure.cut("it opened no point in time", host: store.host)
        }
        pit = id
        stage = .paging(pit: id, after: nil)
        return nil
    }

    private func page(_ id: String, _ after: String?) async throws(TransportFailure) -> SourcePage? {
        let body = await question().page(of: id, sort: store.way.known.listing.sort, size: pageSize, after: after)
        let answer = try await answer(call("/_search", body, isSearch: true), canRepeat: true)
        let newest = answer.pointInTime ?? id
        pit = newest
        guard let last = answer.hits.last else { return ended(answer) }
        let position = ElasticHits.position(answer.bytes, last)
        var page = page(of: answer)
        if position == after || position == nil {
            page.flaw = .init("page-loop", "a page ends where the one before it ended")
            stage = .finished
        } else {
            stage = listed == total ? .finished : .paging(pit: newest, after: position)
        }
        return page
    }

    private func scrolled(_ call: HTTPCall) async throws(TransportFailure) -> SourcePage? {
        let answer: ElasticAnswer
        do throws(TransportFailure) {
            answer = try await self.answer(call, canRepeat: false)
        } catch  where scroll != nil && error.kind != .cancelled && error.kind != .restart {
            // The SIEM may have moved on although the page did not arrive.
            throw AnswerFailure.gone("a page of a scroll was lost: \(error.kind.rawValue)", host: store.host)
        }
        scroll = answer.scroll ?? scroll
        guard !answer.hits.isEmpty, let scroll else { return ended(answer) }
        var page = page(of: answer)
        if let total, listed > total {
            page.flaw = .init("page-loop", "\(listed) hits listed of \(total)")
            stage = .finished
        } else {
            stage = listed == total ? .finished : .scrolling(id: scroll)
        }
        return page
    }

    /// A page without hits: the last one, or the only one of an empty answer.
    private func ended(_ answer: ElasticAnswer) -> SourcePage? {
        stage = .finished
        return listed == 0 ? page(of: answer) : nil
    }

    private func page(of answer: ElasticAnswer) -> SourcePage {
        total = total ?? answer.total
        listed += answer.hits.count
        var page = SourcePage(lines: store.hits.lines(answer.bytes, answer.hits), records: answer.hits.count)
        page.expected = total
        if let losses = answer.losses { page.flaw = .init("cut-answer", losses) }
        return page
    }

    /// Asks until all of the data answered, or often enough.
    private func answer(_ call: HTTPCall, canRepeat: Bool) async throws(TransportFailure) -> ElasticAnswer {
        var repeats = 0
        while true {
            let reply = try await asking.ask(call) { ElasticAnswer($0) != nil }
            guard let answer = ElasticAnswer(reply) else {
                throw AnswerFailure.cut("it is no answer of a search", host: store.host)
            }
            if answer.isTimedOut { throw ElasticRefusal.timedOut(host: store.host) }
            guard answer.losses != nil, canRepeat, repeats < Self.mostRepeats else { return answer }
            repeats += 1
        }
    }

    private func call(_ path: String, _ body: [UInt8], isSearch: Bool, more: String = "") -> HTTPCall {
        let options = isSearch ? "?allow_partial_search_results=false\(more)" : ""
        return HTTPCall(
            "POST", store.settings.url + path + options, headers: [.init("Content-Type", "application/json")],
            body: body)
    }

    private func delete(_ path: String, _ body: JSONValue) -> HTTPCall {
        HTTPCall(
            "DELETE", store.settings.url + path, headers: [.init("Content-Type", "application/json")],
            body: Array(body.text().utf8))
    }
}
