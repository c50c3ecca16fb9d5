import AuditModel
import ByteScan
import Diagnosis
import ExportReaders
import FileAccess
import Reconcile
import Reports
import Settings

/// Writes the files of a run and fills its report.
struct RunWriter: Sendable {
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

    /// What is written of single events and records.
    private struct Lists: Sendable {
        let events: EventLists.Result
        let repeats: RepeatCheck.Result
        let quarantine: AuditReport.DataFile
        /// A finding for everything that was listed.
        let findings: FindingsSorter

        init(of writer: RunWriter) throws {
            findings = FindingsSorter(
                memory: writer.settings.memory / 8, file: SpillFile(folder: writer.settings.spillFolder))
            events = try EventLists(writer: writer, findings: findings).write()
            repeats = try RepeatCheck(writer: writer, findings: findings).run()
            quarantine = try QuarantineLists(writer: writer, findings: findings).write()
        }
    }

    /// Writes the data files and returns the report, complete but for run id and name.
    func report(_ notes: AskedNotes) throws -> Filled {
        progress(ProgressReport(stage: .writing, bytesDone: 0, bytesKnown: nil, records: 0))
        var report = AuditReport()
        // What is listed does not depend on why it is missing.
        let ((diagnosis, drift), lists) = try WorkerThreads.both {
            let diagnosis = try AuditDiagnosis(
                EvidenceGatherer(sides: sides, settings: settings, found: found, cancel: cancel),
                pseudonyms: pseudonyms)
            let drift = try AuditDelay(sides: sides, settings: settings, found: found, cancel: cancel).report()
            return (diagnosis, drift)
        } beside: {
            try Lists(of: self)
        }
        diagnosis.fill(&report)
        report.drift = drift
        var collected = EvidenceCollector(writer: self)
        try collected.collectMissing(report.gaps, diagnosis.gaps)
        collected.note(diagnosis.sizes)
        var late = LateArrivals(history)
        report.files =
            lists.events.files + [
                try writeFindings(lists.findings, diagnosis.gaps, &collected, &late),
                try GapsCSV.write(report.gaps, in: folder), lists.quarantine,
            ]
        report.watched = zip(request.watches, lists.events.watched).map { .init(name: $0.name, missing: $1) }
        ReportFiller(
            request: request, sides: sides, found: found, repeats: lists.repeats, notes: notes,
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
        _ findings: FindingsSorter, _ gaps: GapOfEvent, _ collected: inout EvidenceCollector,
        _ late: inout LateArrivals?
    ) throws -> AuditReport.DataFile {
        let file = try FindingsCSV(in: folder)
        try findings.forEach(gaps) { row in
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
