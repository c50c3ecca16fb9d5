import AuditModel
import Reconcile

/// Gaps as they can be told without causes: runs of missing events that no present event interrupts, of two events and
/// more; what is left makes one scattered row a day.
///
/// Memory: at most ``mostRuns`` runs and a row a day; of more runs the largest are kept and the others are scattered.
struct GapFinder {
    /// More runs than anybody reads; beyond it the smallest count as scattered.
    static let mostRuns = 2_000
    private static let day: Int64 = 86_400_000_000_000

    private let found: PassResult

    init(_ found: PassResult) { self.found = found }

    /// The gaps in order of time, numbered from 1, and where each missing event belongs.
    func find() throws -> (gaps: [Gap], index: GapIndex) {
        let runs = try largestRuns()
        var days = try scatteredDays(runs)
        let untimed = found.reconciliation.missing.untimed
        var rows: [(key: (Int64, Int), gap: Gap)] = runs.map { run in
            let to = run.last.nanoseconds.addingReportingOverflow(run.last.precision.nanoseconds)
            return (
                (run.first.nanoseconds, 0),
                Gap(
                    id: 0, from: run.first.nanoseconds, to: to.overflow ? .max : to.partialValue, missing: run.missing,
                    of: run.missing)
            )
        }
        let totals = authorityByDay()
        days = days.filter { $0.value > 0 }
        for (day, missing) in days {
            rows.append(
                (
                    (day, 1),
                    Gap(
                        id: 0, from: day, to: day + Self.day, missing: missing, of: totals[day] ?? missing,
                        scattered: true)
                ))
        }
        rows.sort { $0.key < $1.key }
        if untimed > 0 {
            rows.append(((.max, 2), Gap(id: 0, from: nil, to: nil, missing: untimed, of: untimed, scattered: true)))
        }
        let gaps = rows.enumerated().map { $1.gap.numbered($0 + 1) }
        return (gaps, GapIndex(runs: runs, gaps: gaps))
    }

    /// Runs of two and more, the largest first to stay, in order of time.
    private func largestRuns() throws -> [MissingRun] {
        var kept: [(order: Int, run: MissingRun)] = []
        var order = 0
        func trim() {
            guard kept.count > Self.mostRuns else { return }
            kept.sort { ($1.run.missing, $0.order) < ($0.run.missing, $1.order) }
            kept.removeLast(kept.count - Self.mostRuns)
        }
        try found.reconciliation.missing.runs().forEach { run in
            guard run.missing > 1 else { return }
            kept.append((order, run))
            order += 1
            if kept.count >= 4 * Self.mostRuns { trim() }
        }
        trim()
        return kept.sorted { $0.order < $1.order }.map(\.run)
    }

    /// Missing events of each day that belong to none of the kept runs.
    private func scatteredDays(_ runs: [MissingRun]) throws -> [Int64: Int] {
        let firsts = Set(runs.map(\.firstPosition))
        var days: [Int64: Int] = [:]
        try found.reconciliation.notable.forEach { outcome in
            guard outcome.state == .missing, let time = outcome.time else { return }
            days[EventTime.floor(time.nanoseconds, Self.day), default: 0] += 1
        }
        let index = GapIndex(runs: runs, gaps: [])
        guard !firsts.isEmpty else { return days }
        try found.reconciliation.notable.forEach { outcome in
            guard outcome.state == .missing, let time = outcome.time, let position = outcome.position(.authority) else {
                return
            }
            if index.run(time, position) != nil { days[EventTime.floor(time.nanoseconds, Self.day), default: 0] -= 1 }
        }
        return days
    }

    private func authorityByDay() -> [Int64: Int] {
        found.reconciliation.coverage.reduce(into: [:]) { days, cell in
            guard let bucket = cell.bucket else { return }
            days[EventTime.floor(bucket, Self.day), default: 0] += cell.authority
        }
    }
}

/// Tells to which gap a missing event belongs.
struct GapIndex: Sendable {
    private let runs: [MissingRun]
    private let runNumbers: [Int]
    private let dayNumbers: [Int64: Int]
    private let untimedNumber: Int?

    init(runs: [MissingRun], gaps: [Gap]) {
        self.runs = runs
        runNumbers = gaps.filter { !$0.scattered }.map(\.id)
        let scattered = gaps.filter(\.scattered)
        dayNumbers = Dictionary(scattered.compactMap { gap in gap.from.map { ($0, gap.id) } }) { first, _ in first }
        untimedNumber = scattered.first { $0.from == nil }?.id
    }

    /// The gap of a missing event; nil when the event lies in none.
    func gap(_ time: EventTime?, _ position: RecordPosition) -> Int? {
        guard let time else { return untimedNumber }
        if let run = run(time, position), run < runNumbers.count { return runNumbers[run] }
        return dayNumbers[EventTime.floor(time.nanoseconds, 86_400_000_000_000)]
    }

    /// The number of the run that holds the event, by time, then position.
    func run(_ time: EventTime, _ position: RecordPosition) -> Int? {
        let key = (time.nanoseconds, position)
        var (low, high) = (0, runs.count)
        while low < high {
            let middle = (low + high) / 2
            if (runs[middle].last.nanoseconds, runs[middle].lastPosition) < key {
                low = middle + 1
            } else {
                high = middle
            }
        }
        guard low < runs.count, (runs[low].first.nanoseconds, runs[low].firstPosition) <= key else { return nil }
        return low
    }
}

extension Gap {
    fileprivate func numbered(_ number: Int) -> Gap {
        Gap(id: number, from: from, to: to, missing: missing, of: of, scope: scope, cause: cause, scattered: scattered)
    }
}
