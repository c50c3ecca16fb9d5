import AuditModel
import Diagnosis
import ExportReaders
import FileAccess
import Reconcile
import Recordings
import Synchronization

/// Gathers what can be told about missing events: their place among all others from what the comparison holds, and what
/// they are like, beside a sample of the present ones, from their records.
struct EvidenceGatherer {
    let sides: [PreparedSide]
    let settings: RunSettings
    let found: PassResult
    let cancel: CancelFlag

    /// The most missing events, and about how many present ones, whose records are looked at.
    private static let mostMissing = 50_000
    private static let mostPresent = 20_000

    /// The evidence, and the missing events by position.
    struct Gathered {
        var evidence: Evidence
        let missing: [EventMark]
    }

    /// Reads the files where something is missing; where only times differ, those pairs alone.
    func gather() throws -> Gathered {
        let scopes = ScopeCodes(found.scopes)
        let window = found.window ?? TimeWindow(from: 0, to: 0)
        let told = window.clamped(to: EventFacts.told)
        let asked = sides[0].lastAsked.flatMap { EventFacts.told.contains($0) ? $0 : nil }
        var evidence = Evidence(window: told, observed: asked ?? told.to, scopes: scopes.scopes)
        evidence.times = try TimePairReader(siem: sides[1], settings: settings, found: found, window: window).pairs()
        evidence.presence = presence(scopes)
        let missing = try addEvents(to: &evidence, scopes)
        return Gathered(evidence: evidence, missing: missing)
    }

    private func addEvents(to evidence: inout Evidence, _ scopes: ScopeCodes) throws -> [EventMark] {
        guard let present = found.reconciliation.present else { return [] }
        defer { present.release() }
        let plans = sides[0].examined.map { examined in
            FactPlan(examined, availablePath: sides[0].recordings[examined.file.path]?.description.paths.available)
        }
        let counts = found.reconciliation.counts
        let choice = TimelineMaker.Choice(
            scopes: scopes, missing: SeededSample(Self.mostMissing, of: counts.missing),
            present: SeededSample(Self.mostPresent, of: present.count), wantsMates: plans.contains(where: \.hasFolds))
        let maker = try timeline(of: present, choice)
        evidence.timeline = maker.timeline
        let stamps = try PieceStamps(sides[0])
        evidence.pieces = try pieces(maker.missing, present, stamps, scopes)
        let reader = FactReader(
            plans: plans, examined: sides[0].examined, stamps: stamps, settings: settings, cancel: cancel)
        (evidence.missing, evidence.present) = try reader.facts(
            missing: .init(
                marks: maker.missing.filter { choice.missing.holds($0.position) }, population: counts.missing),
            present: .init(marks: maker.present, population: counts.matched))
        let neighbours = NeighbourLook(
            plans: plans, found: found.reconciliation, present: present, settings: settings, cancel: cancel)
        try neighbours.noteFolds(maker, in: &evidence)
        try neighbours.noteLineBreaks(in: &evidence)
        return maker.missing
    }

    private func timeline(of present: PresentEvents, _ choice: TimelineMaker.Choice) throws -> TimelineMaker {
        var missing: [EventMark] = []
        missing.reserveCapacity(found.reconciliation.counts.missing)
        try found.reconciliation.notable.forEach { outcome in
            guard outcome.state == .missing, let position = outcome.position(.authority) else { return }
            missing.append(
                EventMark(
                    position: position.packed,
                    time: outcome.time.map { EventFacts.told($0.nanoseconds) } ?? EventFacts.unknown,
                    scope: choice.scopes.code(outcome.scope)))
        }
        var maker = TimelineMaker(missing: missing, present: present.count, choice: choice)
        try present.forEachStretch(workers: settings.workers) { events in
            try cancel.check()
            for place in events.indices where EventFacts.told.contains(events[place].time) { maker.add(events[place]) }
        }
        maker.finish()
        return maker
    }

    /// How many events of each piece there are and are missing; empty where the authority stamps no pieces.
    private func pieces(
        _ missing: [EventMark], _ present: PresentEvents, _ stamps: PieceStamps, _ scopes: ScopeCodes
    ) throws -> [Piece] {
        guard !stamps.isEmpty else { return [] }
        let shared = (0..<settings.workers).map { _ in SharedPieces() }
        try present.forEachUnordered(workers: settings.workers) { worker, events in
            shared[worker].counts.withLock { counts in
                for place in events.indices {
                    let event = events[place]
                    guard let piece = stamps.piece(RecordPosition(packed: event.position)) else { continue }
                    counts.count(piece, scope: scopes.code(event.scope), isMissing: false)
                }
            }
        }
        var counts = PieceCounts()
        for part in shared { part.counts.withLock { counts.add($0) } }
        for mark in missing {
            guard let piece = stamps.piece(RecordPosition(packed: mark.position)) else { continue }
            counts.count(piece, scope: mark.scope, isMissing: true)
        }
        return counts.pieces
    }

    private final class SharedPieces: Sendable {
        let counts = Mutex(PieceCounts())
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
