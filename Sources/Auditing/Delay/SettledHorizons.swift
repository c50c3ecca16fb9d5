import AuditModel
import Drift
import EventLedger
import FileAccess
import Pulling
import Recordings
import Reports

/// How long sources take until their events are final, as drift and earlier audits measured it: kept in the ledger of
/// the state folder, and the settle time of audits that are given none.
struct SettledHorizons {
    let state: StateFolder

    /// Settle times that lose more than this are asked for by the person, and hold for nobody else.
    private static let mostMissed = DelayQuestion().missShare
    private static let second: Int64 = 1_000_000_000

    // MARK: Keeping

    /// Keeps what a report says of the only source that a side was recorded from.
    ///
    /// - Returns: the source's name, and what audits of it wait from now on in seconds; nil where nothing can be kept:
    ///   several sources, files that are no recordings, or too few events to bound anything.
    func keep(
        _ report: DelayReport, of side: PreparedSide
    ) throws -> (name: String, seconds: Int)? {
        guard side.isRecorded, let measured = side.lastAsked, let source = Self.sources(side).first,
            Self.sources(side).count == 1, (report.recommended?.missShare ?? 0) <= Self.mostMissed
        else { return nil }
        try FileSystem.makeFolders(state.path)
        let ledger = try Ledger(state: state.path)
        let known = try ledger.horizons(of: source.text)
        let horizons = DelayAnalysis.horizons(report, source: source.text, measured: measured)
        let refuted = DelayAnalysis.refuted(known.filter { $0.measured <= measured }, by: report)
        if !horizons.isEmpty || !refuted.isEmpty { try ledger.put(horizons, removing: refuted) }
        return try settle(of: [source], ledger, at: measured).map { (source.name, Int($0 / Self.second)) }
    }

    // MARK: Using

    /// Gives a request without a settle time the one that was measured of all of the sources.
    ///
    /// - Parameter now: nanoseconds since the Unix epoch.
    /// - Returns: what the person should be told where the ledger cannot be read.
    func apply(to request: inout AuditRequest, sources: [SourceIdentity], at now: Int64) -> Problem? {
        guard request.settle == nil, !sources.isEmpty, FileKind.of(state.path + "/" + Ledger.fileName) == .file else {
            return nil
        }
        do throws(LedgerFailure) {
            guard let length = try settle(of: sources, Ledger(state: state.path), at: now) else { return nil }
            (request.settle, request.settledBy) = (length, .measured)
            request.settings.append(
                .init(name: "settle", value: "\(length / Self.second)s", origin: SettledBy.measured.rawValue))
            return nil
        } catch {
            return Problem(
                .warning, "W-LEDGER", "the measured settle time cannot be read from the ledger",
                place: error.problem.place, said: error.problem.said, means: error.problem.means,
                effect: "the source's default settle time was used", fix: error.problem.fix)
        }
    }

    /// The sources that a side was recorded from; none unless all of its files are recordings.
    static func sources(_ side: PreparedSide) -> [SourceIdentity] {
        guard side.isRecorded else { return [] }
        let all = Set(side.recordings.values.map { SourceIdentity($0.description) })
        return all.sorted { $0.text < $1.text }
    }

    /// The longest of the horizons of sources and their types, nanoseconds; nil unless each source has one that holds.
    private func settle(
        of sources: [SourceIdentity], _ ledger: Ledger, at now: Int64
    ) throws(LedgerFailure) -> Int64? {
        var longest = 0
        for source in sources {
            let horizons = try ledger.horizons(of: source.text).filter { $0.isValid(at: now) }
            guard horizons.contains(where: { $0.type == nil }) else { return nil }
            longest = max(longest, horizons.map(\.seconds).max() ?? 0)
        }
        return Int64(longest) * Self.second
    }
}

/// What tells one source from all others, wherever its recordings lie.
struct SourceIdentity: Hashable {
    let name: String
    /// Name, type and settings.
    let text: String

    /// The source that a recording was made from.
    init(_ recording: RecordingDescription) {
        self.init(recording.name, recording.type, recording.settings)
    }

    /// A source that is asked.
    init(_ asked: AskedSource) { self.init(asked.name, asked.source.traits.type, asked.settings) }

    private init(_ name: String, _ type: String, _ settings: JSONValue) {
        self.name = name
        let identity: JSONValue = ["name": .string(name), "type": .string(type), "settings": settings]
        text = identity.text()
    }
}
