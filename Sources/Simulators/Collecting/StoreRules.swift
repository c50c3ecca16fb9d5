import AuditModel
import ByteScan

/// What becomes of fetched records on their way into the SIEM's store, and in it.
struct StoreRules {
    private static let second: Int64 = 1_000_000_000
    private static let minute = 60 * second

    private let rules: CollectorRules
    private let tenant: Tenant
    private let seed: UInt64
    private let faults: [StoreFault]
    private let zone: ZoneTable?
    private let now: Int64

    /// Checks the names of faults and zone; `now` is when the SIEM is read, nanoseconds since the Unix epoch.
    init(
        siem: SIEMPlan, rules: CollectorRules, tenant: Tenant, seed: UInt64, now: Int64
    ) throws(ScenarioFault) {
        self.now = now
        self.rules = rules
        self.tenant = tenant
        self.seed = seed
        var faults: [StoreFault] = []
        for text in siem.faults where QueryFault(text) == nil {
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
        if plan(.coarseTime, item) != nil { time = EventTime.floor(time, Self.second) }
        return time
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

    // MARK: Faults of the store

    private func strike(
        _ fault: StoreFault, _ documents: [StoredDocument], _ losses: inout [Int: LossCause]
    ) -> [StoredDocument] {
        switch fault.kind {
        case .cut: return documents.map { cut($0, to: Int(fault.value)) }
        case .blankID: return documents.map { blank($0, share: fault.value, &losses) }
        case .oversize:
            return documents.filter {
                keep($0, tenant.body(of: tenant.records[$0.index]).count <= Int(fault.value), .sizeLimit, &losses)
            }
        case .sample:
            return documents.filter { keep($0, draw("sample", $0.index) >= fault.value, .sampling, &losses) }
        case .address:
            return documents.filter { document in
                let address = tenant.cast.addresses[Int(tenant.records[document.index].address)]
                return keep(document, !address.contains(UInt8(ascii: ":")), .fieldShape, &losses)
            }
        case .framing:
            return documents.filter { document in
                let body = tenant.body(of: tenant.records[document.index])
                return keep(document, !body.contains(Array(#"\n"#.utf8)), .framing, &losses)
            }
        case .retention:
            let edge = now - Int64(fault.value * Double(60 * Self.minute))
            return documents.filter { keep($0, tenant.records[$0.index].time >= edge, .retentionEdge, &losses) }
        case .datagrams: return datagrams(documents, share: fault.value, &losses)
        case .fold: return fold(documents, &losses)
        }
    }

    private func keep(
        _ document: StoredDocument, _ isKept: Bool, _ cause: LossCause, _ losses: inout [Int: LossCause]
    ) -> Bool {
        if !isKept && losses[document.index] == nil { losses[document.index] = cause }
        return isKept
    }

    private func cut(_ document: StoredDocument, to bytes: Int) -> StoredDocument {
        guard tenant.body(of: tenant.records[document.index]).count > bytes else { return document }
        var document = document
        document.keptBytes = bytes
        return document
    }

    private func blank(
        _ document: StoredDocument, share: Double, _ losses: inout [Int: LossCause]
    ) -> StoredDocument {
        guard draw("blank-id", document.index) < share else { return document }
        losses[document.index] = .fieldShape
        var document = document
        document.idForm = .none
        return document
    }

    /// Loses more the more documents share a minute of event time.
    private func datagrams(
        _ documents: [StoredDocument], share: Double, _ losses: inout [Int: LossCause]
    ) -> [StoredDocument] {
        func minute(_ document: StoredDocument) -> Int64 {
            EventTime.floor(tenant.records[document.index].time, Self.minute)
        }
        let counts = documents.reduce(into: [Int64: Int]()) { $0[minute($1), default: 0] += 1 }
        let most = Double(counts.values.max() ?? 1)
        return documents.filter { document in
            let chance = share * Double(counts[minute(document)] ?? 0) / most
            return keep(document, draw("datagrams", document.index) >= chance, .rateLoss, &losses)
        }
    }

    /// Keeps one document of those that share a second, a user and an operation.
    private func fold(_ documents: [StoredDocument], _ losses: inout [Int: LossCause]) -> [StoredDocument] {
        var numbers: [[Int64]: UInt32] = [:]
        return documents.filter { document in
            let record = tenant.records[document.index]
            let key = [
                EventTime.floor(record.time, Self.second), Int64(record.user), Int64(record.type),
                Int64(record.operation),
            ]
            let kept = numbers[key, default: record.number]
            numbers[key] = kept
            return keep(document, kept == record.number, .idCollision, &losses)
        }
    }

    private func draw(_ what: String, _ index: Int) -> Double {
        SeededGenerator.share(SeededGenerator.mix(SeededGenerator.hash(seed: seed, what) ^ UInt64(index)))
    }
}
