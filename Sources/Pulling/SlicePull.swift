import AuditModel
import Recordings
import Transport

/// Asks for one slice and puts its pages into the recording.
///
/// The next page is asked for while the one before it is written: two pages in memory.
struct SlicePull: Sendable {
    let source: any EventSource
    let asking: any ServiceAsking
    let writer: RecordingWriter
    let cancelFlag: CancelFlag
    let meter: PullMeter
    let task: SliceTask

    /// How often a slice whose continuation was refused is begun anew.
    private static let mostRestarts = 2

    /// How a listing ended.
    private enum Ending {
        case complete, cancelled
        case loop
        /// More records were counted than one answer holds; none was asked for.
        case tooMany(Int)
        case failed(TransportFailure)
    }

    /// Asks until the slice has an answer.
    ///
    /// - Throws: when the recording cannot be written; what a service does is part of the answer.
    func run() async throws(RecordingWriteFault) -> SliceAnswer {
        let counting = CountingService(asking)
        var (tally, cursor, restarts) = (task.tally, task.cursor, 0)
        while true {
            let ending = try await countAndList(from: cursor, counting, &tally)
            if restarts < Self.mostRestarts, isWorthRestarting(ending, tally) {
                restarts += 1
                cursor = nil
                try await writer.rewind(task.slice)
                meter.takeBack(tally.records, lane: task.lane)
                tally = SliceTally()
                continue
            }
            var answer = try await answer(to: ending, counting, &tally)
            answer.problem = answer.problem ?? tally.remark
            answer.records = tally.records
            answer.requests = counting.requests
            answer.restarts = restarts
            return answer
        }
    }

    /// Whether what ended that way may end better from the start: a continuation that was refused, or records that came
    /// or went between the count and the list.
    private func isWorthRestarting(_ ending: Ending, _ tally: SliceTally) -> Bool {
        switch ending {
        case .failed(let failure): failure.kind == .restart || tally.isRefusalOfContinuation(failure)
        case .complete: source.traits.countsExactly && tally.expected.map { $0 != tally.records } ?? false
        case .cancelled, .loop, .tooMany: false
        }
    }

    /// Counts where the source can, and lists what one answer can hold.
    private func countAndList(
        from cursor: String?, _ counting: CountingService, _ tally: inout SliceTally
    ) async throws(RecordingWriteFault) -> Ending {
        if cursor == nil, !cancelFlag.isSet {
            do throws(TransportFailure) {
                tally.expected = try await source.count(of: task.question, counting)
            } catch {
                return .failed(error)
            }
            tally.wasCounted = tally.expected != nil
            if let cap = source.traits.resultCap, let expected = tally.expected, expected >= cap {
                return .tooMany(expected)
            }
        }
        return try await list(task.question, from: cursor, counting, &tally)
    }

    private func answer(
        to ending: Ending, _ counting: CountingService, _ tally: inout SliceTally
    ) async throws(RecordingWriteFault) -> SliceAnswer {
        switch ending {
        case .cancelled: return SliceAnswer(verdict: .end(.cancelled(records: tally.records)))
        case .loop:
            return SliceAnswer(
                verdict: .end(RecordedSlice.End(.partial, "page-loop", detail: "a continuation came a second time")))
        case .tooMany(let count):
            return SliceAnswer(verdict: .tooLarge(Self.capped("\(count) records counted")))
        case .failed(let failure):
            let wasMidway = tally.isRefusalOfContinuation(failure)
            var answer = SliceAnswer(
                verdict: wasMidway
                    ? .tooLarge(.denied(midway: failure)) : .init(failure, records: tally.records))
            answer.problem = failure.kind == .cancelled ? nil : failure.problem
            return answer
        case .complete: return SliceAnswer(verdict: try await verdict(counting, &tally))
        }
    }

    /// Whether a listing that came to its end is whole.
    private func verdict(
        _ counting: CountingService, _ tally: inout SliceTally
    ) async throws(RecordingWriteFault) -> SliceAnswer.Verdict {
        if let flaw = tally.flaw {
            return .end(RecordedSlice.End(.partial, flaw.reason, detail: flaw.detail))
        }
        if let expected = tally.expected,
            tally.records < expected || source.traits.countsExactly && tally.records > expected
        {
            return .end(
                RecordedSlice.End(
                    .partial, "count-mismatch", detail: "\(tally.records) of \(expected) records announced"))
        }
        if let cap = source.traits.resultCap, tally.records >= cap {
            return .tooLarge(Self.capped("\(tally.records) records"))
        }
        // A count of none and a list of none are two questions that agree.
        let isConfirmed = tally.records > 0 || tally.wasCounted
        return .end(isConfirmed ? .whole : try await confirmedEnd(counting, &tally))
    }

