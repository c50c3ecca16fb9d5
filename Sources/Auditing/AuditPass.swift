import AuditModel
import ByteScan
import ExportReaders
import FileAccess
import Reconcile
import Recordings
import Reports

/// Reads both sides, the authority first, and decides what became of each event.
struct AuditPass {
    let request: AuditRequest
    let settings: RunSettings
    let window: WindowDecision
    let hasher: IDHasher
    let progress: ProgressSink
    let cancel: CancelFlag
    /// Of recordings, being taken while they are read; nil leaves what they state unchecked.
    var digests: RecordingDigests?
    /// Where the authority's records decide about `--where` for the SIEM's.
    var whereRule = WhereRule()

    /// Reads and reconciles.
    ///
    /// - Parameter adopting: ids for records without one, and events that other fields match only by chance.
    func run(_ sides: [PreparedSide], adopting pairs: FieldPairs = FieldPairs()) throws -> PassResult {
        let scopes = ScopeTable()
        let reconciler = Reconciler(
            window: window.beforeReading, memory: settings.reconcileMemory, spillFolder: settings.spillFolder)
        var results: [SideRun.Result] = []
        var seconds: [Side: Double] = [:]
        var found = window.beforeReading
        let zones = ZoneCheck(request: request)
        try zones.checkAuthority(isZoneless: sides[0].isZoneless, name: sides[0].name)
        for prepared in sides {
            let start = settings.uptime()
            var run = SideRun(prepared: prepared, settings: settings, scopes: scopes, hasher: hasher)
            run.adopted = pairs.adopted[prepared.side] ?? [:]
            if prepared.side == .siem { run.decided = whereRule.decided }
            let result = try run.read(into: reconciler, progress: painter(prepared), cancel: cancel)
            try refuseAmbiguousDays(result.reading)
            results.append(result)
            seconds[prepared.side] = Double(settings.uptime() - start) / 1e9
            if prepared.side == .authority {
                try zones.checkAuthority(isZoneless: results[0].isZoneless, name: prepared.name)
                found = window.afterReading(reconciler.authorityFinished())
                reconciler.setWindow(found)
            }
        }
        progress(ProgressReport(stage: .comparing, bytesDone: 0, bytesKnown: nil, records: 0))
        let times = reconciler.authorityFinished()
        let changed = try digests?.changed() ?? [:]
        var judgements = zip(sides, results).map { judge($0, $1.reading, changed, found, times) }
        let names = ScopeNames(table: scopes, field: sides.lazy.compactMap(\.scopeField).first)
        let zoneless = Set(zip(sides, results).filter { $1.isZoneless }.map { $0.0.side })
        let rules = rules(sides, judgements, results, names, found, zoneless, pairs)
        let reconciliation = try reconciler.finish(rules, workers: settings.workers)
        narrowCheck(found)?.judgeAuthority(
            results[0].reading, sides[0].name, isRecorded: sides[0].isRecorded, reconciliation,
            bucketLength: rules.bucketLength, &judgements[0])
        try zones.check(reconciliation, zoneless: zoneless, judgements: judgements, names: sides.map(\.name))
        return PassResult(
            sides: results, judgements: judgements, reconciliation: reconciliation, window: found, scopes: names,
            bucketLength: rules.bucketLength, settledThrough: window.settledThrough(found), seconds: seconds,
            settledBy: window.settledBy, whereRule: whereRule)
    }

    /// Refuses dates that the first records of a file left no doubt about, and later ones do.
    private func refuseAmbiguousDays(_ reading: SideReading) throws(AuditFault) {
        guard let file = reading.files.first(where: { $0.tally.ambiguousDays > 0 }) else { return }
        let count = Numerals.counted(file.tally.ambiguousDays, "record")
        throw .ambiguousDays(file.name, means: "\(count) behind its first ones, which had dates of another form")
    }

    private func painter(_ prepared: PreparedSide) -> @Sendable (Int, Int) -> Void {
        let stage: ProgressReport.Stage = prepared.side == .authority ? .readingAuthority : .readingSIEM
        let known = prepared.examined.reduce(Int?(0)) { sum, examined in
            guard let sum, let size = FileSize.of(examined.file.path) else { return nil }
            return sum + size
        }
        let progress = progress
        return { bytes, records in
            progress(ProgressReport(stage: stage, bytesDone: bytes, bytesKnown: known, records: records))
        }
    }

    private func judge(
        _ prepared: PreparedSide, _ reading: SideReading, _ changed: [String: [RecordingDescription.Slice]],
        _ window: TimeWindow?, _ authority: (first: EventTime, last: EventTime)?
    ) -> TrustJudge.Judgement {
        var judge = TrustJudge(
            prepared: prepared, reading: reading, expectsEmpty: request.expectsEmpty, changed: changed)
        var judgement = judge.judge()
        guard let window else { return judgement }
        let settling = self.window.settledThrough(window).map {
            RecordedCover.Settling(time: self.window.settle, through: $0)
        }
        RecordedCover(window: window, settling: settling).judge(prepared, reading, &judgement)
        // Of a recording it is known what was asked for.
        if prepared.side == .siem, !prepared.isRecorded {
            narrowCheck(window)?.judgeSIEM(reading, prepared.name, authority: authority, &judgement)
        }
        return judgement
    }

    private func narrowCheck(_ window: TimeWindow?) -> NarrowCheck? {
        window.map { NarrowCheck(window: $0, isExplicit: self.window.isExplicit) }
    }

    private func rules(
        _ sides: [PreparedSide], _ judgements: [TrustJudge.Judgement], _ results: [SideRun.Result],
        _ names: ScopeNames, _ window: TimeWindow?, _ zoneless: Set<Side>, _ pairs: FieldPairs
    ) -> ClassificationRules {
        var rules = ClassificationRules { names.scope($0) }
        rules.settledThrough = self.window.settledThrough(window)
        rules.siemUnknown = judgements[1].unknown
        let siem = results[1].reading.total
        rules.allAbsentUnknown = SIEMPresence(sides[1], siem) == .unusable
        rules.extrasAfter = sides[0].firstAsked
        rules.foundByIDFrom = sides[1].firstByID.map { RecordPosition(file: $0, offset: 0) }
        rules.authorityNotWhole = judgements[0].unknown
        if !sides[0].isRecorded, let narrow = narrowCheck(window) {
            rules.authorityNotWhole += narrow.unsaid(results[0].reading, sides[0].name)
        }
        rules.timeTolerance = request.timeTolerance
        rules.bucketLength = Self.bucketLength(window)
        rules.compareTimes = zoneless.isEmpty
        rules.doubtfulEdge = zoneless.contains(.siem) ? ZoneCheck.widestOffset : 0
        rules.unknownEvents = pairs.byChance
        return rules
    }

    /// An hour up to 92 days, else a day.
    static func bucketLength(_ window: TimeWindow?) -> Int64 {
        let hour: Int64 = 3_600_000_000_000
        return (window?.length ?? 0) <= 92 * 24 * hour ? hour : 24 * hour
    }
}

/// What one pass over both sides found.
struct PassResult {
    /// The authority's, then the SIEM's.
    let sides: [SideRun.Result]
    var judgements: [TrustJudge.Judgement]
    let reconciliation: Reconciliation
    let window: TimeWindow?
    let scopes: ScopeNames
    let bucketLength: Int64
    let settledThrough: Int64?
    let seconds: [Side: Double]
    let settledBy: SettledBy
    var whereRule: WhereRule
}
