import AuditModel
import ByteScan
import ExportReaders
import FileAccess
import Reconcile

/// Ids given to records that have none.
struct FieldPairs: Sendable {
    /// By side, the id of each record that has none of its own, by packed position.
    var adopted: [Side: [UInt64: IDHash]] = [:]
    /// Events that other fields match, but that could as well be matched by chance.
    var byChance: Set<IDHash> = []
}

/// Matches records without an id by other fields and their time.
///
/// Works as multisets: of k records at the authority and m in the SIEM that agree in all fields and in the time at the
/// coarser precision of the two sides, min(k, m) are matched. Two records that both have ids are never matched here.
/// Memory: about 120 bytes for each absent, extra or id-less record, bounded by the run's memory.
struct FieldMatching {
    let request: AuditRequest
    let settings: RunSettings
    let sides: [PreparedSide]
    let window: TimeWindow?

    /// Above this many expected accidental matches an event, a match says nothing.
    static let mostAccidental = 0.05

    private struct Candidate {
        let key: IDHash
        let time: Int64?
        let packed: UInt64
        /// The event's id; nil for a record without one.
        let id: IDHash?
    }

    /// The pairs; nil when nothing is to be matched by fields.
    func pairs(_ found: PassResult) throws -> FieldPairs? {
        guard canMatch, !request.match.isEmpty || sides.contains(where: \.hasNoIDs),
            found.sides.contains(where: { $0.reading.total.unidentified > 0 })
        else { return nil }
        let unit = precision(found)
        let candidates = try Side.allCases.map { try self.candidates($0, found, unit) }
        var left = Dictionary(grouping: candidates[0]) { $0.key }
        let right = Dictionary(grouping: candidates[1]) { $0.key }
        var pairs = FieldPairs()
        for (key, others) in right {
            guard let own = left.removeValue(forKey: key) else { continue }
            pair(own, others, unit, &pairs)
        }
        return pairs
    }

    /// Both sides name as many fields to match by, and at least one.
    private var canMatch: Bool {
        let counts = sides.flatMap { $0.examined.map(\.file.plan.matchFields.count) }
        guard let first = counts.first, first > 0 else { return false }
        return counts.allSatisfy { $0 == first }
    }

    /// Sides whose weak marks now only say what was done.
    func markedAsMatched(_ sides: [PreparedSide]) -> [PreparedSide] {
        sides.map { side in
            var side = side
            for index in side.examined.indices {
                side.examined[index].choice.marks = side.examined[index].choice.marks.map { mark in
                    guard mark.code == .weakMatch else { return mark }
                    return FieldChoice.Mark(code: mark.code, message: mark.message, effect: .remark)
                }
            }
            return side
        }
    }

    /// The coarser of the two sides' finest precisions, in nanoseconds.
    private func precision(_ found: PassResult) -> Int64 {
        found.sides.compactMap { $0.reading.total.finest?.nanoseconds }.max() ?? 1
    }

    // MARK: Candidates

    private func candidates(_ side: Side, _ found: PassResult, _ unit: Int64) throws -> [Candidate] {
        let prepared = sides[Int(side.rawValue)]
        let reader = MatchReader(files: prepared.examined.map(\.file), longestRecord: settings.longestRecord)
        var candidates: [Candidate] = []
        let most = settings.memory / 240
        func add(_ position: RecordPosition, _ id: IDHash?) throws {
            guard candidates.count < most else { throw Self.tooMany(side) }
            guard let (key, time) = try reader.key(at: position) else { return }
            candidates.append(
                Candidate(
                    key: key, time: time.map { EventTime.floor($0.nanoseconds, unit) }, packed: position.packed, id: id)
            )
        }
        var ids: [(RecordPosition, IDHash?)] = []
        try found.sides[Int(side.rawValue)].quarantine.forEach { entry in
            if entry.reason == .noID { ids.append((entry.position, nil)) }
        }
        let wanted: [EventState] = side == .authority ? [.missing, .unknown, .unsettled] : [.extra, .unconfirmed]
        try found.reconciliation.notable.forEach { outcome in
            if wanted.contains(outcome.state), let position = outcome.position(side) {
                ids.append((position, outcome.hash))
            }
        }
        for (position, id) in ids.sorted(by: { $0.0 < $1.0 }) { try add(position, id) }
        return candidates
    }

