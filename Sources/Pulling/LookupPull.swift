import AuditModel
import Recordings
import Transport

/// Asks a service for events by their ids, batch by batch, into a recording of its own.
///
/// Each batch is a slice of axis `ids`. One that is too much for an answer is halved, one that fails leaves the others
/// alone. An earlier run's slices stay where they answered the same ids whole. Memory: a batch and two pages for each
/// question under way.
package struct LookupPull: Sendable {
    /// Makes the source whose every question asks for these ids.
    package typealias Asking = @Sendable ([[String]]) -> any EventSource
    /// The next batch in order of event time; nil after the last.
    package typealias Batches = () throws -> LookupBatch?

    private let runner: PullRunner
    private let asking: Asking

    /// Batches that may fail one after another before the rest is not asked for.
    private static let mostBadInRow = 3
    /// How long ids are asked for before the rest is left unknown, nanoseconds: an hour.
    ///
    /// SIEMs that answer a job after seconds would be asked for days where a million events are missing.
    static let longest: Int64 = 3_600_000_000_000

    /// - Parameters:
    ///   - runner: of the service itself, whose traits hold for the questions by id as well.
    ///   - asking: makes the source of one batch.
    package init(_ runner: PullRunner, asking: @escaping Asking) {
        self.runner = runner
        self.asking = asking
    }

    /// Asks for all batches, and finishes the recording whatever came of it.
    ///
    /// - Parameter planned: how many batches there will be, for those who watch.
    /// - Throws: when the recording cannot be written, or what `batches` throws.
    package func run(_ order: PullRunner.Order, planned: Int, batches: Batches) async throws -> PullOutcome {
        let writer = try RecordingWriter.open(
            order.folder, for: runner.header(order, at: runner.now()), resuming: order.isResuming)
        var desk = LookupDesk(
            writer: writer, meter: PullMeter(now: runner.now, observe: runner.observe), order: order, now: runner.now)
        try await desk.prepare(planned: planned)
        try await work(&desk, batches)
        try await desk.close(batches)
        let record = await runner.asking.record
        var closing = RecordingClosing(lastAsked: writer.slices.compactMap(\.end?.asked).max() ?? runner.now())
        closing.hosts = record.hosts
        closing.clockOffsetMilliseconds = record.clockOffsetMilliseconds
        let remarks = PullDesk(
            source: runner.source, writer: writer, meter: desk.meter, order: order, now: runner.now, problems: []
        ).remarks(on: writer.slices)
        return PullOutcome(
            folder: order.folder, description: try await writer.finish(closing), problems: desk.problems + remarks,
            wasCancelled: runner.cancelFlag.isSet, record: record, pageEnds: [:])
    }

    /// Keeps as many questions under way as the service allows.
    private func work(_ desk: inout LookupDesk, _ batches: Batches) async throws {
        let (writer, meter) = (desk.writer, desk.meter)
        try await withThrowingTaskGroup(of: (LookupTask, SliceAnswer).self) { group in
            var underWay = 0
            while true {
                while underWay < max(runner.source.traits.parallel, 1), !runner.cancelFlag.isSet,
                    let task = try await desk.next(batches)
                {
                    group.addTask { (task, try await ask(task, writer, meter)) }
                    underWay += 1
                }
                guard let (task, answer) = try await group.next() else { return }
                underWay -= 1
                try await desk.settle(task, answer, mostBad: Self.mostBadInRow)
            }
        }
    }

    private func ask(
        _ task: LookupTask, _ writer: RecordingWriter, _ meter: PullMeter
    ) async throws(RecordingWriteFault) -> SliceAnswer {
        try await SlicePull(
            source: asking(task.batch.ids), asking: runner.asking, writer: writer, cancelFlag: runner.cancelFlag,
            meter: meter, task: task.slice
        ).run()
    }
}

/// One batch that is being asked for.
struct LookupTask: Sendable {
    let batch: LookupBatch
    let slice: SliceTask
}
