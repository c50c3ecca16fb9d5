import AuditModel
import ByteScan
import Pulling
import Recordings
import Transport

/// The pages of one question to a described source.
actor DescribedPages: SourcePages {
    private enum Stage {
        /// Nothing has been asked; the text is a kept position.
        case opening(String?)
        case listing(SourceCursor)
        case fetching(ItemBatches)
        case finished
    }

    private var run: QuestionRun
    private let reader: PageReader
    private let continuation: Continuation
    private var guards: PageGuard
    private var stage: Stage
    private var hasToldStrays = false
    /// Whether the last page was empty and the next one decides whether that was the end.
    private var isConfirming = false
    /// Seconds that the service asks to wait before the next request.
    private var pause = 0.0
    /// The longest such wait that is kept to, seconds.
    private static let longestPause = 300.0

    init(_ run: QuestionRun, from cursor: String?) {
        self.run = run
        reader = PageReader(
            rule: run.description.records, watched: run.watched, part: run.description.fanOut?.field)
        continuation = Continuation(rule: run.description.paging)
        guards = PageGuard(run.description.paging)
        stage = .opening(cursor)
    }

    func next() async throws(TransportFailure) -> SourcePage? {
        while true {
            switch stage {
            case .opening(let text): stage = .listing(try await opened(text))
            case .listing(let cursor):
                if let page = try await listed(cursor) { return page }
            case .fetching(var batches):
                guard let page = try await batches.next(run) else {
                    stage = batches.following.map { .listing($0) } ?? .finished
                    continue
                }
                stage = batches.isDone ? batches.following.map { .listing($0) } ?? .finished : .fetching(batches)
                return page
            case .finished: return nil
            }
        }
    }

    /// Finds out the tenant, and reads the kept position, or makes the job that the question needs.
    private func opened(_ text: String?) async throws(TransportFailure) -> SourceCursor {
        run.tenant = try await run.setup.tenant(run.asking)
        var cursor = SourceCursor()
        if let text {
            guard let kept = SourceCursor(parsing: text) else { throw SourceFailure.cursor(host: run.setup.host) }
            cursor = kept
        }
        if run.description.steps.create != nil, cursor.created.isEmpty {
            cursor.created = try await JobRun(run: run).made()
        }
        return cursor
    }

    // MARK: Listing

    /// Asks for one page; nil when the page's items are to be fetched first, and when it is empty and not yet the end.
    private func listed(_ cursor: SourceCursor) async throws(TransportFailure) -> SourcePage? {
        let call = try call(cursor)
        try await rest()
        if let item = run.description.steps.item { return try await listItems(call, cursor, item) }
        let reader = self.reader
        let reply = try await run.asking.ask(call) { reader.isWhole($0) }
        let check = run.check
        var reading = reader.read(reply, check: check)
        var page = SourcePage(lines: reading.lines, records: reading.records)
        reading.lines = []
        page.expected = run.description.records.expected.flatMap { reading.envelope?.text(at: $0) }.flatMap { Int($0) }
        pause = asked(reading)
        let outcome = outcome(after: reading, cursor, call, reply)
        if case .confirm(let position) = outcome {
            stage = .listing(cursor.moved(to: position))
            return nil
        }
        var next = follow(outcome, reading, cursor, &page)
        if let check, run.description.order == .ascending, let latest = reading.latest, latest >= check.dropsFrom {
            (next, page.cursor) = (nil, nil)
        }
        page.flaw = page.flaw ?? flaw(of: reading)
        stage = next.map { .listing($0) } ?? .finished
        return page
    }

    private func call(_ cursor: SourceCursor) throws(TransportFailure) -> HTTPCall {
        let steps = run.description.steps
        let step = cursor.position == .start ? steps.list : steps.more ?? steps.list
        var values = run.values
        values.created = cursor.created
        guard let call = run.builder.call(step, values, at: cursor.position, paging: run.description.paging) else {
            throw SourceFailure.answer(lacks: "what the next request needs", host: run.setup.host)
        }
        return call
    }

    /// Waits as the last page asked for.
    private func rest() async throws(TransportFailure) {
        guard pause > 0 else { return }
        do { try await run.setup.wait(pause) } catch { throw SourceFailure.cancelled(host: run.setup.host) }
        pause = 0
    }

    /// Seconds that a page asks to wait before the next request.
    private func asked(_ reading: PageReading) -> Double {
        let seconds = run.description.paging.wait.flatMap { reading.envelope?.text(at: $0) }.flatMap { Double($0) }
        return min(max(seconds ?? 0, 0), Self.longestPause)
    }

    private func outcome(
        after reading: PageReading, _ cursor: SourceCursor, _ call: HTTPCall, _ reply: HTTPReply
    ) -> Continuation.Outcome {
        let outcome = continuation.outcome(
            after: .init(
                position: cursor.position, url: call.url, pageSize: run.question.pageSize, reply: reply,
                reading: reading, isConfirming: isConfirming))
        isConfirming = false
        if case .confirm = outcome { isConfirming = true }
        return outcome
    }

    /// Takes what follows a page; nil at the end.
    private func follow(
        _ outcome: Continuation.Outcome, _ reading: PageReading, _ cursor: SourceCursor, _ page: inout SourcePage
    ) -> SourceCursor? {
        switch outcome {
        case .end, .confirm: return nil
        case .broken(let flaw):
            page.flaw = flaw
            return nil
        case .more(let position):
            if let flaw = guards.flaw(reading, next: position) {
                page.flaw = flaw
                return nil
            }
            let next = cursor.moved(to: position)
            page.cursor = next.text
            return next
        }
    }

    /// What is wrong with records that came; the same fault is told once.
    private func flaw(of reading: PageReading) -> SourcePage.Flaw? {
        if reading.oddities > 0 {
            return .init("cut-answer", "\(reading.oddities) listed elements are no records")
        }
        if let part = run.question.scope?.value, !reading.parts.isEmpty, !reading.parts.contains(part) {
            return .init("count-mismatch", "the service ignored the filter: no record of a page is of \(part)")
        }
        guard reading.strays > 0, !hasToldStrays else { return nil }
        hasToldStrays = true
        return .init(
            "count-mismatch",
            "the service ignored the filter: \(reading.strays) of \(reading.listed) records of a page lie outside what was asked for"
        )
    }

    // MARK: Items

    /// Asks for one page of items and makes batches of them.
    private func listItems(
        _ call: HTTPCall, _ cursor: SourceCursor, _ item: ItemStep
    ) async throws(TransportFailure) -> SourcePage? {
        let list = PageReader(rule: item.listing, watched: nil)
        let reply = try await run.asking.ask(call) { list.isWhole($0) }
        let reading = list.read(reply, check: nil)
        let items = ItemBatches.items(reading.lines)
        var page = SourcePage(lines: [], records: 0)
        let outcome = outcome(after: reading, cursor, call, reply)
        if case .confirm(let position) = outcome {
            stage = .listing(cursor.moved(to: position))
            return nil
        }
        let next = follow(outcome, reading, cursor, &page)
        let batches = ItemBatches(
            items: items, step: item, cursor: cursor, following: next, flaw: page.flaw, reader: reader)
        guard !batches.isDone else {
            stage = next.map { .listing($0) } ?? .finished
            return page
        }
        stage = .fetching(batches)
        return nil
    }
}
