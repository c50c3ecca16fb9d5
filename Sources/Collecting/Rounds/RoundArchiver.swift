import AuditModel
import EventLedger
import FileAccess
import Pulling
import Recordings

/// Adds what a round brought to the archive: each event once.
///
/// The records come first, then what states them, then their ids: a run that is killed in between adds the ids of what is
/// stated when it begins again. Memory: 8 MiB of records, and 64 bytes for each id that is not in the ledger yet.
struct RoundArchiver {
    /// What a round is about.
    struct Setting {
        let source: String
        let header: RecordingHeader
        let ledger: Ledger
        let seen: SeenIDs
        /// When ids that matter were first seen, half-open.
        let remembered: TimeWindow
        /// When the round began, nanoseconds since the Unix epoch; its day is the archive's.
        let started: Int64
    }

    /// What was counted.
    struct Tally: Hashable {
        /// Records that came, those that had come before among them.
        var records = 0
        var new = 0
        var newest: Int64?
    }

    /// A slice that is being added.
    private struct Draft {
        var slice: RecordingDescription.Slice
        var isOver = false
        var records = 0
        var ranges: [Range<Int>] = []
        var digest = FileDigest()

        mutating func take(_ range: Range<Int>, records more: Int, _ bytes: [UInt8]) {
            records += more
            digest.update(bytes.span)
            if let last = ranges.last, last.upperBound == range.lowerBound {
                ranges[ranges.count - 1] = last.lowerBound..<range.upperBound
            } else {
                ranges.append(range)
            }
        }
    }

    private static let batchBytes = 8 << 20
    private static let blockBytes = 1 << 20

    private(set) var archive: Archive
    private(set) var state: CollectorState
    private(set) var tally = Tally()
    private(set) var delays: DelayPicker
    private let setting: Setting
    private let keys: RecordKeys
    private let day: String
    private var today: GrowingRecording
    /// The slices of the day that earlier rounds stated.
    private let earlier: [RecordingDescription.Slice]
    private var drafts: [Draft] = []
    private var lastAsked: Int64?
    private var clockOffset: Int?

    // What waits to be written.
    private var lines: [UInt8] = []
    /// Ids of what lies in the archive or in `lines`, and not in the ledger.
    private var ids: [IDHash] = []
    private var waiting: Set<IDHash> = []
    private var parts: [(draft: Int, range: Range<Int>, records: Int)] = []
    private var stamps: [(offset: Int, records: Int, after: Int64, by: Int64)] = []

    init(_ setting: Setting, archive: Archive, state: CollectorState) throws {
        self.setting = setting
        self.archive = archive
        self.state = state
        keys = RecordKeys(setting.header.paths, key: state.key)
        day = Archive.day(of: setting.started)
        today = try GrowingRecording(archive.folder + "/" + day, for: setting.header)
        earlier = today.slices
        delays = DelayPicker()
    }

    /// Adds what a pull brought.
    mutating func take(_ outcome: PullOutcome) throws {
        lastAsked = [lastAsked, outcome.description.lastAsked].compactMap(\.self).max()
        clockOffset = outcome.description.clockOffsetMilliseconds ?? clockOffset
        let stamps = try PulledStamps(outcome.folder)
        let file = try AppendFile(path: outcome.folder + "/" + RecordingDescription.recordsName)
        let slices = outcome.description.slices.sorted {
            ($0.scope?.value ?? "", $0.axis.rawValue, $0.from ?? .min, $0.id)
                < ($1.scope?.value ?? "", $1.axis.rawValue, $1.from ?? .min, $1.id)
        }
        for slice in slices {
            let draft = draft(for: slice)
            for range in slice.ranges { try take(range, of: file, slice, draft: draft, stamps) }
            close(draft, slice)
        }
    }

    /// Writes what waits, and states as whole what earlier rounds had missed and this one brought.
    mutating func finish() throws {
        try flush()
        try remember()
        var whole: [Archive.Stream: [TimeWindow]] = [:]
        for draft in drafts {
            let slice = draft.slice
            archive.note(described(draft), of: day)
            guard slice.isWhole, let from = slice.from, let to = slice.to else { continue }
            whole[Archive.Stream(slice), default: []].append(TimeWindow(from: from, to: to))
        }
        try archive.heal(whole, header: setting.header)
    }

    // MARK: Slices

    /// The draft that a slice belongs to: the one before, where both came whole and touch.
    private mutating func draft(for slice: RecordingDescription.Slice) -> Int {
        if let last = drafts.last, last.isOver, last.slice.isWhole, slice.isWhole, last.slice.to == slice.from,
            slice.from != nil, Archive.Stream(last.slice) == Archive.Stream(slice)
        {
            drafts[drafts.count - 1].isOver = false
            return drafts.count - 1
        }
        let id = (earlier.map(\.id).max() ?? 0) + drafts.count + 1
        drafts.append(Draft(slice: RecordingDescription.Slice(id: id, slice)))
        return drafts.count - 1
    }

    private mutating func close(_ draft: Int, _ slice: RecordingDescription.Slice) {
        let known = drafts[draft].slice
        if let from = known.from, let to = slice.to, known.to != slice.to {
            var joined = known.changed(
                window: TimeWindow(from: from, to: to), reason: nil, detail: known.detail)
            joined.requests += slice.requests
            joined.retries += slice.retries
            joined.asked = [known.asked, slice.asked].compactMap(\.self).max()
            drafts[draft].slice = joined
        }
        drafts[draft].isOver = true
    }