    private static func tooMany(_ side: Side) -> AuditFault {
        AuditFault.input(
            "E-MATCH-MEMORY", "too many records of \(side.word) have no id to be matched by fields in this memory",
            fix: "give more with --memory, or compare a shorter window with --from and --to")
    }

    // MARK: Pairing

    private func pair(_ left: [Candidate], _ right: [Candidate], _ unit: Int64, _ pairs: inout FieldPairs) {
        let isChance = expectedAccidents(right.count, unit) > Self.mostAccidental
        let free = right.sorted { ($0.time ?? .max, $0.packed) < ($1.time ?? .max, $1.packed) }
        var isTaken = [Bool](repeating: false, count: free.count)
        var start = 0
        // Events with ids first among equal times, so that id-less records complete them.
        let ordered = left.sorted {
            ($0.time ?? .max, $0.id == nil ? 1 : 0, $0.packed) < ($1.time ?? .max, $1.id == nil ? 1 : 0, $1.packed)
        }
        for one in ordered {
            while start < free.count, isTaken[start] || isTooEarly(free[start], for: one) { start += 1 }
            let partner = free.indices[start...].prefix { !isTooEarly(one, for: free[$0]) }
                .first { !isTaken[$0] && fits(one, free[$0]) }
            guard let partner else { continue }
            isTaken[partner] = true
            let other = free[partner]
            if isChance {
                if let id = one.id { pairs.byChance.insert(id) }
                continue
            }
            let id = one.id ?? other.id ?? IDHash(low: one.packed, high: ~other.packed)
            if one.id == nil { pairs.adopted[.authority, default: [:]][one.packed] = id }
            if other.id == nil { pairs.adopted[.siem, default: [:]][other.packed] = id }
        }
    }

    /// Whether one lies so far before the other that no tolerance brings them together.
    private func isTooEarly(_ one: Candidate, for other: Candidate) -> Bool {
        guard let time = one.time, let otherTime = other.time else { return false }
        return time < otherTime && (otherTime - time).magnitude > request.timeTolerance.magnitude
    }

    private func fits(_ one: Candidate, _ other: Candidate) -> Bool {
        guard one.id == nil || other.id == nil, let time = one.time, let otherTime = other.time else { return false }
        return (time - otherTime).magnitude <= request.timeTolerance.magnitude
    }

    /// How many of the SIEM's records with the same fields lie by chance where an event's partner would.
    private func expectedAccidents(_ count: Int, _ unit: Int64) -> Double {
        guard count > 1, let window, window.length > 0 else { return 0 }
        let width = Double(max(2 * request.timeTolerance, unit))
        return Double(count - 1) * width / Double(window.length)
    }
}

/// Reads the fields to match by of single records.
final class MatchReader {
    private let files: [RecordFile]
    private let fetcher: RecordFetcher
    private var describers: [Int: RecordDescriber] = [:]
    private let hasher = IDHasher(key0: 0, key1: 0)

    init(files: [RecordFile], longestRecord: Int) {
        self.files = files
        fetcher = RecordFetcher(files: files, longestRecord: longestRecord)
    }

    /// The hash of all fields' texts, and the record's time; nil when every field is empty.
    func key(at position: RecordPosition) throws -> (IDHash, EventTime?)? {
        let file = files[position.file]
        return try fetcher.withRecord(at: position) { record in
            let describer = describers[file.planNumber] ?? file.describer
            describers[file.planNumber] = describer
            let texts = describer.texts(of: record)
            let fields = file.plan.matchFields.map { texts[$0] ?? [] }
            guard fields.contains(where: { !$0.isEmpty }) else { return nil }
            var joined: [UInt8] = []
            for field in fields { joined += field.filter { $0 > 0x20 } + [0] }
            let time = file.plan.times.lazy.compactMap { field in
                texts[field.field].flatMap { field.reader.reading($0.span).usableTime }
            }.first
            return hasher.hash(joined.span).map { ($0, time) }
        }
    }
}

extension TimestampReading {
    /// The instant, zone-less times taken as UTC.
    fileprivate var usableTime: EventTime? {
        if case .zoneless(let time) = self { return time }
        return time
    }
}
