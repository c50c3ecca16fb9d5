package import AuditModel
package import Recordings
package import Transport

/// Pulls a window from a source into a recording.
///
/// Slices are asked for side by side; one that fails never stops the others. Memory: two pages for each question under
/// way. Nothing is retried here that the transport retries; what is asked again is asked in another way: smaller, anew
/// from its start, or a second time because the answer was empty.
package struct PullRunner: Sendable {
    /// What is pulled, and where to.
    package struct Order: Sendable {
        /// The source's name in the configuration.
        package var name: String
        /// What tells this pull from another one beside the window, such as the tenant; no secrets.
        package var settings: JSONValue = .object([])
        /// Half-open, in event time.
        package var window: TimeWindow
        /// The recording's folder: a new or empty one, or one to go on with.
        package var folder: String
        package var isResuming = false
        /// Which pull of several this is, from 0, and how many there are: each asks with other edges and page sizes.
        package var pull = 0
        package var pulls = 1
        /// The instant from which it is reckoned what is served, nanoseconds since the Unix epoch; nil for when it begins.
        package var plannedAt: Int64?

        /// Describes a pull.
        package init(name: String, window: TimeWindow, folder: String) {
            self.name = name
            self.window = window
            self.folder = folder
        }
    }

    let source: any EventSource
    let asking: any ServiceAsking
    let now: @Sendable () -> Int64
    let cancelFlag: CancelFlag
    let observe: PullObserver

    /// Gathers what a pull needs.
    ///
    /// - Parameters:
    ///   - now: nanoseconds since the Unix epoch.
    ///   - cancelFlag: once set, pages under way are finished and the rest is not asked for; all is kept.
    package init(
        source: any EventSource, asking: any ServiceAsking, now: @escaping @Sendable () -> Int64,
        cancelFlag: CancelFlag, observe: @escaping PullObserver
    ) {
        self.source = source
        self.asking = asking
        self.now = now
        self.cancelFlag = cancelFlag
        self.observe = observe
    }

    /// Pulls, and finishes the recording whatever came of it.
    ///
    /// - Throws: only when the recording cannot be opened or written; what was written before can be gone on with.
    package func run(_ order: Order) async throws(RecordingWriteFault) -> PullOutcome {
        let start = now()
        let writer = try RecordingWriter.open(
            order.folder, for: header(order, at: start), resuming: order.isResuming)
        let readiness = await source.readiness(asking)
        let meter = PullMeter(now: now, observe: observe)
        var desk = PullDesk(
            source: source, writer: writer, meter: meter, order: order, now: now,
            problems: readiness.compactMap(\.problem))
        try await desk.prepare(readiness, at: order.plannedAt ?? start)
        try await work(&desk, writer, meter)
        try await desk.close()
        let record = await asking.record
        // A run that found everything done has asked for nothing.
        var closing = RecordingClosing(lastAsked: writer.slices.compactMap(\.end?.asked).max() ?? now())
        closing.hosts = record.hosts
        closing.clockOffsetMilliseconds = record.clockOffsetMilliseconds
        let pageEnds = writer.slices.map { ($0.id, $0.pageEnds) }
        let description = try await writer.finish(closing)
        return PullOutcome(
            folder: order.folder, description: description, problems: desk.problems, wasCancelled: cancelFlag.isSet,
            record: record,
            pageEnds: Dictionary(uniqueKeysWithValues: pageEnds).compactMapValues(\.self))
    }

    /// What the recording of an order says of itself.
    func header(_ order: Order, at start: Int64) -> RecordingHeader {
        var header = RecordingHeader(
            side: source.traits.side, name: order.name, type: source.traits.type, window: order.window,
            paths: source.traits.paths, firstAsked: start)
        header.hosts = source.traits.hosts
        header.settings = order.settings
        return header
    }

    private typealias Settled = Result<(task: SliceTask, answer: SliceAnswer), RecordingWriteFault>

    /// Keeps as many questions under way as the source allows, until the desk has no more.
    private func work(
        _ desk: inout PullDesk, _ writer: RecordingWriter, _ meter: PullMeter
    ) async throws(RecordingWriteFault) {
        let fault = await withTaskGroup(of: Settled.self) { group -> RecordingWriteFault? in
            do throws(RecordingWriteFault) {
                var underWay = 0
                while true {
                    while underWay < max(source.traits.parallel, 1), !cancelFlag.isSet, let task = try await desk.next()
                    {
                        group.addTask { await ask(task, writer, meter) }
                        underWay += 1
                    }
                    guard let settled = await group.next() else { return nil }
                    underWay -= 1
                    let (task, answer) = try settled.get()
                    if let offset = await asking.record.clockOffsetMilliseconds {
                        try await writer.note(clockOffset: offset)
                    }
                    try await desk.settle(task, answer)
                }
            } catch {
                group.cancelAll()
                return error
            }
        }
        if let fault { throw fault }
    }

    private func ask(_ task: SliceTask, _ writer: RecordingWriter, _ meter: PullMeter) async -> Settled {
        let slice = SlicePull(
            source: source, asking: asking, writer: writer, cancelFlag: cancelFlag, meter: meter, task: task)
        do throws(RecordingWriteFault) {
            let answer = try await slice.run()
            return .success((task, answer))
        } catch {
            return .failure(error)
        }
    }
}