    private func described(_ draft: Draft) -> RecordingDescription.Slice {
        let slice = draft.slice
        return slice.changed(
            outcome: draft.isOver ? slice.outcome : .partial, reason: draft.isOver ? slice.reason : "cancelled",
            detail: slice.detail, records: draft.records, ranges: draft.ranges, sha256: draft.digest.hexadecimal())
    }

    // MARK: Records

    private mutating func take(
        _ range: Range<Int>, of file: AppendFile, _ slice: RecordingDescription.Slice, draft: Int,
        _ stamps: PulledStamps
    ) throws {
        var (position, rest) = (range.lowerBound, [UInt8]())
        var start = position
        while position < range.upperBound {
            let block = try file.bytes(at: position, count: min(Self.blockBytes, range.upperBound - position))
            guard !block.isEmpty else { throw FileFailure(step: "read", path: file.path, errorNumber: 5) }
            position += block.count
            rest += block
            let isLast = position == range.upperBound
            let whole = isLast ? rest.count : (rest.lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1
            guard whole > 0 else { continue }
            try take(Array(rest[..<whole]), at: start, slice, draft: draft, stamps)
            start += whole
            rest.removeFirst(whole)
        }
    }

    private mutating func take(
        _ block: [UInt8], at offset: Int, _ slice: RecordingDescription.Slice, draft: Int, _ stamps: PulledStamps
    ) throws {
        let found = keys.lines(block)
        let isNew = try setting.seen.new(among: found.map(\.id), seen: setting.remembered)
        tally.records += found.count
        for (line, isNew) in zip(found, isNew) {
            if let time = line.time { tally.newest = max(tally.newest ?? .min, time) }
            guard isNew, waiting.insert(line.id).inserted else { continue }
            let record = Array(block[line.range])
            let seen = stamps.interval(at: offset + line.range.lowerBound) ?? firstSeen(slice)
            add(record, line.id, draft: draft)
            if stamps.isEmpty, setting.header.paths.available != nil {
                note(line, slice, seen: keys.available(record).map { ($0, $0) } ?? nil)
            } else {
                note(stamp: seen, bytes: record.count)
                note(line, slice, seen: seen)
            }
        }
        if lines.count >= Self.batchBytes { try flush() }
        if ids.count >= SeenIDs.batch, lines.isEmpty { try remember() }
    }

    private mutating func add(_ record: [UInt8], _ id: IDHash, draft: Int) {
        let start = lines.count
        lines += record
        if record.last != UInt8(ascii: "\n") { lines.append(UInt8(ascii: "\n")) }
        ids.append(id)
        tally.new += 1
        if let last = parts.last, last.draft == draft {
            parts[parts.count - 1] = (draft, last.range.lowerBound..<lines.count, last.records + 1)
        } else {
            parts.append((draft, start..<lines.count, 1))
        }
    }

    /// Between the round before and this one.
    private func firstSeen(_ slice: RecordingDescription.Slice) -> (after: Int64, by: Int64) {
        let by = slice.asked ?? setting.started
        return (min(archive.lastAsked[Archive.Stream(slice)] ?? slice.from ?? by, by), by)
    }

    private mutating func note(stamp: (after: Int64, by: Int64), bytes: Int) {
        if let last = stamps.last, last.after == stamp.after, last.by == stamp.by {
            stamps[stamps.count - 1].records += 1
        } else {
            stamps.append((lines.count - bytes, 1, stamp.after, stamp.by))
        }
    }

    /// Events from before the first look are left aside: of them only late ones are known.
    private mutating func note(
        _ line: RecordKeys.Line, _ slice: RecordingDescription.Slice, seen: (after: Int64, by: Int64)?
    ) {
        guard let event = line.time, let seen, let first = archive.firstAsked[Archive.Stream(slice)], event >= first
        else { return }
        let until = slice.axis == .event ? event + (slice.to ?? event) - (slice.from ?? event) : Int64.max
        delays.take(
            line.id.low, CollectedDelay(event: event, after: seen.after, by: seen.by, until: max(until, seen.by)))
    }

    /// Writes the records that wait, and what states them.
    private mutating func flush() throws {
        let base = try today.append(lines).lowerBound
        try today.append(
            stamps.map { run in
                (base + run.offset, RecordedPage.Stamp(records: run.records, after: run.after, by: run.by))
            })
        for part in parts {
            let range = (base + part.range.lowerBound)..<(base + part.range.upperBound)
            drafts[part.draft].take(range, records: part.records, Array(lines[part.range]))
        }
        try today.state(earlier + drafts.map(described), lastAsked: lastAsked, clockOffset: clockOffset)
        archive.note(end: ArchivePosition(day: day, offset: base + lines.count))
        lines.removeAll(keepingCapacity: true)
        parts.removeAll()
        stamps.removeAll()
    }

    /// Adds the ids of all that is stated to the ledger.
    private mutating func remember() throws {
        state.known = archive.end
        try setting.seen.add(ids, at: setting.started, state)
        ids.removeAll(keepingCapacity: true)
        waiting.removeAll(keepingCapacity: true)
    }
}
