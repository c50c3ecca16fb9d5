import AuditModel
import Recordings

/// Decides what is asked for next and what an answer means for the rest.
///
/// Has one owner, the loop of ``PullRunner``; what it decides is in the journal before it is acted upon.
struct PullDesk {
    let source: any EventSource
    let writer: RecordingWriter
    let meter: PullMeter
    let order: PullRunner.Order
    let now: @Sendable () -> Int64
    /// Each once.
    var problems: [Problem]

    var lanes: [PullLane] = []
    /// Slices an earlier run had begun.
    var begun: [SliceTask] = []
    private var turn = 0

    /// How far apart slices that were not settled when they were asked for may have been asked, nanoseconds: an hour, as
    /// within one long pull.
    static let mostSkew: Int64 = 3_600_000_000_000
    /// Most messages kept.
    private static let mostProblems = 100
    /// Most times a part of a scope may be found no longer served before the slice is given up; the edge moves on while
    /// slices are asked for.
    private static let mostLateParts = 3

    init(
        source: any EventSource, writer: RecordingWriter, meter: PullMeter, order: PullRunner.Order,
        now: @escaping @Sendable () -> Int64, problems: [Problem]
    ) {
        self.source = source
        self.writer = writer
        self.meter = meter
        self.order = order
        self.now = now
        self.problems = problems
    }

    /// The next slice to ask for, scopes taking turns; nil when there is none for now.
    mutating func next() async throws(RecordingWriteFault) -> SliceTask? {
        if !begun.isEmpty {
            let task = begun.removeFirst()
            meter.change(task.lane) { $0.underWay += 1 }
            return task
        }
        for step in lanes.indices {
            let lane = (turn + step) % lanes.count
            guard let window = lanes[lane].next() else { continue }
            turn = lane + 1
            let question = SliceQuestion(
                scope: lanes[lane].scope, window: window, pageSize: pageSize(order.pull), outside: lanes[lane].outside)
            let slice = try await writer.begin(
                RecordedSlice.Question(
                    scope: question.scope, axis: axis(of: lane), window: window, pageSize: question.pageSize))
            tellPlan(of: lane) { $0.underWay += 1 }
            return SliceTask(lane: lane, slice: slice, question: question, confirmations: confirmations(of: question))
        }
        return nil
    }

    /// Takes an answer.
    mutating func settle(_ task: SliceTask, _ answer: SliceAnswer) async throws(RecordingWriteFault) {
        var isOver = true
        lanes[task.lane].noteAnswer()
        switch answer.verdict {
        case .end(let end):
            if end.outcome == .whole { lanes[task.lane].noteGood(fills: fills(answer.records)) }
            try await finish(task, answer, end)
        case .refused(let end):
            lanes[task.lane].giveUp(RecordedSlice.End(Self.outcome(of: end), end.reason, detail: end.detail))
            try await finish(task, answer, end)
        case .failed(let end):
            lanes[task.lane].noteBad(end)
            try await finish(task, answer, end)
        case .tooLarge(let end):
            // A search over all event times that takes too long takes as long for half of the arrivals.
            let isHopeless = end.reason == "timeout" && task.question.outside != nil
            if isHopeless {
                lanes[task.lane].giveUp(RecordedSlice.End(.unasked, end.reason, detail: end.detail))
                try await finish(task, answer, end)
            } else if lanes[task.lane].halve(task.question.window) {
                try await writer.drop(task.slice)
                meter.takeBack(answer.records, lane: task.lane)
                isOver = false
            } else {
                // A refusal without a record says nothing of how much there is; the next one will be like it.
                if end.reason == "timeout" || answer.records == 0 { lanes[task.lane].noteBad(end) }
                try await finish(task, answer, end)
            }
        case .beyondRetention(let end):
            isOver = try await !askedLater(task)
            if isOver { try await finish(task, answer, end) }
        }
        // What was asked for again in another way is over only then.
        if isOver, let problem = answer.problem { note(problem) }
        let length = task.question.window.length
        tellPlan(of: task.lane) { progress in
            progress.underWay -= 1
            guard isOver else { return }
            progress.slicesDone += 1
            progress.coveredNanoseconds += length
        }
    }

