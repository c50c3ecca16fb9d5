import AuditModel
import Diagnosis
import ExportReaders
import FileAccess
import Reconcile
import Reports
import Synchronization

/// What diagnosis says about an audit.
struct AuditDiagnosis {
    /// Nil where nothing is missing and no time differs, so that nothing was looked for.
    let findings: Findings?
    let gaps: GapOfEvent
    /// Nil where no event was looked at.
    let sizes: SizeFigures?
    /// Scopes that one side lacks throughout; values of other fields are causes, not scopes.
    let scopeDifferences: [ScopeDifference]
    /// How many present events were looked at, if not all.
    private let sample: Int?
    /// What the authority calls each column.
    private let fieldNames: [String: String]
    private let counts: AuditReport.Counts

    /// Gathers evidence where there is something to explain, and explains it.
    ///
    /// - Parameter pseudonyms: for the names of users and addresses; nil leaves them as they are.
    init(_ gatherer: EvidenceGatherer, pseudonyms: Pseudonyms?) throws {
        counts = gatherer.found.reconciliation.counts
        let preset = gatherer.sides[0].examined.lazy.compactMap(\.choice.preset).first
        let columns = preset?.columns.compactMap { column, paths in paths.first.map { (column.rawValue, "\($0)") } }
        fieldNames = Dictionary(uniqueKeysWithValues: columns ?? [])
        guard counts.missing > 0 || (counts.timeDiffers ?? 0) > 0 else {
            (findings, gaps, sizes, scopeDifferences, sample) = (nil, GapOfEvent([], Findings()), nil, [], nil)
            return
        }
        var gathered = try gatherer.gather()
        if let pseudonyms {
            Self.replaceNames(&gathered.evidence.missing, pseudonyms)
            Self.replaceNames(&gathered.evidence.present, pseudonyms)
        }
        let diagnostician = Diagnostician(zones: SystemZones(), parallel: .threads(gatherer.settings.workers))
        let findings = diagnostician.findings(gathered.evidence)
        self.findings = findings
        let present = gathered.evidence.present
        sample = present.count < present.population ? present.count : nil
        let scopes = Set(gathered.evidence.scopes.compactMap(\.self))
        scopeDifferences = findings.scopeDifferences.filter { scopes.contains($0.scope) }
        gaps = GapOfEvent(gathered.missing, findings)
        sizes = SizeFigures(missing: gathered.evidence.missing.size, present: gathered.evidence.present.size)
    }

    /// Before anything is concluded, so that no sentence, scope or row can hold a name.
    private static func replaceNames(_ facts: inout EventFacts, _ pseudonyms: Pseudonyms) {
        let kept = Set(RecordRedaction.keptColumns.map(\.rawValue))
        for column in facts.fields.indices where !kept.contains(facts.fields[column].name) {
            facts.fields[column].values = facts.fields[column].values.map {
                $0.isEmpty || $0 == FactMerger.overflow ? $0 : pseudonyms.token(for: $0)
            }
        }
    }

    /// Sets what was found; what was not looked for stays nil or empty.
    func fill(_ report: inout AuditReport) {
        report.timeFaults = counts.timeDiffers == nil ? nil : findings?.timeFaults ?? []
        guard let findings, counts.missing > 0 else { return }
        report.gaps = findings.gaps
        report.causes = findings.causes
        report.breakdownSample = sample
        report.breakdown = findings.breakdown.map { row in
            BreakdownRow(
                field: fieldNames[row.field] ?? row.field, value: row.value, authority: row.authority,
                missing: row.missing, riskRatio: row.riskRatio)
        }
    }
}

extension ParallelMap {
    /// Work on so many threads, each of which takes the next piece when it is done with one.
    static func threads(_ count: Int) -> ParallelMap {
        ParallelMap { pieces, work in
            let next = Atomic(0)
            WorkerThreads.run(min(count, pieces)) { _ in
                while true {
                    let piece = next.add(1, ordering: .relaxed).oldValue
                    guard piece < pieces else { return }
                    work(piece)
                }
            }
        }
    }
}

/// The gap that each missing event belongs to.
struct GapOfEvent {
    /// By the missing event's number among all of them, by position; 0 for none.
    private let numbers: [UInt32]

    /// - Parameter missing: by position.
    init(_ missing: [EventMark], _ findings: Findings) {
        let untimed = findings.gaps.last { $0.from == nil }.map { UInt32($0.id) } ?? 0
        numbers = missing.map { mark in
            guard mark.entry != EventFacts.noEntry, Int(mark.ordinal) < findings.gapOfMissing.count else {
                return untimed
            }
            return findings.gapOfMissing[Int(mark.ordinal)]
        }
    }

    /// The gap of the missing event with this number; nil when it lies in none.
    func gap(ofMissing number: Int) -> Int? {
        number < numbers.count && numbers[number] > 0 ? Int(numbers[number]) : nil
    }
}
