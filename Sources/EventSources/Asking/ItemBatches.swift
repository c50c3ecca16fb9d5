import AuditModel
import ByteScan
import Pulling
import Recordings
import Transport

/// The items of one listed page, fetched a few at a time.
struct ItemBatches {
    private let items: [JSONTree]
    private let step: ItemStep
    private let cursor: SourceCursor
    private let reader: PageReader
    /// What is wrong with the list itself; told with the last batch.
    private let flaw: SourcePage.Flaw?
    private var done: Int
    /// Where listing goes on; nil at the end.
    let following: SourceCursor?

    var isDone: Bool { done >= items.count }

    /// Takes the items of a page; those that an interrupted pull has fetched are passed over, if the list is still the same.
    init(
        items: [JSONTree], step: ItemStep, cursor: SourceCursor, following: SourceCursor?, flaw: SourcePage.Flaw?,
        reader: PageReader
    ) {
        self.items = items
        self.step = step
        self.cursor = cursor
        self.following = following
        self.flaw = flaw
        self.reader = reader
        let kept = cursor.itemsDone
        let isSame = kept > 0 && kept <= items.count && items[kept - 1].text(at: step.key) == cursor.lastKey
        done = isSame ? kept : 0
    }

    /// The items of a list, given as lines.
    static func items(_ lines: [UInt8]) -> [JSONTree] {
        // Lines were checked when the answer came, so that none is dropped here.
        lines.split(separator: 0x0A).compactMap { try? JSONTree(parsing: Array($0)) }
    }

    /// Fetches the next few items as one page; nil when all are done.
    ///
    /// Times of records are not held to what was asked for: the question chose items, and an item may reach beyond it.
    mutating func next(_ run: QuestionRun) async throws(TransportFailure) -> SourcePage? {
        guard !isDone else { return nil }
        let batch = Array(items[done..<min(done + max(step.parallel, 1), items.count)])
        let replies = try await Self.replies(try calls(batch, run), run.asking, reader)
        var page = SourcePage(lines: [], records: 0)
        var losses = ItemLosses()
        for (item, reply) in zip(batch, replies) {
            switch reply {
            case .success(let reply): add(reader.read(reply, check: nil), item, run, to: &page, &losses)
            case .failure(let failure):
                guard losses.note(failure, key: item.text(at: step.key) ?? "an item") else { throw failure }
            }
        }
        done += batch.count
        var here = cursor
        (here.itemsDone, here.lastKey) = (done, batch.last?.text(at: step.key))
        page.cursor = isDone ? following?.text : here.text
        page.flaw = losses.flaw(of: batch.count) ?? (isDone ? flaw : nil)
        return page
    }

    private func calls(_ batch: [JSONTree], _ run: QuestionRun) throws(TransportFailure) -> [HTTPCall] {
        var calls: [HTTPCall] = []
        for item in batch {
            var values = run.values
            values.item = item
            values.created = cursor.created
            guard let call = run.builder.call(step.request, values) else {
                throw SourceFailure.answer(lacks: "what a listed item's request needs", host: run.setup.host)
            }
            calls.append(call)
        }
        return calls
    }

    private func add(
        _ reading: PageReading, _ item: JSONTree, _ run: QuestionRun, to page: inout SourcePage,
        _ losses: inout ItemLosses
    ) {
        page.lines += reading.lines
        page.records += reading.records
        losses.oddities += reading.oddities
        guard let path = step.available else { return }
        let bounds = run.check(of: run.description.steps.list).asked
        guard let text = item.value(at: path)?.scalarBytes,
            let available = TimestampReader(zone: .utc).read(text.span)?.nanoseconds
        else {
            // The list was asked by availability, so that its own bounds hold for an item that does not say.
            stamp(reading.records, after: bounds.lowerBound, by: bounds.upperBound, on: &page)
            return
        }
        stamp(reading.records, after: available, by: available, on: &page)
        if run.description.window.axis == .availability, !bounds.contains(available) { losses.strays += 1 }
    }

    private func stamp(_ records: Int, after: Int64, by: Int64, on page: inout SourcePage) {
        if records > 0 { page.stamps.append(.init(records: records, after: after, by: by)) }
    }

    private static func replies(
        _ calls: [HTTPCall], _ asking: any ServiceAsking, _ reader: PageReader
    ) async throws(TransportFailure) -> [Result<HTTPReply, TransportFailure>] {
        await withTaskGroup(of: Answer.self) { group in
            for (index, call) in calls.enumerated() {
                group.addTask {
                    do throws(TransportFailure) {
                        let reply = try await asking.ask(call) { reader.isWhole($0) }
                        return Answer(index: index, result: .success(reply))
                    } catch {
                        return Answer(index: index, result: .failure(error))
                    }
                }
            }
            var answers: [Answer] = []
            for await answer in group { answers.append(answer) }
            return answers.sorted { $0.index < $1.index }.map(\.result)
        }
    }

    /// What came of the call at a place of the list.
    ///
    /// No tuple: where its second part is awaited inside `do`, Swift 6.3 optimizes the first to that of another task.
    private struct Answer: Sendable {
        let index: Int
        let result: Result<HTTPReply, TransportFailure>
    }
}
