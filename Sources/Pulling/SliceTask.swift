import AuditModel
import Recordings

/// One slice that is being asked for.
struct SliceTask: Sendable {
    /// Which of the pull's lanes it belongs to.
    let lane: Int
    /// Its number in the recording.
    let slice: Int
    let question: SliceQuestion
    /// Where to go on; nil from the start.
    var cursor: String?
    /// What an earlier run has of it.
    var tally = SliceTally()
    /// What to ask when the answer is empty: the same stretch in another way.
    let confirmations: [SliceQuestion]
}

/// What came of a slice so far.
struct SliceTally: Sendable {
    var records = 0
    var expected: Int?
    /// Whether `expected` is the answer to a question of its own.
    var wasCounted = false
    /// The first one, which suffices: a slice with a flaw is asked for anew from its start.
    var flaw: RecordedPage.Flaw?
    /// The first remark of the service.
    var remark: Problem?
    /// Hashes of the continuations seen, to notice one that comes again.
    var cursors: Set<Int> = []
}

/// How asking for a slice ended.
struct SliceAnswer: Sendable {
    /// What is to be done about it.
    enum Verdict: Sendable {
        case end(RecordedSlice.End)
        /// Ask for the halves; the end if it cannot be halved.
        case tooLarge(RecordedSlice.End)
        /// The service no longer serves all of it.
        case beyondRetention(RecordedSlice.End)
        /// The service will not answer any question about this scope.
        case refused(RecordedSlice.End)
        /// It failed for a reason that may hold for the next one too.
        case failed(RecordedSlice.End)
    }

    var verdict: Verdict
    var records = 0
    var requests = 0
    var restarts = 0
    /// The message for the person, if something is to be said.
    var problem: Problem?
}
