import AuditModel
import ByteScan
import Diagnosis
import ExportReaders
import Reconcile

/// Gathers the two times of events that differ, and of sides without a common event how many events each minute has.
struct TimePairReader {
    let siem: PreparedSide
    let settings: RunSettings
    let found: PassResult
    let window: TimeWindow

    /// Pairs that are looked at; of more a seeded sample.
    private static let most = 20_000
    /// A window of more minutes, about a year, is not counted by the minute.
    private static let mostMinutes: Int64 = 527_040
    private static let noPosition = UInt64.max
    private static let minute: Int64 = 60_000_000_000

    /// The pairs, in order of the authority's positions.
    func pairs() throws -> TimePairs {
        var pairs = TimePairs()
        let counts = found.reconciliation.counts
        pairs.matched = counts.matched
        pairs.differing = counts.timeDiffers ?? 0
        if pairs.differing > 0 { try addPairs(&pairs) }
        if counts.matched == 0, counts.missing > 0, counts.extra > 0 { try addMinutes(&pairs) }
        return pairs
    }

    private func addPairs(_ pairs: inout TimePairs) throws {
        let sample = SeededSample(Self.most, of: pairs.differing)
        var positions: [UInt64] = []
        try found.reconciliation.notable.forEach { outcome in
            guard outcome.timeDiffers, let position = outcome.position(.authority), sample.holds(position.packed),
                let authority = outcome.time(.authority), let own = outcome.time(.siem),
                EventFacts.told.contains(authority.nanoseconds), EventFacts.told.contains(own.nanoseconds)
            else { return }
            pairs.authority.append(authority.nanoseconds)
            pairs.siem.append(own.nanoseconds)
            pairs.authorityPrecision.append(authority.precision)
            pairs.siemPrecision.append(own.precision)
            positions.append(outcome.position(.siem)?.packed ?? Self.noPosition)
        }
        pairs.ingested = try ingested(positions)
    }

    /// When the SIEM took records; unknown where it does not say.
    private func ingested(_ positions: [UInt64]) throws -> [Int64] {
        var ingested = [Int64](repeating: EventFacts.unknown, count: positions.count)
        var files = siem.examined.map(\.file)
        let fields = siem.examined.enumerated().map { index, examined -> Int? in
            var builder = PlanBuilder(
                header: examined.header, isCSV: examined.layout == .csv, plan: examined.file.plan)
            let field = examined.choice.ingested.flatMap { builder.addField($0, to: &files[index].plan) }
            if let field { files[index].plan.matchFields.append(field) }
            return field
        }
        guard fields.contains(where: { $0 != nil }) else { return ingested }
        let fetcher = RecordFetcher(files: files, longestRecord: settings.longestRecord)
        let describers = files.map(\.describer)
        let reader = TimestampReader(zone: .utc)
        for index in positions.indices.sorted(by: { positions[$0] < positions[$1] }) {
            guard positions[index] != Self.noPosition else { continue }
            let position = RecordPosition(packed: positions[index])
            guard let field = fields[position.file] else { continue }
            let text = try fetcher.withRecord(at: position) { describers[position.file].texts(of: $0)[field] }
            if let time = text.flatMap({ reader.read($0.span) }) { ingested[index] = EventFacts.told(time.nanoseconds) }
        }
        return ingested
    }

    /// Without a common event all events are missing or extra.
    private func addMinutes(_ pairs: inout TimePairs) throws {
        let count = window.length / Self.minute + 1
        guard count <= Self.mostMinutes else { return }
        pairs.authorityMinutes = [Int](repeating: 0, count: Int(count))
        pairs.siemMinutes = pairs.authorityMinutes
        try found.reconciliation.notable.forEach { outcome in
            guard let time = outcome.time?.nanoseconds, window.contains(time) else { return }
            let minute = Int((time - window.from) / Self.minute)
            if outcome.state == .missing { pairs.authorityMinutes[minute] += 1 }
            if outcome.state == .extra { pairs.siemMinutes[minute] += 1 }
        }
    }
}
