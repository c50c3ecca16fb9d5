import FileAccess
import Synchronization

/// Writes a recording: pages of several slices at once, each durable before its call returns.
///
/// Holds its folder until it is finished or let go of. A process that is killed loses the pages whose calls had not
/// returned, and no other; ``open(_:for:resuming:)`` goes on from there. Memory: the pages under way.
package final class RecordingWriter: Sendable {
    private typealias Answer = Result<Void, RecordingWriteFault>
    private struct Job: Sendable {
        let work: RecordingStore.Work
        let answer: CheckedContinuation<Answer, Never>
    }
    private struct Queue: Sendable {
        var jobs: [Job] = []
        var isWorkedOff = false
    }

    /// The folder, as it was named.
    package let folder: String
    private let store: Mutex<RecordingStore>
    private let queue = Mutex(Queue())
    private let lastSlice: Atomic<Int>

    private init(folder: String, store: RecordingStore) {
        self.folder = folder
        lastSlice = Atomic(store.state.lastSlice)
        self.store = Mutex(store)
    }

    /// Opens a folder: a new or empty one, or one whose recording is to be gone on with.
    ///
    /// Blocks while it reads what is there.
    ///
    /// - Parameters:
    ///   - header: the question; a recording of another one is refused.
    ///   - resuming: whether to go on with what is there, finished or not; a folder with nothing in it is begun.
    package static func open(
        _ folder: String, for header: RecordingHeader, resuming: Bool
    ) throws(RecordingWriteFault) -> RecordingWriter {
        let store = try RecordingOpener(folder: folder, header: header).open(resuming: resuming)
        return RecordingWriter(folder: folder, store: store)
    }

    /// The slices there are, in the order of their numbers; those without an end were cut off.
    package var slices: [RecordedSlice] { store.withLock { $0.state.inOrder } }

    /// The slice of that number.
    package func slice(_ slice: Int) -> RecordedSlice? { store.withLock { $0.state.slices[slice] } }

    /// Notes the service's clock minus this machine's, milliseconds, for a run that is killed before it finishes.
    ///
    /// Writes only what differs from what is known by a second or more.
    package func note(clockOffset: Int) async throws(RecordingWriteFault) {
        let known = store.withLock { $0.state.clockOffset }
        if let known, (known - clockOffset).magnitude < 1000 { return }
        try await perform(.entry(.clock(milliseconds: clockOffset)))
    }

    /// Adds a slice and gives its number.
    package func begin(_ question: RecordedSlice.Question) async throws(RecordingWriteFault) -> Int {
        let slice = lastSlice.wrappingAdd(1, ordering: .relaxed).newValue
        try await perform(.entry(.ask(slice: slice, question)))
        return slice
    }

    /// Adds a page to a slice; it is on the disk when the call returns.
    ///
    /// One call at a time for each slice, since its pages are kept in the order of the calls.
    package func append(_ page: RecordedPage, to slice: Int) async throws(RecordingWriteFault) {
        var digest = FileDigest()
        digest.update(page.lines.span)
        try await perform(.page(slice: slice, page, sha256: digest.hexadecimal()))
    }

    /// Takes back all pages of a slice, which begins anew.
    package func rewind(_ slice: Int) async throws(RecordingWriteFault) {
        try await perform(.entry(.rewind(slice: slice)))
    }

    /// Takes back a slice with its pages; others will be asked for in its place.
    package func drop(_ slice: Int) async throws(RecordingWriteFault) {
        try await perform(.entry(.drop(slice: slice)))
    }

    /// Takes back the end of a slice that is not whole, which goes on behind its last page.
    package func reopen(_ slice: Int) async throws(RecordingWriteFault) {
        try await perform(.entry(.reopen(slice: slice)))
    }

    /// Says how a slice ended.
    package func end(_ slice: Int, _ end: RecordedSlice.End) async throws(RecordingWriteFault) {
        try await perform(.end(slice: slice, end))
    }

    /// Adds a slice that is not asked for, with how it ended.
    package func note(
        _ question: RecordedSlice.Question, _ end: RecordedSlice.End
    ) async throws(RecordingWriteFault) {
        try await self.end(try await begin(question), end)
    }

    /// Finishes the recording and lets go of the folder; slices without an end count as cancelled.
    ///
    /// Bytes of pages that were taken back are left out, for which records.ndjson is written anew. Must be the last call.
    ///
    /// - Returns: what `recording.json` says.
    package func finish(_ closing: RecordingClosing) async throws(RecordingWriteFault) -> RecordingDescription {
        let result = await withCheckedContinuation { answer in
            Self.onThread { answer.resume(returning: self.finishNow(closing)) }
        }
        return try result.get()
    }

    private func finishNow(_ closing: RecordingClosing) -> Result<RecordingDescription, RecordingWriteFault> {
        store.withLock { store in
            do throws(FileFailure) {
                let description = try RecordingFinisher(store: store).prepare(closing)
                try store.paths.rollForward()
                store.lock = nil
                return .success(description)
            } catch {
                return .failure(RecordingWriteFault(folder: folder, reason: .file(error)))
            }
        }
    }

    /// Hands work to a thread that takes all that is waiting at once.
    private func perform(_ work: RecordingStore.Work) async throws(RecordingWriteFault) {
        let answer: Answer = await withCheckedContinuation { answer in
            let isFirst = queue.withLock { queue in
                queue.jobs.append(Job(work: work, answer: answer))
                defer { queue.isWorkedOff = true }
                return !queue.isWorkedOff
            }
            if isFirst { Self.onThread { self.workOff() } }
        }
        try answer.get()
    }

    private func workOff() {
        while true {
            let jobs = queue.withLock { queue in
                defer { queue.jobs = [] }
                queue.isWorkedOff = !queue.jobs.isEmpty
                return queue.jobs
            }
            guard !jobs.isEmpty else { return }
            let answer: Answer = store.withLock { store in
                Answer { () throws(RecordingWriteFault) in try store.commit(jobs.map(\.work)) }
            }
            for job in jobs { job.answer.resume(returning: answer) }
        }
    }

    /// Runs blocking work off the cooperative pool; here, when the system has no thread left.
    private static func onThread(_ work: @escaping @Sendable () -> Void) {
        if let thread = WorkerThreads.start(work) { thread.detach() } else { work() }
    }
}
