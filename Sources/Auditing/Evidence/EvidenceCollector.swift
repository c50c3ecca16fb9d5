import AuditModel
import ByteScan
import ExportReaders
import FileAccess
import Reconcile
import Reports

/// Collects what the page shows of a run.
///
/// Memory: the shown events with up to 16 KiB of each record, and a row of bits for each cause.
struct EvidenceCollector {
    /// Columns of the presets that the page shows.
    private static let columns: [PresetColumn] = [.scope, .operation, .user, .address]
    /// Values of more bytes are cut: the record itself has them whole.
    private static let longestValue = 300

    private(set) var evidence = ReportEvidence()
    private let writer: RunWriter

    /// A missing event that is shown, and the line of `missing.ndjson` that holds it.
    private struct Chosen: Sendable {
        let line: Int
        let position: RecordPosition
        let time: Int64?
        let gap: Int?
    }

    init(writer: RunWriter) { self.writer = writer }

    /// Takes all missing events, and reads again those that are shown.
    ///
    /// - Parameter gaps: those of the report.
    mutating func collectMissing(_ gaps: [Gap], _ gapOfEvent: GapOfEvent) throws {
        let reconciliation = writer.found.reconciliation
        evidence.barcode = writer.found.window.map { LossBarcode(window: $0, gaps: gaps) }
        let counts = Dictionary(gaps.map { ($0.id, $0.missing) }, uniquingKeysWith: +)
        var quota = EventQuota(counts: counts, missing: reconciliation.counts.missing)
        var chosen: [Chosen] = []
        var number = 0
        try reconciliation.notable.forEach { outcome in
            guard outcome.state == .missing, let position = outcome.position(.authority) else { return }
            let (time, gap) = (outcome.time(.authority)?.nanoseconds, gapOfEvent.gap(ofMissing: number))
            number += 1
            evidence.barcode?.note(time: time, gap: gap)
            if quota.takes(gap: gap) { chosen.append(Chosen(line: number, position: position, time: time, gap: gap)) }
        }
        evidence.missing = try shown(chosen)
    }

    /// The chosen events as they stand in their files.
    private func shown(_ chosen: [Chosen]) throws -> [ShownEvent] {
        let examined = writer.sides[0].examined
        let sweep = RecordSweep(files: examined.map(\.file), settings: writer.settings, cancel: writer.cancel)
        let parts = try sweep.parts(chosen.map(\.position.packed)) { [pseudonyms = writer.pseudonyms] range, fetcher in
            let records = SideRecords(examined: examined, fetcher: fetcher, pseudonyms: pseudonyms)
            return try chosen[range].map { event in
                let (id, line) = try records.idAndLine(at: event.position)
                return Self.shown(event, id, line, examined[event.position.file].choice.preset?.columns)
            }
        }
        return parts.flatMap(\.self)
    }

    private static func shown(
        _ event: Chosen, _ id: [UInt8], _ record: [UInt8], _ columns: [PresetColumn: [FieldPath]]?
    ) -> ShownEvent {
        let isCut = record.count > ShownEvent.mostBytes
        var digest = FileDigest()
        if isCut { digest.update(record.span) }
        return ShownEvent(
            line: event.line, id: text(id), time: event.time, gap: event.gap, values: values(record, columns),
            json: String(decoding: record.prefix(ShownEvent.mostBytes), as: UTF8.self), bytes: record.count,
            sha256: isCut ? digest.hexadecimal() : nil)
    }

    /// Takes the next row of the findings.
    mutating func note(_ row: FindingsCSV.Row) { evidence.findings.note(row) }

    /// What is known of sizes once events were looked at.
    mutating func note(_ sizes: SizeFigures?) { evidence.sizes = sizes }

    private static func values(_ record: [UInt8], _ columns: [PresetColumn: [FieldPath]]?) -> [ShownEvent.Value] {
        // What is cut or no JSON has no columns; it is shown as it is.
        guard let columns, let tree = try? JSONTree(parsing: record) else { return [] }
        return Self.columns.compactMap { column in
            let value = (columns[column] ?? []).lazy.compactMap { path in
                tree.scalar(at: path) ?? tree.scalar(at: RecordRedaction.inside(path))
            }.first
            return value.map { ShownEvent.Value(column: column.rawValue, value: text($0)) }
        }
    }

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes.prefix(longestValue), as: UTF8.self) }
}