    /// Notes what is left and will not be asked for, and what there is to say about it all.
    mutating func close() async throws(RecordingWriteFault) {
        for lane in lanes.indices {
            let end = lanes[lane].givenUp ?? .cancelled(records: 0)
            for window in lanes[lane].takeRest() {
                try await writer.note(
                    RecordedSlice.Question(scope: lanes[lane].scope, axis: axis(of: lane), window: window), end)
            }
        }
        for problem in remarks(on: writer.slices) { note(problem) }
    }

    /// Notes a stretch that is not asked for.
    func note(_ window: TimeWindow, _ scope: Scope?, _ end: RecordedSlice.End) async throws(RecordingWriteFault) {
        try await writer.note(
            RecordedSlice.Question(scope: scope, axis: source.traits.axis, window: window), end)
    }

    /// What the times of a lane's questions bound.
    private func axis(of lane: Int) -> RecordingDescription.Slice.Axis {
        lanes[lane].outside == nil ? source.traits.axis : .availability
    }

    /// The page size of the pull of that number.
    func pageSize(_ pull: Int) -> Int {
        let sizes = source.traits.pageSizes
        return sizes.isEmpty ? 0 : sizes[pull % sizes.count]
    }

    /// Asks the same in another way: with another page size, else by halves, else once more.
    func confirmations(of question: SliceQuestion) -> [SliceQuestion] {
        let window = question.window
        if let other = source.traits.pageSizes.first(where: { $0 != question.pageSize }) {
            return [question.over(window, pageSize: other)]
        }
        let unit = max(source.traits.shortest, 1)
        let half = window.length / 2 / unit * unit
        guard half > 0 else { return [question] }
        return [
            question.over(TimeWindow(from: window.from, to: window.from + half)),
            question.over(TimeWindow(from: window.from + half, to: window.to)),
        ]
    }

    private static func outcome(of end: RecordedSlice.End) -> RecordingDescription.Slice.Outcome {
        end.outcome == .partial ? .refused : end.outcome
    }

    private func fills(_ records: Int) -> Double {
        source.traits.resultCap.map { Double(records) / Double(max($0, 1)) } ?? 0
    }

    private func finish(
        _ task: SliceTask, _ answer: SliceAnswer, _ end: RecordedSlice.End
    ) async throws(RecordingWriteFault) {
        var end = end
        end.requests = answer.requests
        end.retries = answer.restarts
        end.asked = answer.requests > 0 || end.outcome == .whole ? now() : nil
        try await writer.end(task.slice, end)
    }

    /// Gives up the part that is no longer served and has the rest asked for again; false when nothing is left of it.
    private mutating func askedLater(_ task: SliceTask) async throws(RecordingWriteFault) -> Bool {
        let window = task.question.window
        guard let oldest = source.traits.oldest(of: task.question.scope),
            lanes[task.lane].lateParts < Self.mostLateParts
        else { return false }
        // A minute more than the edge as it is now, which moves on until the question arrives.
        let edge = max(window.from, now() - oldest) + 60_000_000_000
        guard edge < window.to else { return false }
        lanes[task.lane].noteLatePart()
        try await writer.drop(task.slice)
        try await note(
            TimeWindow(from: window.from, to: edge), task.question.scope,
            RecordedSlice.End(.expired, "retention", detail: "no longer served when it was asked for"))
        lanes[task.lane].putBack(TimeWindow(from: edge, to: window.to))
        return true
    }

    private mutating func note(_ problem: Problem) {
        let isKnown = problems.contains { $0.code == problem.code && $0.what == problem.what }
        if !isKnown, problems.count < Self.mostProblems { problems.append(problem) }
    }

    private func tellPlan(of lane: Int, _ body: (inout PullProgress) -> Void) {
        let left = lanes[lane].questionsLeft
        meter.change(lane) { progress in
            body(&progress)
            progress.slicesPlanned = progress.slicesDone + progress.underWay + left
        }
    }
}
