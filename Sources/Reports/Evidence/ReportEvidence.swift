package import AuditModel

/// What the page shows beyond the report itself, in amounts that do not grow with the audit.
package struct ReportEvidence: Sendable {
    /// Some of the missing events, in the order of `missing.ndjson`.
    package var missing: [ShownEvent] = []
    /// When events are missing.
    package var barcode: LossBarcode?
    /// How large missing events are, beside those that are there; nil where nothing is known of one of them.
    package var sizes: SizeFigures?
    /// The first findings of each kind other than missing and unknown ones.
    package var findings = ShownFindings()
    /// Runs of the same name and sides, oldest first, without this one.
    package var earlier: [TrendPoint] = []

    /// Nothing beyond the report.
    package init() {}
}

/// One missing event as the page shows it.
package struct ShownEvent: Hashable, Sendable {
    /// The line of `missing.ndjson` that holds it, from 1.
    package let line: Int
    package let id: String
    /// Nanoseconds since the Unix epoch; nil without a usable time.
    package let time: Int64?
    /// The number of its gap; nil when it lies in none.
    package let gap: Int?
    /// Values of the preset's columns: operation, user and what else is known, in the columns' order.
    package let values: [Value]
    /// The beginning of the record, at most ``mostBytes``.
    package let json: String
    /// Length of the whole record in bytes.
    package let bytes: Int
    /// SHA-256 of the whole record in lower-case hexadecimal, where it is cut.
    package let sha256: String?

    /// The most bytes of a record that are shown.
    package static let mostBytes = 16 << 10

    /// A column's name with the event's value.
    package struct Value: Hashable, Sendable {
        package let column: String
        package let value: String

        /// Makes a value.
        package init(column: String, value: String) {
            self.column = column
            self.value = value
        }
    }

    /// Describes an event.
    package init(
        line: Int, id: String, time: Int64?, gap: Int?, values: [Value], json: String, bytes: Int, sha256: String? = nil
    ) {
        self.line = line
        self.id = id
        self.time = time
        self.gap = gap
        self.values = values
        self.json = json
        self.bytes = bytes
        self.sha256 = sha256
    }

    /// The value of a column; empty where it has none.
    func value(_ column: String) -> String { values.first { $0.column == column }?.value ?? "" }
}

/// A finished audit of the same sides, for the trend.
package struct TrendPoint: Hashable, Sendable {
    package let runID: String
    package let verdict: String
    /// The audited window, nanoseconds since the Unix epoch.
    package let from: Int64
    package let to: Int64
    /// Events of the authority, and how many of them are missing, or neither known to be there nor missing.
    package let events: Int
    package let missing: Int
    package let unknown: Int
    /// Missing events that were there when somebody looked last, after a backfill.
    package let restored: Int

    /// Describes a run.
    package init(
        runID: String, verdict: String, from: Int64, to: Int64, events: Int, missing: Int, unknown: Int,
        restored: Int = 0
    ) {
        self.runID = runID
        self.verdict = verdict
        self.from = from
        self.to = to
        self.events = events
        self.missing = missing
        self.unknown = unknown
        self.restored = restored
    }
}

/// The first findings of some kinds, with how many there are of each.
package struct ShownFindings: Sendable {
    /// Kinds the page lists, in its order.
    package static let kinds: [FindingKind] = [.extra, .timeDiffers, .truncated, .accepted, .unconfirmed, .conflict]
    /// The most rows of a kind.
    package static let mostRows = 100

    private(set) var rows: [FindingKind: [FindingsCSV.Row]] = [:]
    private(set) var counts: [FindingKind: Int] = [:]

    /// No findings.
    package init() {}

    /// Takes a finding; those of one kind come in their order.
    package mutating func note(_ row: FindingsCSV.Row) {
        guard Self.kinds.contains(row.kind) else { return }
        counts[row.kind, default: 0] += 1
        if counts[row.kind, default: 0] <= Self.mostRows { rows[row.kind, default: []].append(row) }
    }
}
