import AuditModel

/// Faults of the store: what becomes of documents that did arrive.
extension StoreRules {
    /// Lets one fault strike all documents.
    func strike(
        _ fault: StoreFault, _ documents: [StoredDocument], _ losses: inout [Int: LossCause]
    ) -> [StoredDocument] {
        switch fault.kind {
        case .cut: return documents.map { cut($0, to: Int(fault.value)) }
        case .blankID: return documents.map { blank($0, share: fault.value, &losses) }
        case .sample: return sampled(documents, share: fault.value, &losses)
        case .dailyCap: return capped(documents, perDay: Int(fault.value), &losses)
        case .framing: return framed(documents, losesNext: fault.value >= 2, &losses)
        case .resent: return resent(documents, share: fault.value, &losses)
        case .datagrams: return datagrams(documents, share: fault.value, &losses)
        case .fold: return fold(documents, within: max(1, Int64(fault.value)) * Self.second, &losses)
        case .oversize, .random, .address, .nonASCII, .retention:
            return documents.filter { document in
                guard let cause = loss(of: document, by: fault) else { return true }
                return keep(document, false, cause, &losses)
            }
        }
    }

    /// Why a document by itself is dropped.
    private func loss(of document: StoredDocument, by fault: StoreFault) -> LossCause? {
        let record = tenant.records[document.index]
        switch fault.kind {
        case .oversize: return tenant.body(of: record).count > Int(fault.value) ? .sizeLimit : nil
        case .random: return draw("random", document.index) < fault.value ? .unexplained : nil
        case .address:
            return tenant.cast.addresses[Int(record.address)].contains(UInt8(ascii: ":")) ? .fieldShape : nil
        case .nonASCII: return tenant.cast.users[Int(record.user)].contains { $0 >= 0x80 } ? .fieldShape : nil
        case .retention:
            return record.time < now - Int64(fault.value * Double(60 * Self.minute)) ? .retentionEdge : nil
        case .cut, .blankID, .sample, .dailyCap, .framing, .resent, .datagrams, .fold: return nil
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

    // MARK: In the order of arrival

    /// The places of documents in the order in which the SIEM took them; those of one poll by event time.
    private func arrivals(_ documents: [StoredDocument]) -> [Int] {
        documents.indices.sorted { left, right in
            (tenant.records[documents[left].index].available, documents[left].index, documents[left].received)
                < (tenant.records[documents[right].index].available, documents[right].index, documents[right].received)
        }
    }

    /// Drops a share evenly: of 1 in 10 every tenth.
    private func sampled(
        _ documents: [StoredDocument], share: Double, _ losses: inout [Int: LossCause]
    ) -> [StoredDocument] {
        var isDropped = Array(repeating: false, count: documents.count)
        var debt = 0.0
        for place in arrivals(documents) {
            debt += share
            guard debt >= 1 else { continue }
            debt -= 1
            isDropped[place] = true
        }
        return documents.indices.filter { keep(documents[$0], !isDropped[$0], .sampling, &losses) }.map {
            documents[$0]
        }
    }

    /// Drops what a day brings beyond a number of documents.
    private func capped(
        _ documents: [StoredDocument], perDay most: Int, _ losses: inout [Int: LossCause]
    ) -> [StoredDocument] {
        let day = 24 * 60 * Self.minute
        var counts: [Int64: Int] = [:]
        var isDropped = Array(repeating: false, count: documents.count)
        let order = documents.indices.sorted {
            (documents[$0].received, documents[$0].index) < (documents[$1].received, documents[$1].index)
        }
        for place in order {
            let count = counts[EventTime.floor(documents[place].received, day), default: 0]
            counts[EventTime.floor(documents[place].received, day)] = count + 1
            isDropped[place] = count >= most
        }
        return documents.indices.filter { keep(documents[$0], !isDropped[$0], .sampling, &losses) }.map {
            documents[$0]
        }
    }

    /// Drops documents that a reader of lines cannot put together, and the ones that follow them if it takes those for
    /// their rest.
    private func framed(
        _ documents: [StoredDocument], losesNext: Bool, _ losses: inout [Int: LossCause]
    ) -> [StoredDocument] {
        var isDropped = Array(repeating: false, count: documents.count)
        var isRest = false
        for place in arrivals(documents) {
            let body = tenant.body(of: tenant.records[documents[place].index])
            let isSplit = body.contains(Array(#"\n"#.utf8))
            isDropped[place] = isSplit || isRest
            isRest = isSplit && losesNext
        }
        return documents.indices.filter { keep(documents[$0], !isDropped[$0], .framing, &losses) }.map { documents[$0] }
    }

    /// Stores some batches of ten twice and loses the ones behind them, so that their number stays.
    private func resent(
        _ documents: [StoredDocument], share: Double, _ losses: inout [Int: LossCause]
    ) -> [StoredDocument] {
        let (order, size) = (arrivals(documents), 10)
        var stored = documents
        var start = 0
        while start + 2 * size <= order.count {
            guard draw("resent", start) < share else {
                start += size
                continue
            }
            for offset in start..<start + size {
                let (first, lost) = (documents[order[offset]], documents[order[offset + size]])
                losses[lost.index] = losses[lost.index] ?? .unexplained
                stored[order[offset + size]] = first
            }
            start += 2 * size
        }
        return stored
    }

    // MARK: By what shares a time

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

    /// Keeps one document of those that share a unit of time, a user and an operation.
    private func fold(
        _ documents: [StoredDocument], within unit: Int64, _ losses: inout [Int: LossCause]
    ) -> [StoredDocument] {
        var numbers: [[Int64]: UInt32] = [:]
        return documents.filter { document in
            let record = tenant.records[document.index]
            let key = [
                EventTime.floor(record.time, unit), Int64(record.user), Int64(record.type), Int64(record.operation),
            ]
            let kept = numbers[key, default: record.number]
            numbers[key] = kept
            return keep(document, kept == record.number, .idCollision, &losses)
        }
    }
}
