import AuditModel
import Diagnosis
import ExportReaders
import FileAccess
import Reconcile
import Recordings

/// Gathers what can be told about missing events, in a second pass over the authority's files.
struct EvidenceGatherer {
    let sides: [PreparedSide]
    let settings: RunSettings
    let found: PassResult
    let cancel: CancelFlag

    /// The most missing events, and about how many present ones, whose records are looked at.
    private static let mostMissing = 200_000
    private static let mostPresent = 100_000

    /// The evidence, and the missing events by position.
    struct Gathered {
        var evidence: Evidence
        let missing: [EventMark]
    }

    /// Reads the files where something is missing; where only times differ, those pairs alone.
    func gather() throws -> Gathered {
        let scopes = ScopeCodes(found.scopes)
        let window = found.window ?? TimeWindow(from: 0, to: 0)
        var evidence = Evidence(window: window, observed: sides[0].lastAsked ?? window.to, scopes: scopes.scopes)
        evidence.times = try TimePairReader(siem: sides[1], settings: settings, found: found, window: window).pairs()
        evidence.presence = presence(scopes)
        guard found.reconciliation.counts.missing > 0 else { return Gathered(evidence: evidence, missing: []) }
        let missing = try addEvents(to: &evidence, scopes, window)
        return Gathered(evidence: evidence, missing: missing)
    }

    private func addEvents(
        to evidence: inout Evidence, _ scopes: ScopeCodes, _ window: TimeWindow
    ) throws -> [EventMark] {
        let plans = sides[0].examined.map { examined in
            FactPlan(examined, availablePath: sides[0].recordings[examined.file.path]?.description.paths.available)
        }
        let stamps = try PieceStamps(sides[0])
        let counts = found.reconciliation.counts
        let pass = PresentPass(
            settings: settings, files: plans.map(\.brief), longestRecord: settings.longestRecord, found: found,
            window: window, scopes: scopes, stamps: stamps,
            absent: try AbsentEvents(found.reconciliation, scopes: scopes),
            sample: SeededSample(Self.mostPresent, of: counts.matched), cancel: cancel)
        var read = try pass.run()
        for mark in read.missing where mark.time != EventFacts.unknown {
            try read.present.add(
                TimelineRecord(
                    time: mark.time, position: mark.position, scope: mark.scope, fold: mark.fold, isMissing: true,
                    isSampled: false))
        }
        let maker = try TimelineMaker(try read.present.sorted(), present: counts.matched)
        evidence.timeline = maker.timeline
        Self.note(maker.marks, in: &read.missing, &read.sampled)
        evidence.pieces = read.pieces.pieces
        let reader = FactReader(
            plans: plans, examined: sides[0].examined, stamps: stamps, settings: settings, cancel: cancel)
        let sample = SeededSample(Self.mostMissing, of: counts.missing)
        evidence.missing = try reader.facts(
            read.missing.filter { sample.holds($0.position) }, population: counts.missing)
        evidence.present = try reader.facts(read.sampled, population: counts.matched)
        return read.missing
    }

    /// Adds what the timeline tells to the events it tells of.
    private static func note(
        _ marks: [TimelineMaker.Mark], in missing: inout [EventMark], _ sampled: inout [EventMark]
    ) {
        for mark in marks {
            if mark.isMissing {
                note(mark, in: &missing)
            } else {
                note(mark, in: &sampled)
            }
        }
    }

    private static func note(_ mark: TimelineMaker.Mark, in marks: inout [EventMark]) {
        let index = marks.partition { $0.position >= mark.position }
        guard index < marks.count, marks[index].position == mark.position else { return }
        (marks[index].entry, marks[index].ordinal, marks[index].shape) = (mark.entry, mark.ordinal, mark.shape)
    }

    /// Events of each scope on each side.
    private func presence(_ scopes: ScopeCodes) -> [ScopePresence] {
        var counts: [UInt16: (authority: Int, missing: Int, extra: Int)] = [:]
        for cell in found.reconciliation.coverage {
            let code = scopes.code(cell.scope)
            let known = counts[code] ?? (0, 0, 0)
            counts[code] = (known.authority + cell.authority, known.missing + cell.missing, known.extra + cell.extra)
        }
        return counts.map {
            ScopePresence(scope: $0, authority: $1.authority, missing: $1.missing, extra: $1.extra)
        }.sorted { $0.scope < $1.scope }
    }
}
