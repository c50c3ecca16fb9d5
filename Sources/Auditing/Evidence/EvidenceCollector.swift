import AuditModel
import ByteScan
import ExportReaders
import FileAccess
import Reports

/// Collects what the page shows, while the lists of a run are written.
///
/// Memory: the shown events with up to 16 KiB of each record, and a row of bits for each cause.
struct EvidenceCollector {
    /// Columns of the presets that the page shows.
    private static let columns: [PresetColumn] = [.scope, .operation, .user, .address]
    /// Values of more bytes are cut: the record itself has them whole.
    private static let longestValue = 300

    private(set) var evidence = ReportEvidence()
    private var quota: EventQuota
    private let examined: [ExaminedFile]
    private var line = 0

    /// - Parameters:
    ///   - gaps: those of the report.
    ///   - missing: how many events are.
    ///   - examined: the authority's files.
    init(gaps: [Gap], missing: Int, window: TimeWindow?, examined: [ExaminedFile]) {
        let counts = Dictionary(gaps.map { ($0.id, $0.missing) }, uniquingKeysWith: +)
        quota = EventQuota(counts: counts, missing: missing)
        evidence.barcode = window.map { LossBarcode(window: $0, gaps: gaps) }
        self.examined = examined
    }

    /// Takes the next missing event, as it stands in its file.
    mutating func note(id: [UInt8], record: [UInt8], time: Int64?, gap: Int?, at position: RecordPosition) {
        line += 1
        evidence.barcode?.note(time: time, gap: gap)
        guard quota.takes(gap: gap) else { return }
        let isCut = record.count > ShownEvent.mostBytes
        var digest = FileDigest()
        if isCut { digest.update(record.span) }
        evidence.missing.append(
            ShownEvent(
                line: line, id: Self.text(id), time: time, gap: gap, values: values(record, at: position),
                json: String(decoding: record.prefix(ShownEvent.mostBytes), as: UTF8.self), bytes: record.count,
                sha256: isCut ? digest.hexadecimal() : nil))
    }

    /// Takes the next row of the findings.
    mutating func note(_ row: FindingsCSV.Row) { evidence.findings.note(row) }

    /// What is known of sizes once events were looked at.
    mutating func note(_ sizes: SizeFigures?) { evidence.sizes = sizes }

    private func values(_ record: [UInt8], at position: RecordPosition) -> [ShownEvent.Value] {
        // What is cut or no JSON has no columns; it is shown as it is.
        guard let paths = examined[position.file].choice.preset?.columns, let tree = try? JSONTree(parsing: record)
        else {
            return []
        }
        return Self.columns.compactMap { column in
            let value = (paths[column] ?? []).lazy.compactMap { path in
                tree.scalar(at: path) ?? tree.scalar(at: RecordRedaction.inside(path))
            }.first
            return value.map { ShownEvent.Value(column: column.rawValue, value: Self.text($0)) }
        }
    }

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes.prefix(longestValue), as: UTF8.self) }
}
