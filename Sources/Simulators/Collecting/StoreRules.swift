import AuditModel
import ByteScan

/// What becomes of fetched records on their way into the SIEM's store, and in it.
struct StoreRules {
    static let second: Int64 = 1_000_000_000
    static let minute = 60 * second

    private let rules: CollectorRules
    let tenant: Tenant
    private let seed: UInt64
    private let faults: [StoreFault]
    private let zone: ZoneTable?
    let now: Int64

    /// Checks the names of faults and zone; `now` is when the SIEM is read, nanoseconds since the Unix epoch.
    init(
        siem: SIEMPlan, rules: CollectorRules, tenant: Tenant, seed: UInt64, now: Int64
    ) throws(ScenarioFault) {
        self.now = now
        self.rules = rules
        self.tenant = tenant
        self.seed = seed
        var faults: [StoreFault] = []
        for text in siem.faults where QueryFault(text) == nil && DeliveryFault(text) == nil {
            guard let fault = StoreFault(text) else {
                let kinds = StoreFault.Kind.allCases.map(\.rawValue) + QueryFault.Kind.allCases.map(\.rawValue)
                let names = kinds.joined(separator: " ")
                throw ScenarioFault("siem.faults: \(text) is not known", fix: "use \(names), with =number if need be")
            }
            faults.append(fault)
        }
        self.faults = faults
        zone = try ExportZone.table(siem.zone == "UTC" ? ExportZone.usualLocalZone : siem.zone)
    }

    /// Stores what was fetched, in the order of the records; adds to what was lost on the way.
    func stored(_ fetched: [StreamPolls.Fetched], _ lost: [Int: LossCause]) -> CollectedLog {
        var losses = lost
        var documents: [StoredDocument] = []
        let lengths = lengths(fetched)
        for item in fetched {
            if let cause = refusal(item, lengths) {
                losses[item.index] = cause
            } else {
                documents += versions(item, &losses)
            }
        }
        documents = faults.reduce(documents) { strike($1, $0, &losses) }
        documents.sort { ($0.time, $0.index) < ($1.time, $1.index) }
        // A file whose last record is cut would look as if it had been cut itself.
        if let last = documents.indices.last { documents[last].keptBytes = nil }
        return CollectedLog(documents: documents, losses: losses)
    }

    // MARK: Defects of the collector

    /// The lengths of all documents in bytes, ascending; empty where none is refused for it.
    private func lengths(_ fetched: [StreamPolls.Fetched]) -> [Int] {
        rules.has(.rejectsDocuments) ? fetched.map(length).sorted() : []
    }

    private func length(_ item: StreamPolls.Fetched) -> Int { tenant.body(of: tenant.records[item.index]).count }

    /// Why a record is not accepted at all: it is longer than a size or than all but a share of the others, or its
    /// operation has fields of conflicting types.
    private func refusal(_ item: StreamPolls.Fetched, _ lengths: [Int]) -> LossCause? {
        guard let plan = plan(.rejectsDocuments, item) else { return nil }
        if let size = plan.size { return length(item) > size ? .sizeLimit : nil }
        guard let share = plan.share else {
            return tenant.records[item.index].operation == 0 ? .fieldShape : nil
        }
        let place = min(Int(Double(lengths.count) * max(0, 1 - share)), lengths.count - 1)
        return length(item) > lengths[place] ? .sizeLimit : nil
    }

    /// The documents that one record becomes.
    private func versions(_ item: StreamPolls.Fetched, _ losses: inout [Int: LossCause]) -> [StoredDocument] {
        let record = tenant.records[item.index]
        let jitter = Int64(draw("jitter", item.index) * 20_000) * 1_000_000
        var document = StoredDocument(
            index: item.index, time: record.time, received: item.poll + 2 * Self.second + jitter)
        document.time = time(of: document, item)
        if let plan = plan(.splitsRecords, item), isSplit(item, share: plan.share ?? 0.02) {
            losses[item.index] = .fieldShape
            return (1...max(2, min(plan.size ?? 2, 9))).map { part in
                var copy = document
                copy.idForm = .part(part)
                return copy
            }
        }
        if let plan = plan(.rewritesIDs, item), draw("S16", item.index) < plan.share ?? 1 {
            document.idForm = record.number.isMultiple(of: 2) ? .upperCase : .braced
        }
        return [document] + repeats(of: document, item)
    }

    /// A nested record is always taken apart where the tenant has such; else a share of all.
    private func isSplit(_ item: StreamPolls.Fetched, share: Double) -> Bool {
        tenant.records[item.index].marks.contains(.nested) || draw("S11", item.index) < share
    }

    private func time(of document: StoredDocument, _ item: StreamPolls.Fetched) -> Int64 {
        var time = document.time
        if plan(.ingestTime, item) != nil { time = document.received }
        if plan(.localTime, item) != nil, let zone { time = ExportZone.instant(ofLocal: time, in: zone) }
        if plan(.swapsDayAndMonth, item) != nil { time = Self.swapped(time) }
        if let plan = plan(.epochUnit, item) { time /= Int64(max(1, plan.size ?? 1000)) }
        if let plan = plan(.coarseTime, item) { time = EventTime.floor(time, max(1, plan.span ?? Self.second)) }
        return time
    }

    /// The instant with its day as month and its month as day; itself where the day is no month.
    private static func swapped(_ instant: Int64) -> Int64 {
        let time = CivilTime(nanoseconds: instant)
        guard time.day <= 12 else { return instant }
        let own = CivilTime.daysSinceEpoch(year: time.year, month: time.month, day: time.day)
        let other = CivilTime.daysSinceEpoch(year: time.year, month: time.day, day: time.month)
        return instant + Int64(other - own) * 24 * 60 * minute
    }

    /// What later polls that look back far enough bring again.
    private func repeats(of document: StoredDocument, _ item: StreamPolls.Fetched) -> [StoredDocument] {
        guard let repeating = plan(.keepsRepeats, item) else { return [] }
        let lookback = repeating.lookback ?? 2 * rules.every
        let room = tenant.records[item.index].time - (item.poll - rules.delay - lookback)
        let count = room < 0 ? 0 : min(Int(room / rules.every), 100)
        return (0..<count).map { number in
            var copy = document
            copy.received += Int64(number + 1) * rules.every
            if plan(.ingestTime, item) != nil { copy.time = copy.received }
            return copy
        }
    }

    private func plan(_ code: DefectCode, _ item: StreamPolls.Fetched) -> CollectorPlan? {
        rules.plan(code, type: tenant.type(of: tenant.records[item.index]), at: item.poll)
    }

    func draw(_ what: String, _ index: Int) -> Double {
        SeededGenerator.share(SeededGenerator.mix(SeededGenerator.hash(seed: seed, what) ^ UInt64(index)))
    }
}
