import AuditModel
import Reconcile
import TestKit

/// Two files of records with losses, shifts, repeats, cuts, missing ids and times, and what an audit of them must give;
/// all from a seed.
struct RandomFiles {
    /// One record before it is written.
    struct Draft {
        /// Nil for a record without an id.
        let id: Int?
        /// Nanoseconds since the Unix epoch; nil for a record without a usable time.
        let time: Int64?
        let isCut: Bool
        let operation: String
    }

    static let second: Int64 = 1_000_000_000
    static let day = 86_400 * second
    /// 2026-11-09T00:00:00Z.
    static let start: Int64 = 1_794_182_400 * second

    let authority: [Draft]
    let siem: [Draft]
    let window: TimeWindow?
    let tolerance: Int64
    let writesCSV: Bool
    /// Records of one operation only take part.
    let isFiltered: Bool

    init(seed: UInt64, ids: Int) {
        var random = SplitMix(seed: seed)
        var sides: [[Draft]] = [[], []]
        for id in 0..<ids { Self.add(id, to: &sides, using: &random) }
        for side in 0...1 {
            for _ in 0..<Int.random(in: 0...3, using: &random) {
                sides[side].append(Draft(id: nil, time: Self.instant(&random), isCut: false, operation: "Send"))
            }
            sides[side].shuffle(using: &random)
        }
        // Nobody can say that these files are cut or too narrow: they end with a whole record, far outside the window.
        for distance in [-400 * Self.day, 400 * Self.day] {
            sides[1].append(
                Draft(id: distance < 0 ? ids : ids + 1, time: Self.start + distance, isCut: false, operation: "Send"))
        }
        sides[0].append(Draft(id: ids + 2, time: Self.instant(&random), isCut: false, operation: "Send"))
        let begin = Self.start + Self.second * Int64.random(in: 0...300_000, using: &random)
        window = random.once(in: 2) ? TimeWindow(from: begin, to: begin + 3 * Self.day) : nil
        if window != nil {
            let far = [-300 * Self.day, 300 * Self.day].enumerated().map { number, distance in
                Draft(id: ids + 3 + number, time: Self.start + distance, isCut: false, operation: "Send")
            }
            sides[0].insert(contentsOf: far, at: 0)
        }
        (authority, siem) = (sides[0], sides[1])
        tolerance = random.once(in: 2) ? 0 : 5 * Self.second
        writesCSV = random.once(in: 2)
        isFiltered = random.once(in: 3)
    }

    private static func instant(_ random: inout SplitMix) -> Int64 {
        start + Int64.random(in: 0...604_800, using: &random) * second
    }

    private static func add(_ id: Int, to sides: inout [[Draft]], using random: inout SplitMix) {
        let home = instant(&random)
        let place = Int.random(in: 0..<10, using: &random)
        let operation = random.once(in: 3) ? "New" : "Send"
        for side in 0...1 where side == 0 ? place != 0 : !(1...2).contains(place) {
            for _ in 0..<(random.once(in: 8) ? Int.random(in: 2...4, using: &random) : 1) {
                let shift: Int64 = random.once(in: 6) ? Int64.random(in: -9...9, using: &random) * second : 0
                let far = random.once(in: 30) ? 40 * day : 0
                sides[side].append(
                    Draft(
                        id: id, time: random.once(in: 15) ? nil : home + shift + far,
                        isCut: side == 1 && operation == "Send" && random.once(in: 8), operation: operation))
            }
        }
    }

    // MARK: Files

    /// The id as text; the SIEM writes it in another spelling.
    static func idText(_ id: Int, in side: Side) -> String {
        let digits = InstantText.padded(id, 12)
        return side == .authority ? "4b7a0000-0000-4000-8000-\(digits)" : "{4B7A0000-0000-4000-8000-\(digits)}"
    }

    /// The authority's file, and where each record begins.
    func authorityFile() -> (text: String, offsets: [Int]) {
        Self.joined(authority.map { Self.line($0, .authority) }, after: "")
    }

    /// The SIEM's file, and where each record begins.
    func siemFile() -> (text: String, offsets: [Int]) {
        guard writesCSV else { return Self.joined(siem.map { Self.line($0, .siem) }, after: "") }
        let rows = siem.map { draft in
            "\"\(Self.timeText(draft, .siem) ?? "")\",\(draft.operation),\"a \"\"b\"\",\r\nc\","
                + (draft.id.map { Self.idText($0, in: .siem) } ?? "")
        }
        return Self.joined(rows, after: "CreationTime,Operation,Note,Id\n")
    }

    private static func joined(_ records: [String], after header: String) -> (String, [Int]) {
        var (text, offsets) = (header, [Int]())
        for record in records {
            offsets.append(text.utf8.count)
            text += record + "\n"
        }
        return (text, offsets)
    }

    private static func line(_ draft: Draft, _ side: Side) -> String {
        var members = draft.id.map { ["\"Id\":\"\(idText($0, in: side))\""] } ?? []
        if let time = timeText(draft, side) { members.append("\"CreationTime\":\"\(time)\"") }
        members.append("\"Operation\":\"\(draft.operation)\",\"Workload\":\"Exchange\",\"RecordType\":1")
        let whole = "{" + members.joined(separator: ",") + ",\"Detail\":\"a \\\"b\\\" c\"}"
        return draft.isCut ? String(whole.dropLast(6)) : whole
    }

    /// Seconds at the authority, milliseconds in the SIEM; nothing, or something that is no time, for a record without.
    private static func timeText(_ draft: Draft, _ side: Side) -> String? {
        guard let time = draft.time else { return (draft.id ?? 0).isMultiple(of: 2) ? nil : "no time" }
        let text = InstantText.rfc3339(time)
        return side == .authority ? text : text.dropLast() + ".000Z"
    }

    // MARK: What an audit must give

    /// Command-line words for the comparison.
    var flags: [String] {
        var words = ["--time-tolerance", "\(tolerance / Self.second)s"]
        if writesCSV { words += ["--siem-id", "Id", "--siem-time", "CreationTime"] }
        if isFiltered { words += ["--where", "Operation|Operation=Send"] }
        if let window {
            words += ["--from", InstantText.rfc3339(window.from), "--to", InstantText.rfc3339(window.to)]
        }
        return words
    }

    /// Whether a record takes part.
    func takesPart(_ draft: Draft) -> Bool { !isFiltered || draft.operation == "Send" }

    /// The keys of a side's identified records that take part.
    func keys(_ side: Side) -> [EventKey] {
        let (drafts, offsets) =
            side == .authority ? (authority, authorityFile().offsets) : (siem, siemFile().offsets)
        let precision: TimePrecision = side == .authority ? .second : .milliseconds
        return zip(drafts, offsets).compactMap { draft, offset in
            guard let id = draft.id, takesPart(draft) else { return nil }
            return EventKey(
                hash: IDHash(low: UInt64(id), high: 1),
                time: draft.time.map { EventTime(nanoseconds: $0, precision: precision) },
                position: RecordPosition(file: 0, offset: offset),
                truncated: draft.isCut && !(side == .siem && writesCSV))
        }
    }

    /// The plain comparison's result.
    func expected() -> PlainReconciliation {
        var rules = ClassificationRules()
        rules.timeTolerance = tolerance
        let keys = keys(.authority)
        let times = keys.compactMap(\.time)
        var span = window
        if span == nil, let first = times.min(), let last = times.max() {
            span = TimeWindow(from: first.nanoseconds, to: last.nanoseconds + last.precision.nanoseconds)
        }
        return PlainReconciler(authority: keys, siem: self.keys(.siem), window: span, rules: rules).reconciled()
    }
}
