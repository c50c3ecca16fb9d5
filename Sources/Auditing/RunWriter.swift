import AuditModel
import ByteScan
import Diagnosis
import ExportReaders
import FileAccess
import Reconcile
import Reports
import Settings

/// Writes the files of a run and fills its report.
struct RunWriter {
    let request: AuditRequest
    let settings: RunSettings
    let sides: [PreparedSide]
    let found: PassResult
    let folder: RunFolder
    let history: RunHistory
    /// Nil unless names are to be replaced by tokens.
    let pseudonyms: Pseudonyms?
    let progress: ProgressSink
    let cancel: CancelFlag

    /// A report, and what its page shows beside it.
    struct Filled {
        var report: AuditReport
        var evidence: ReportEvidence
    }

    /// Writes the data files and returns the report, complete but for run id and name.
    func report(_ notes: AskedNotes) throws -> Filled {
        progress(ProgressReport(stage: .writing, bytesDone: 0, bytesKnown: nil, records: 0))
        var report = AuditReport()
        let diagnosis = try AuditDiagnosis(
            EvidenceGatherer(sides: sides, settings: settings, found: found, cancel: cancel), pseudonyms: pseudonyms)
        diagnosis.fill(&report)
        report.drift = try AuditDelay(sides: sides, settings: settings, found: found, cancel: cancel).report()
        let findings = FindingsSorter(
            memory: settings.memory / 8, file: SpillFile(folder: settings.spillFolder))
        let collector = EvidenceCollector(
            gaps: report.gaps, missing: found.reconciliation.counts.missing, window: found.window,
            examined: sides[0].examined)
        let lists = try EventLists(
            writer: self, gaps: diagnosis.gaps, findings: findings, collector: collector
        ).write()
        var collected = lists.collected
        collected.note(diagnosis.sizes)
        let repeats = try RepeatCheck(writer: self, findings: findings).run()
        let quarantine = try QuarantineLists(writer: self, findings: findings).write()
        var late = LateArrivals(history)
        report.files =
            lists.files + [
                try writeFindings(findings, &collected, &late), try GapsCSV.write(report.gaps, in: folder), quarantine,
            ]
        report.watched = zip(request.watches, lists.watched).map { .init(name: $0.name, missing: $1) }
        ReportFiller(
            request: request, sides: sides, found: found, repeats: repeats, notes: notes,
            scopeDifferences: diagnosis.scopeDifferences
        ).fill(&report)
        let volume = VolumeCheck(hours: history.runs.flatMap(\.hours), before: report.window.from ?? .min)
        let thin = volume.problem(EarlierRun.hours(report.coverage), name: report.authority.name)
        report.problems += [late?.problem(report), thin].compactMap(\.self)
        report.isRedacted = pseudonyms != nil
        return Filled(report: report, evidence: collected.evidence)
    }

    /// Writes the renderings and the manifest.
    ///
    /// - Parameter ended: when the audit came to its end, nanoseconds since the Unix epoch.
    func finish(_ filled: Filled, inputs: [RunManifest.Input], ended: Int64) throws {
        let report = filled.report
        var evidence = filled.evidence
        evidence.earlier = history.trend
        var manifest = RunManifest(runID: report.runID)
        manifest.inputs = inputs
        manifest.settings =
            pseudonyms.map { SettingsRedaction(pseudonyms: $0).shown(request.settings) } ?? request.settings
        var presentation = Presentation()
        presentation.folder = folder.path
        presentation.tolerance = request.tolerance.text
        presentation.ended = ended
        _ = try ReportFiles.write(
            report, evidence: evidence, manifest: manifest, presentation: presentation, in: folder)
    }

    private func writeFindings(
        _ findings: FindingsSorter, _ collected: inout EvidenceCollector, _ late: inout LateArrivals?
    ) throws -> AuditReport.DataFile {
        let file = try FindingsCSV(in: folder)
        try findings.forEach { row in
            late?.take(row)
            collected.note(row)
            try file.write(row)
        }
        return try file.finish()
    }

    /// Reads single records of a side.
    func records(of side: Side) -> SideRecords {
        SideRecords(
            examined: sides[Int(side.rawValue)].examined, longestRecord: settings.longestRecord, pseudonyms: pseudonyms)
    }
}

/// Reads single records of one side with what is known about their files.
final class SideRecords {
    /// How the records of one file are described, kept together so that a record costs no copy of it.
    private final class Description {
        let texts: RecordTexts
        let describer: RecordDescriber
        let redaction: RecordRedaction?

        init(_ texts: RecordTexts, _ describer: RecordDescriber, _ redaction: RecordRedaction?) {
            (self.texts, self.describer, self.redaction) = (texts, describer, redaction)
        }
    }

    private let fetcher: RecordFetcher
    private let examined: [ExaminedFile]
    private let pseudonyms: Pseudonyms?
    /// By the file's number, made when its first record is asked for.
    private var descriptions: [Description?]
    private var describers: [Int: RecordDescriber] = [:]

    /// - Parameter pseudonyms: for texts that are shown; nil leaves them as they are.
    init(examined: [ExaminedFile], longestRecord: Int, pseudonyms: Pseudonyms? = nil) {
        self.examined = examined
        self.pseudonyms = pseudonyms
        descriptions = examined.map { _ in nil }
        fetcher = RecordFetcher(files: examined.map(\.file), longestRecord: longestRecord)
    }

    /// The record's id as text, as it may be shown; empty when it has none.
    func id(at position: RecordPosition) throws -> [UInt8] {
        if pseudonyms != nil { return try idAndLine(at: position).id }
        let describer = description(of: position).describer
        return try fetcher.withRecord(at: position) { describer.idText(of: $0) ?? [] }
    }

    /// The parts of the record's id; nil when it has none.
    func idParts(at position: RecordPosition) throws -> [[UInt8]]? {
        let describer = description(of: position).describer
        return try fetcher.withRecord(at: position) { describer.idParts(of: $0) }
    }

    /// The record's id as text, and the record as a line of JSON, both as they may be shown.
    func idAndLine(at position: RecordPosition) throws -> (id: [UInt8], line: [UInt8]) {
        let description = description(of: position)
        return try fetcher.withRecord(at: position) { record in
            let id = description.describer.idText(of: record) ?? []
            let line = description.texts.line(record, isWholeObject: description.describer.isWholeObject)
            return description.redaction?.shown(id: id, line: line) ?? (id: id, line: line)
        }
    }

    /// The request's watches that the record looked at last, which lies at this position, belongs to.
    func watches(at position: RecordPosition) -> [Int] { description(of: position).describer.watches }

    /// A hash of the record's content without its wrapper.
    func content(at position: RecordPosition, _ hasher: IDHasher) throws -> IDHash {
        let texts = description(of: position).texts
        return try fetcher.withRecord(at: position) { record in
            hasher.hashOfBytes(texts.content(record).span) ?? IDHash(low: 0, high: 0)
        }
    }

    /// Lends the record's own bytes.
    func withBytes<Result>(at position: RecordPosition, _ body: (Span<UInt8>) throws -> Result) throws -> Result {
        try fetcher.withRecord(at: position, body)
    }

    private func description(of position: RecordPosition) -> Description {
        if let known = descriptions[position.file] { return known }
        let examined = examined[position.file]
        let describer = describers[examined.file.planNumber] ?? examined.file.describer
        describers[examined.file.planNumber] = describer
        let description = Description(
            RecordTexts(examined), describer, pseudonyms.map { RecordRedaction($0, examined) })
        descriptions[position.file] = description
        return description
    }
}
