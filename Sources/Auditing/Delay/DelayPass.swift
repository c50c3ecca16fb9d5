import AuditModel
import ByteScan
import Drift
import ExportReaders
import Reconcile
import Recordings
import Synchronization

/// Reads the authority's files for when events happened and when they became visible.
///
/// Ids are hashed with a fixed key, so that the same events make the sample in each run. Memory: an eighth of what the
/// run may use.
struct DelayPass {
    let prepared: PreparedSide
    let settings: RunSettings
    /// Half-open, in event time; nil for all events.
    let window: TimeWindow?
    /// The other side, where that is known whole.
    var siem: PreparedSide?
    let cancel: CancelFlag

    private static let leastEvents = 10_000

    /// What is gathered by all workers, which take turns once a block.
    private struct Gathered: Sendable {
        var known: DelaySample
        var leftOut: DelaySample
        var newest: [Int: Newest] = [:]
        var knowsEnd = true

        mutating func add(_ block: Block) {
            for (id, delay) in block.known { known.observe(id, delay) }
            for (id, delay) in block.leftOut { leftOut.observe(id, delay) }
            newest.merge(block.newest) { $0.event > $1.event ? $0 : $1 }
            knowsEnd = knowsEnd && block.knowsEnd
        }
    }

    /// What one block of records tells.
    private struct Block: Sendable {
        var known: [(id: IDHash, delay: ObservedDelay)] = []
        var leftOut: [(id: IDHash, delay: ObservedDelay)] = []
        /// By the number of a slice.
        var newest: [Int: Newest] = [:]
        var knowsEnd = true

        mutating func add(_ question: (slice: Int, asked: Int64), _ event: Int64) {
            if newest[question.slice]?.event ?? .min < event {
                newest[question.slice] = Newest(asked: question.asked, event: event)
            }
        }

        mutating func add(
            _ key: EventKey, _ seen: (after: Int64, by: Int64), _ spans: WatchedSpans, firstLook: Int64
        ) {
            let event = key.nanoseconds
            var (until, isLeftOut) = (Int64.max, seen.after != seen.by && event < firstLook)
            switch spans.watched(key.position, event: event, visible: seen.by) {
            case .until(let instant): until = instant
            case .leftOut: isLeftOut = true
            case .unknown: knowsEnd = false
            }
            let delay = ObservedDelay(
                event: event, after: seen.after, by: seen.by, until: until, type: Int(key.scope))
            if isLeftOut { leftOut.append((key.hash, delay)) } else { known.append((key.hash, delay)) }
        }
    }

    /// When a slice was asked, and the newest event in it.
    private struct Newest: Sendable {
        let asked: Int64
        let event: Int64
    }

    /// A record and when its field says that it became available.
    private struct Stated: BitwiseCopyable, Sendable {
        let position: UInt64
        let instant: Int64
        /// Half of the hash of its id.
        let id: UInt64

        init(_ key: EventKey) { (position, instant, id) = (key.packedPosition, key.nanoseconds, key.hash.low) }
    }

    private var capacity: Int { max(Self.leastEvents, settings.memory / 8 / 128) }

    /// What was observed; nil where nothing says when events became available.
    func measurement() throws -> DelayMeasurement? {
        let stamps = try PieceStamps(prepared)
        let fields = AvailabilityFields.available(prepared)
        guard fields.areThere || !stamps.isEmpty else { return nil }
        let stated = fields.areThere ? try self.stated(fields) : (instants: [], oneIn: 1)
        let scopes = ScopeTable()
        var gathered = try gather(stamps, stated.instants, oneIn: stated.oneIn, scopes)
        return try measurement(&gathered, scopes)
    }

