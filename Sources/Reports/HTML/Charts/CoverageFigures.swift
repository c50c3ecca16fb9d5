import AuditModel

/// The coverage buckets of a report, gathered for charts: a row for each content type.
struct CoverageFigures {
    /// The most content types with a row of their own; the rest shares one.
    static let mostRows = 8

    /// One content type.
    struct Row {
        let name: String
        var total = StripTally()
        let buckets: [CoverageCell]
    }

    /// Rows by what they miss, then by name.
    let rows: [Row]
    /// From the first bucket's beginning to the last one's end.
    let window: TimeWindow
    /// All buckets, in order of time.
    let buckets: [CoverageCell]

    /// Nil when the report has no coverage.
    init?(_ coverage: [CoverageCell]) {
        guard let from = coverage.map(\.window.from).min(), let to = coverage.map(\.window.to).max() else { return nil }
        window = TimeWindow(from: from, to: to)
        buckets = coverage
        let groups = Dictionary(grouping: coverage) { $0.scope?.value }
        let sorted = groups.map { value, buckets in
            Self.row(groups.count == 1 && value == nil ? "all events" : Self.name(value), buckets)
        }.sorted { ($1.total.missing, $0.name) < ($0.total.missing, $1.name) }
        guard sorted.count > Self.mostRows + 1 else {
            rows = sorted
            return
        }
        let rest = sorted.dropFirst(Self.mostRows)
        rows = sorted.prefix(Self.mostRows) + [Self.row("\(rest.count) others", rest.flatMap(\.buckets))]
    }

    /// Sums over cells of equal length that begin at `start`; cells without a bucket have nil.
    static func cells(_ buckets: [CoverageCell], start: Int64, length: Int64, count: Int) -> [StripTally?] {
        var cells = [StripTally?](repeating: nil, count: count)
        for bucket in buckets where bucket.window.from >= start {
            let index = Int(bucket.window.from.since(start) / length)
            if index < count { cells[index, default: StripTally()].add(bucket) }
        }
        return cells
    }

    private static func row(_ name: String, _ buckets: [CoverageCell]) -> Row {
        var row = Row(name: name, buckets: buckets)
        for bucket in buckets { row.total.add(bucket) }
        return row
    }

    private static func name(_ value: String?) -> String {
        guard let value, !value.isEmpty else { return "(none)" }
        return value
    }
}

extension [StripTally?] {
    fileprivate subscript(index: Int, default value: StripTally) -> StripTally {
        get { self[index] ?? value }
        set { self[index] = newValue }
    }
}

// MARK: What the coverage says

extension CoverageFigures {
    /// The finding in a sentence.
    var finding: String {
        var tallies: [Int64: StripTally] = [:]
        for bucket in buckets { tallies[bucket.window.from, default: StripTally()].add(bucket) }
        let unit = (buckets.map(\.window.length).max() ?? 0) > DayText.nanosecondsADay / 2 ? "day" : "hour"
        let filled = tallies.values.filter { $0.authority > 0 }.count
        let lacking = tallies.values.filter { $0.missing > 0 }.count
        let open = tallies.values.filter { $0.hasUnknown || $0.hasUnsettled }.count
        var sentence =
            lacking > 0
            ? "\(Numerals.grouped(lacking)) of \(Numerals.counted(filled, unit)) with events lack\(lacking == 1 ? "s" : "") some"
            : open > 0 ? "No event is known to be missing" : "No \(unit) lacks an event"
        if lacking > 0, let worst { sentence += "; the most in \(worst)" }
        if open > 0 { sentence += "; \(Numerals.counted(open, unit)) could not be audited whole" }
        return sentence
    }

    private var spansYears: Bool {
        CivilTime(nanoseconds: window.from).year != CivilTime(nanoseconds: window.to - 1).year
    }

    /// The bucket with the most missing events.
    private var worst: String? {
        guard let worst = buckets.max(by: { ($0.missing, $1.window.from) < ($1.missing, $0.window.from) }),
            worst.missing > 0
        else { return nil }
        let place = rows.count > 1 ? (worst.scope?.value ?? "").prefix(40) + ", " : ""
        let length = worst.window.length > DayText.nanosecondsADay / 2
        let when =
            DayText.date(worst.window.from, withYear: spansYears)
            + (length ? "" : " " + DayText.clock(worst.window.from).prefix(5) + "Z")
        return "\(place)\(when): \(Numerals.grouped(worst.missing)) of \(Numerals.grouped(worst.authority))"
    }

    /// Missing events by day and content type.
    var table: HTMLTable {
        let day = DayText.nanosecondsADay
        let first = EventTime.floor(window.from, day)
        let count = Int((window.to - 1).since(first) / day) + 1
        let columns = rows.map { Self.cells($0.buckets, start: first, length: day, count: min(count, 4_000)) }
        let numbers = (0..<min(count, 4_000)).filter { index in columns.contains { $0[index] != nil } }
        let shown = numbers.prefix(400)
        let body = shown.map { index in
            [Escaping.html(DayText.date(first + Int64(index) * day, withYear: true))]
                + columns.map { Self.cell($0[index] ?? StripTally()) }
        }
        return HTMLTable(
            "Missing of all events by day (UTC) and content type",
            [.init("day")] + rows.map { .init(Escaping.html($0.name, most: 60), .number) }, body,
            note: HTMLTable.cut(shown.count, of: numbers.count, all: "report.json"))
    }

    private static func cell(_ tally: StripTally) -> String {
        let words =
            tally.authority == 0 ? "" : "\(Numerals.grouped(tally.missing)) of \(Numerals.grouped(tally.authority))"
        let state = tally.hasUnknown ? "in part unknown" : tally.hasUnsettled ? "in part not settled" : ""
        let extra = tally.authority == 0 && tally.extra > 0 ? "\(Numerals.grouped(tally.extra)) extra" : ""
        let parts = [words, extra, state].filter { !$0.isEmpty }
        return parts.isEmpty ? "no events" : parts.joined(separator: "; ")
    }
}
