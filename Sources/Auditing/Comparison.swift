import AuditModel
import ByteScan
import ExportReaders
import Glibc

/// Compares two sides that lie on disk.
struct Comparison {
    let request: AuditRequest
    let context: RunContext
    let spool: InputSpool
    let hasher: IDHasher
    /// When the run began, nanoseconds since the Unix epoch.
    let started: Int64
    let progress: ProgressSink

    /// What the run may use.
    var settings: RunSettings { RunSettings(memory: request.memoryBytes, context: context) }

    /// The same run's comparison of what another request names.
    func of(_ request: AuditRequest) -> Comparison {
        Comparison(
            request: request, context: context, spool: spool, hasher: hasher, started: started, progress: progress)
    }

    /// The same comparison, with the settle time that was measured of its authority where the request has none.
    func settled(_ authority: PreparedSide, by horizons: SettledHorizons) -> (comparison: Comparison, problem: Problem?)
    {
        var request = request
        let sources = SettledHorizons.sources(authority)
        let problem = horizons.apply(to: &request, sources: sources, at: started)
        return (of(request), problem)
    }

    /// Examines both sides; the authority first, since its recordings name the id that is looked for in the SIEM.
    func prepare() throws -> [PreparedSide] {
        let authority = try prepareAuthority()
        var siem = try prepare(
            SidePreparer(
                side: .siem, request: request.siem, audit: request, spool: spool, expected: authority.namedID))
        siem.takeInstants(from: authority)
        try context.cancelFlag.check()
        return [authority, siem]
    }

    /// Examines the authority's side.
    func prepareAuthority() throws -> PreparedSide {
        try prepare(SidePreparer(side: .authority, request: request.authority, audit: request, spool: spool))
    }

    private func prepare(_ preparer: SidePreparer) throws -> PreparedSide {
        var found = try preparer.prepare()
        try preparer.addConditions(to: &found)
        return found
    }

    /// Which window is audited, as far as the authority's side decides it.
    func window(_ authority: PreparedSide) -> WindowDecision {
        WindowDecision(
            request: request, now: authority.allAskedBy ?? started, sourceSettle: authority.sourceSettle)
    }

    /// Reads both sides and decides what became of each event; again where other fields stand in for ids, or the sides
    /// differ about `--where`.
    ///
    /// - Parameter digests: of the sides' recordings, being taken; nil leaves what they state unchecked.
    func run(_ sides: inout [PreparedSide], checking digests: RecordingDigests? = nil) throws -> PassResult {
        var pass = AuditPass(
            request: request, settings: settings, window: window(sides[0]), hasher: hasher, progress: progress,
            cancel: context.cancelFlag, digests: digests)
        var found = try pass.run(sides)
        let check = WhereCheck(
            request: request, settings: settings, sides: sides, hasher: hasher, cancel: context.cancelFlag)
        if let rule = try check.rule(found) {
            pass.whereRule = rule
            if rule.decided.isEmpty { found.whereRule = rule } else { found = try pass.run(sides) }
        }
        let matching = FieldMatching(request: request, settings: settings, sides: sides, window: found.window)
        guard let pairs = try matching.pairs(found) else { return found }
        sides = matching.markedAsMatched(sides)
        return try pass.run(sides, adopting: pairs)
    }

    /// The earliest and the latest time of a side's records.
    func times(of side: PreparedSide) throws -> (first: EventTime, last: EventTime)? {
        let reader = SideReader(
            files: side.examined.map(\.file), workers: settings.workers, longestRecord: settings.longestRecord,
            hasher: hasher, scopes: ScopeTable())
        let reading = try reader.read(
            makeSink: { _ in SideReader.Sink(keys: { _ in }, quarantine: { _ in }, finish: {}) },
            progress: { [progress] bytes, records in
                progress(
                    ProgressReport(stage: .readingAuthority, bytesDone: bytes, bytesKnown: nil, records: records))
            }, isCancelled: { [cancel = context.cancelFlag] in cancel.isSet })
        let total = reading.total
        return total.earliest.flatMap { first in total.latest.map { (first, $0) } }
    }
}

extension RunSettings {
    /// What the machine and the environment allow.
    init(memory: Int, context: RunContext) {
        let cores = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
        let workers = context.environment["SIEMGAP_WORKERS"].flatMap(Int.init) ?? cores
        self.init(
            memory: memory, workers: min(max(workers, 1), 64),
            spillFolder: context.environment["TMPDIR"] ?? "/var/tmp", uptime: context.uptime)
    }
}