    /// Records whose field says when they became available, by position.
    private func stated(_ fields: AvailabilityFields) throws -> (instants: [Stated], oneIn: Int) {
        let most = capacity * 4
        let found = Mutex((instants: [Stated](), oneIn: 1))
        try read(fields.files, ScopeTable()) { keys in
            var instants: [Stated] = []
            for index in keys.indices where keys[index].hasTime {
                instants.append(Stated(keys[index]))
            }
            let read = instants
            found.withLock { found in
                found.instants += read.filter { $0.id & UInt64(found.oneIn - 1) == 0 }
                while found.instants.count > most {
                    found.oneIn *= 2
                    let mask = UInt64(found.oneIn - 1)
                    found.instants.removeAll { $0.id & mask != 0 }
                }
            }
        }
        let (instants, oneIn) = found.withLock { $0 }
        return (instants.sorted { $0.position < $1.position }, oneIn)
    }

    private func gather(
        _ stamps: PieceStamps, _ stated: [Stated], oneIn: Int, _ scopes: ScopeTable
    ) throws -> Gathered {
        let spans = WatchedSpans(prepared)
        let firstLook = stamps.firstLook ?? .min
        let sample = DelaySample(capacity: capacity, oneIn: oneIn)
        let gathered = Mutex(Gathered(known: sample, leftOut: sample))
        try read(prepared.examined.map(\.file), scopes) { keys in
            let mask = UInt64(gathered.withLock { $0.known.oneIn } - 1)
            var block = Block()
            for index in keys.indices where keys[index].hasTime {
                let key = keys[index]
                guard window?.contains(key.nanoseconds) ?? true else { continue }
                if let question = spans.question(key.position) { block.add(question, key.nanoseconds) }
                guard key.hash.low & mask == 0, let seen = seen(key, stamps, stated) else { continue }
                block.add(key, seen, spans, firstLook: firstLook)
            }
            let read = block
            gathered.withLock { $0.add(read) }
        }
        return gathered.withLock { $0 }
    }

    private func seen(_ key: EventKey, _ stamps: PieceStamps, _ stated: [Stated]) -> (after: Int64, by: Int64)? {
        let index = stated.partition { $0.position >= key.packedPosition }
        if index < stated.count, stated[index].position == key.packedPosition {
            return (stated[index].instant, stated[index].instant)
        }
        return stamps.interval(key.position)
    }

    private func read(
        _ files: [RecordFile], _ scopes: ScopeTable, take: @escaping @Sendable (borrowing [EventKey]) -> Void
    ) throws {
        let reader = SideReader(
            files: files, workers: settings.workers, longestRecord: settings.longestRecord,
            hasher: IDHasher(key0: 0, key1: 0), scopes: scopes)
        _ = try reader.read(
            makeSink: { _ in SideReader.Sink(keys: { take($0) }, quarantine: { _ in }, finish: {}) },
            progress: { _, _ in }, isCancelled: { cancel.isSet })
    }

    private func measurement(_ gathered: inout Gathered, _ scopes: ScopeTable) throws -> DelayMeasurement {
        var measurement = DelayMeasurement()
        let events = gathered.known.events()
        measurement.delays = events.map(\.delay)
        measurement.waits = try siem.flatMap {
            try IngestPass(prepared: $0, settings: settings, cancel: cancel).waits(of: events)
        }
        measurement.oneIn = gathered.known.oneIn
        measurement.knowsEnd = gathered.knowsEnd
        if !gathered.knowsEnd { limitToLast(&measurement.delays) }
        measurement.leftOut = gathered.leftOut.delays().count * gathered.leftOut.oneIn
        let names = ScopeNames(table: scopes, field: prepared.scopeField)
        measurement.scopes = scopes.values.indices.map { names.scope(UInt16($0)) }
        measurement.pollDrifts = gathered.newest.values.map { Double($0.asked.since($0.event)) / 1e9 }
        measurement.clockOffset = prepared.recordings.values.compactMap(\.description.clockOffsetMilliseconds)
            .max { ($0.magnitude, $0) < ($1.magnitude, $1) }.map { Double($0) / 1000 }
        return measurement
    }

    /// Without a word on when the source was asked, that was when the last event became available.
    private func limitToLast(_ delays: inout [ObservedDelay]) {
        let last = delays.map(\.by).max() ?? .max
        delays = delays.map { delay in
            guard delay.until == .max else { return delay }
            return ObservedDelay(event: delay.event, after: delay.after, by: delay.by, until: last, type: delay.type)
        }
    }
}
