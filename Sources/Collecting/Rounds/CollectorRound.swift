import AuditModel
import EventLedger
import FileAccess
import Pulling
import Recordings
import Transport

/// One round of a collector: asks, and keeps what is new.
struct CollectorRound {
    /// What rounds hand on to each other; it can all be read again from the disk.
    struct Memory {
        var archive: Archive?
        /// When holes of a scope were last asked for again.
        var askedAgain: [Scope?: Int64] = [:]
        /// Rounds since delays were last looked at, and what they asked for then; seconds.
        var roundsSinceAdvice = Int.max
        var advised: Int?
    }

    let setting: CollectorSetting
    let ledger: Ledger
    let context: TransportContext
    let observe: PullObserver

    private static let day: Int64 = 86_400_000_000_000
    private static let hour: Int64 = 3_600_000_000_000
    private static let minute: Int64 = 60_000_000_000
    /// How far back an archive is looked at where the source does not say how long it serves.
    private static let usualReach = 30 * day
    /// Holes are asked for again no more often.
    private static let againEvery = hour / 2
    private static let roundsPerAdvice = 12

    /// Asks and keeps.
    ///
    /// - Throws: when archive or ledger cannot be used; what was kept before stays, and the next round goes on from there.
    func run(_ service: CollectedService, _ memory: inout Memory, _ report: inout RoundReport) async throws {
        let traits = service.source.traits
        let horizon = (traits.oldest ?? Self.usualReach) + Self.day
        var archive = try memory.archive ?? Archive(setting.archive, since: report.started - horizon)
        memory.archive = nil
        var state = try ledger.collector(setting.name) ?? newState(archive)
        if case .fixed(let length) = setting.lookback { state.lookback = length }
        state.longestLookback = max(state.longestLookback, state.lookback)
        try ledger.put(state, of: setting.name)
        guard let seen = try SeenIDs(ledger, source: setting.name) else { throw CancellationError() }
        let header = header(service, at: report.started)
        try remember(archive, &state, seen, header.paths, at: report.started)
        let remembered = TimeWindow(from: oldestNeeded(archive, state, report.started), to: report.started)
        var archiver = try RoundArchiver(
            .init(
                source: setting.name, header: header, ledger: ledger, seen: seen, remembered: remembered,
                started: report.started), archive: archive, state: state)
        let window = window(state, traits, at: report.started)
        report.window = window
        let outcome = try await pull(service.source, service, window, "round")
        try archiver.take(outcome)
        note(outcome, in: &report)
        if !outcome.wasCancelled {
            for (scope, part) in holes(archive, outcome, window, state, traits, &memory, at: report.started) {
                let again = try await pull(
                    NarrowedSource(service.source, scopes: [scope]), service, part, "again")
                try archiver.take(again)
                note(again, in: &report)
            }
        }
        try archiver.finish()
        archive = archiver.archive
        state = archiver.state
        (report.records, report.new) = (archiver.tally.records, archiver.tally.new)
        if !outcome.wasCancelled { state.askedThrough = window.to }
        var delays = archiver.delays
        try ledger.add(delays.delays(), of: setting.name)
        if setting.lookback == .auto, !outcome.wasCancelled {
            try control(&state, archiver.tally, isWhole: outcome.isWhole, window, &memory, &report)
        }
        report.lookback = state.lookback
        try ledger.put(state, of: setting.name)
        try seen.forget(before: oldestNeeded(archive, state, report.started) - Self.day)
        noteRetention(archive, state, traits, &report)
        memory.archive = archive
    }

    // MARK: Beginning