    private static func capped(_ what: String) -> RecordedSlice.End {
        RecordedSlice.End(.partial, "result-cap", detail: "\(what), the most one answer holds")
    }

    /// Asks a second time, in another way, what was answered with nothing.
    private func confirmedEnd(
        _ counting: CountingService, _ tally: inout SliceTally
    ) async throws(RecordingWriteFault) -> RecordedSlice.End {
        guard source.traits.isRepeatable else {
            return RecordedSlice.End(.partial, "empty-unconfirmed", detail: "the source cannot be asked twice")
        }
        for question in task.confirmations {
            switch try await list(question, from: nil, counting, &tally, isConfirming: true) {
            case .complete, .tooMany: break
            case .cancelled: return .cancelled(records: tally.records)
            case .loop:
                return RecordedSlice.End(.partial, "empty-unconfirmed", detail: "the second listing had no end")
            case .failed(let failure):
                let detail = "the second question failed: \(failure.detail)"
                return failure.kind == .cancelled
                    ? .cancelled(records: tally.records)
                    : RecordedSlice.End(.partial, "empty-unconfirmed", detail: detail)
            }
        }
        if let flaw = tally.flaw {
            return RecordedSlice.End(.partial, "empty-unconfirmed", detail: flaw.detail)
        }
        guard tally.records > 0 else { return .whole }
        return RecordedSlice.End(
            .partial, "empty-unconfirmed", detail: "the first answer was empty, the second had \(tally.records) records"
        )
    }

    private func list(
        _ question: SliceQuestion, from cursor: String?, _ counting: CountingService, _ tally: inout SliceTally,
        isConfirming: Bool = false
    ) async throws(RecordingWriteFault) -> Ending {
        let pages = source.pages(of: question, from: cursor, counting)
        let ending: Result<Ending, RecordingWriteFault>
        do throws(RecordingWriteFault) {
            ending = .success(try await take(pages, &tally, isConfirming))
        } catch {
            ending = .failure(error)
        }
        await pages.close()
        return try ending.get()
    }

    /// Puts the pages into the recording, one after the other.
    private func take(
        _ pages: any SourcePages, _ tally: inout SliceTally, _ isConfirming: Bool
    ) async throws(RecordingWriteFault) -> Ending {
        var held: RecordedPage?
        while true {
            async let stored = store(held)
            let isCancelled = cancelFlag.isSet || Task.isCancelled
            let fetched = isCancelled ? nil : await Self.next(of: pages)
            try await stored.get()
            held = nil
            guard let fetched else { return .cancelled }
            switch fetched {
            case .failure(let failure): return .failed(failure)
            case .success(nil): return .complete
            case .success(let page?):
                var record = page
                // A page of another question gives no place from which this one could be gone on with.
                if isConfirming { record.cursor = nil }
                tally.take(record)
                let comesAgain = page.cursor.map { !tally.cursors.insert($0.hashValue).inserted } ?? false
                if comesAgain {
                    try await store(record).get()
                    return .loop
                }
                held = record
            }
        }
    }

    private func store(_ page: RecordedPage?) async -> Result<Void, RecordingWriteFault> {
        guard let page else { return .success(()) }
        do throws(RecordingWriteFault) {
            try await writer.append(page, to: task.slice)
        } catch {
            return .failure(error)
        }
        meter.add(page.records, lane: task.lane)
        return .success(())
    }

    private static func next(of pages: any SourcePages) async -> Result<SourcePage?, TransportFailure> {
        do throws(TransportFailure) {
            return .success(try await pages.next())
        } catch {
            return .failure(error)
        }
    }
}

extension SliceTally {
    /// Whether what was refused is where the answer goes on, since the question itself was answered before.
    fileprivate func isRefusalOfContinuation(_ failure: TransportFailure) -> Bool {
        failure.kind == .rejected && !cursors.isEmpty
    }

    fileprivate mutating func take(_ page: RecordedPage) {
        records += page.records
        expected = page.expected ?? expected
        flaw = flaw ?? page.flaw
        remark = remark ?? page.remark
    }
}
