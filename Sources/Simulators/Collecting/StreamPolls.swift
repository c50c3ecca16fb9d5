/// The polls for one type of event, one after the other: what they bring and what they lose.
struct StreamPolls {
    /// A record that was brought.
    struct Fetched {
        let index: Int
        /// Nanoseconds since the Unix epoch.
        let poll: Int64
    }

    /// A record that waits for its poll.
    private struct Waiting {
        let index: Int
        let poll: Int
        let record: TenantRecord
        let blob: UInt64
    }

    let rules: CollectorRules
    let type: String
    let clock: PollClock
    let seed: UInt64
    private(set) var fetched: [Fetched] = []
    private(set) var losses: [Int: LossCause] = [:]
    private var checkpoint = Int64.min

    /// Prepares the polls of a type; `first` is the first poll, nanoseconds since the Unix epoch.
    ///
    /// - Parameter end: behind the last record that can be read.
    init(rules: CollectorRules, type: String, first: Int64, end: Int64, seed: UInt64) {
        self.rules = rules
        self.type = type
        self.seed = seed
        clock = PollClock(
            first: first, every: rules.every, delay: rules.delay, outages: rules.outages(type: type, until: end))
    }

    /// Polls until all records were offered once; `blob` names the content blob of each.
    mutating func run(_ records: [(index: Int, record: TenantRecord, blob: UInt64)]) {
        var waiting: [Waiting] = []
        for (index, record, blob) in records {
            let (poll, loss) = poll(for: record)
            if let loss {
                losses[index] = loss
            } else {
                waiting.append(Waiting(index: index, poll: poll, record: record, blob: blob))
            }
        }
        waiting.sort { ($0.poll, $0.record, $0.index) < ($1.poll, $1.record, $1.index) }
        var start = 0
        while start < waiting.count {
            let end = waiting[start...].firstIndex { $0.poll != waiting[start].poll } ?? waiting.count
            poll(Array(waiting[start..<end]))
            start = end
        }
    }

    /// The poll that asks for a record, and why none does.
    private func poll(for record: TenantRecord) -> (number: Int, loss: LossCause?) {
        let instant = record.time + rules.delay
        if let plan = rules.plan(.holeBetweenPolls, type: type, at: instant) {
            return clock.poll(holding: record, lookback: 0, hole: plan.span ?? rules.every / 15)
        }
        if let plan = rules.plan(.windowsOnce, type: type, at: instant) {
            return clock.poll(holding: record, lookback: plan.lookback ?? 0, hole: 0)
        }
        return clock.poll(seeing: record)
    }

    private mutating func poll(_ batch: [Waiting]) {
        guard let number = batch.first?.poll else { return }
        let instant = clock.instant(of: number)
        guard rules.plan(.lacksType, type: type, at: instant) == nil else {
            for waiting in batch { losses[waiting.index] = .typeLost }
            return
        }
        var answer: [Waiting] = []
        for waiting in batch {
            if let cause = cause(waiting, at: instant) {
                losses[waiting.index] = cause
            } else {
                answer.append(waiting)
            }
        }
        read(capped(answer, at: instant), at: instant)
    }

    /// The answer in the order in which it is given, up to the number of records that the service gives at most.
    private mutating func capped(_ answer: [Waiting], at instant: Int64) -> [Waiting] {
        let cap = rules.plan(.resultCap, type: type, at: instant)
        let isReversed = (cap ?? rules.plan(.firstPageOnly, type: type, at: instant))?.isNewestFirst ?? false
        let ordered = isReversed ? answer.reversed() : answer
        guard let cap else { return ordered }
        let most = max(1, cap.size ?? 5_000)
        for waiting in ordered.dropFirst(most) { losses[waiting.index] = .pageCap }
        return Array(ordered.prefix(most))
    }

    /// Why a record is not part of the poll's answer.
    private func cause(_ waiting: Waiting, at instant: Int64) -> LossCause? {
        func has(_ code: DefectCode) -> Bool { rules.plan(code, type: type, at: instant) != nil }
        let record = waiting.record
        if has(.newestCheckpoint), record.time < checkpoint { return .lateArrival }
        if has(.exclusiveBound), record.time == checkpoint { return .boundaryTies }
        if has(.comparesText), clock.isFractionAtLowerBound(record) { return .pollBoundary }
        for code in [DefectCode.dropsGoneBlobs, .forwardOnlyBlobs] {
            let share = rules.share(code, type: type, at: instant)
            if draw("\(code.rawValue)/\(waiting.blob)") < share { return .blobLost }
        }
        return nil
    }

    /// Reads the poll's answer page by page.
    private mutating func read(_ answer: [Waiting], at instant: Int64) {
        let isExclusive = rules.plan(.exclusiveBound, type: type, at: instant) != nil
        let isFirstOnly = rules.plan(.firstPageOnly, type: type, at: instant) != nil
        let emptyPage = emptyPage(of: (answer.count + rules.pageSize - 1) / rules.pageSize, at: instant)
        var (position, page) = (0, 0)
        while position < answer.count {
            let end = min(position + rules.pageSize, answer.count)
            let cause: LossCause? =
                switch page {
                case 1... where isFirstOnly: .firstPageOnly
                case emptyPage...: .pageCap
                case _ where isThrottled(page, at: instant): .rateLoss
                default: nil
                }
            for waiting in answer[position..<end] { settle(waiting, cause, at: instant) }
            position = end
            while isExclusive, position < answer.count, answer[position].record.time == answer[end - 1].record.time {
                settle(answer[position], .boundaryTies, at: instant)
                position += 1
            }
            page += 1
        }
    }

    private mutating func settle(_ waiting: Waiting, _ cause: LossCause?, at instant: Int64) {
        if let cause {
            losses[waiting.index] = cause
        } else {
            fetched.append(Fetched(index: waiting.index, poll: instant))
            checkpoint = max(checkpoint, waiting.record.time)
        }
    }

    /// The number of the page that comes back empty although more follow; beyond all pages where none does.
    private func emptyPage(of pages: Int, at instant: Int64) -> Int {
        guard draw("S3/\(instant)") < rules.share(.stopsAtEmptyPage, type: type, at: instant) else { return .max }
        return Int(draw("S3 page/\(instant)") * Double(pages))
    }

    private func isThrottled(_ page: Int, at instant: Int64) -> Bool {
        draw("S8/\(instant)/\(page)") < rules.share(.skipsThrottledPages, type: type, at: instant)
    }

    private func draw(_ what: String) -> Double {
        SeededGenerator.share(SeededGenerator.hash(seed: seed, "\(type)/\(what)"))
    }
}