    private func newState(_ archive: Archive) -> CollectorState {
        let bytes = context.randomBytes(16)
        func word(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
        let length: Int64 = if case .fixed(let length) = setting.lookback { length } else { LookbackControl.first }
        var state = CollectorState(
            key: IDHash(low: word(bytes.prefix(8)), high: word(bytes.suffix(8))), lookback: length,
            known: ArchivePosition(day: "", offset: 0))
        // A ledger that was lost: the archive tells how far it came.
        state.askedThrough = archive.askedThrough
        return state
    }

    private func header(_ service: CollectedService, at started: Int64) -> RecordingHeader {
        let traits = service.source.traits
        var header = RecordingHeader(
            side: .authority, name: setting.name, type: traits.type, window: TimeWindow(from: started, to: started),
            paths: traits.paths, firstAsked: started)
        header.hosts = traits.hosts
        header.settings = service.settings
        return header
    }

    /// Adds the ids of records that a killed run had archived.
    private func remember(
        _ archive: Archive, _ state: inout CollectorState, _ seen: SeenIDs, _ paths: RecordingDescription.Paths,
        at started: Int64
    ) throws {
        guard state.known < archive.end else { return }
        let keys = RecordKeys(paths, key: state.key)
        var reader = ArchiveReader(setting.archive, from: state.known, to: archive.end)
        var ids: [IDHash] = []
        while let block = try reader.next() {
            state.known = block.end
            ids += keys.lines(block.lines).map(\.id)
            guard ids.count >= SeenIDs.batch else { continue }
            try seen.add(ids, at: started, state)
            ids.removeAll(keepingCapacity: true)
        }
        try seen.add(ids, at: started, state)
    }

    /// The earliest instant at which an event may first have been seen that can come again.
    private func oldestNeeded(_ archive: Archive, _ state: CollectorState, _ started: Int64) -> Int64 {
        let through = min(state.askedThrough ?? started, started)
        let holes = archive.holes.filter { Self.mayCome($0.slice) }.compactMap(\.slice.from).min() ?? through
        return min(through - 2 * state.longestLookback, holes - state.longestLookback) - Self.day
    }

    // MARK: Windows

    /// From the look-back before the last round's end, so that a stop loses nothing; what is no longer served stays out
    /// unless nobody has asked for it.
    private func window(
        _ state: CollectorState, _ traits: SourceTraits, at started: Int64
    ) -> TimeWindow {
        let to = started - traits.youngest
        let through = min(state.askedThrough ?? to, to)
        let edge = traits.oldest.map { started - $0 } ?? .min
        let from = through < edge ? through : max(through - state.lookback, edge + Self.minute)
        return TimeWindow(from: from, to: to).wholeSeconds
    }

    private static func mayCome(_ slice: RecordingDescription.Slice) -> Bool {
        ![.expired, .whole, .skipped].contains(slice.outcome)
    }

    /// What earlier rounds missed before this one's window, of scopes that answer again; widened by the look-back, since
    /// events that were late then are not known either.
    private func holes(
        _ archive: Archive, _ outcome: PullOutcome, _ window: TimeWindow, _ state: CollectorState,
        _ traits: SourceTraits, _ memory: inout Memory, at started: Int64
    ) -> [(Scope?, TimeWindow)] {
        let edge = started - (traits.oldest ?? Self.usualReach)
        var parts: [(Scope?, TimeWindow)] = []
        for scope in traits.scopes {
            let slices = outcome.description.slices.filter { $0.scope == scope }
            guard !slices.isEmpty, slices.allSatisfy(\.isWhole) else { continue }
            guard started - (memory.askedAgain[scope] ?? .min / 2) >= Self.againEvery else { continue }
            let open = archive.holes.map(\.slice).filter { slice in
                slice.scope == scope && Self.mayCome(slice) && (slice.from ?? .max) < window.from
                    && (slice.to ?? .min) > edge
            }
            guard let from = open.compactMap(\.from).min(), let to = open.compactMap(\.to).max() else { continue }
            let part = TimeWindow(
                from: max(from - state.lookback, edge + Self.minute), to: min(to, window.from)
            ).wholeSeconds
            guard part.length > 0 else { continue }
            memory.askedAgain[scope] = started
            parts.append((scope, part))
        }
        return parts
    }

    // MARK: Asking

    private func pull(
        _ source: any EventSource, _ service: CollectedService, _ window: TimeWindow, _ name: String
    ) async throws -> PullOutcome {
        let folder = setting.pulled + "/" + name
        try PulledFolder.empty(folder)
        var order = PullRunner.Order(name: setting.name, window: window, folder: folder)
        order.settings = service.settings
        return try await PullRunner(
            source: source, asking: service.asking, now: context.now, cancelFlag: context.cancelFlag, observe: observe
        ).run(order)
    }

    private func note(_ outcome: PullOutcome, in report: inout RoundReport) {
        report.slices += outcome.description.slices.count
        report.slicesWhole += outcome.description.slices.count(where: \.isWhole)
        let measured = [
            CollectorProblems.throttled(outcome.record, setting.name), ClockCheck.warning(outcome.record),
        ]
        for problem in outcome.problems + measured.compactMap(\.self)
        where !report.problems.contains(where: { $0.code == problem.code && $0.what == problem.what }) {
            report.problems.append(problem)
        }
    }

    // MARK: Look-back

    private func control(
        _ state: inout CollectorState, _ tally: RoundArchiver.Tally, isWhole: Bool, _ window: TimeWindow,
        _ memory: inout Memory, _ report: inout RoundReport
    ) throws {
        let control = LookbackControl(every: Int(setting.every / 1_000_000_000))
        if memory.roundsSinceAdvice >= Self.roundsPerAdvice {
            memory.advised = control.advised(
                try ledger.delays(of: setting.name), askedThrough: state.askedThrough ?? window.to)
            memory.roundsSinceAdvice = 0
        }
        memory.roundsSinceAdvice += 1
        let sight = LookbackControl.Sight(
            records: tally.records, drift: tally.newest.map { window.to - $0 }, isWhole: isWhole)
        state.calmRounds += 1
        if isWhole, sight.records == 0 { report.problems.append(CollectorProblems.empty(window, setting.name)) }
        if let drift = sight.drift, drift > state.lookback / 2 {
            report.problems.append(CollectorProblems.drift(drift, lookback: state.lookback, setting.name))
        }
        guard let decision = control.decision(state, sight, advised: memory.advised) else { return }
        report.problems.append(
            CollectorProblems.lookback(from: state.lookback, decision, setting.name))
        state.lookback = decision.lookback
        state.longestLookback = max(state.longestLookback, state.lookback)
        state.calmRounds = 0
        memory.roundsSinceAdvice = Int.max - 1
    }

    private func noteRetention(
        _ archive: Archive, _ state: CollectorState, _ traits: SourceTraits, _ report: inout RoundReport
    ) {
        guard let oldest = traits.oldest else { return }
        let edge = report.started - oldest
        let open = archive.holes.map(\.slice).filter { Self.mayCome($0) && ($0.to ?? .min) > edge }
        guard let first = open.compactMap(\.from).min(), first - edge < oldest / 5 else { return }
        report.problems.append(CollectorProblems.retention(first, edge: edge, setting.name))
    }
}
