package import AuditModel

/// What one simulated SIEM holds of one source: the documents a faulty collector brought.
package struct StoreShelf: Sendable {
    /// The source's type, such as `okta-system-log`.
    package let source: String
    package let siem: SIEMPlan
    /// By the time the SIEM shows, then record.
    package let documents: [StoredDocument]
    let maker: SIEMRecordMaker
    /// What was sent to the SIEM since; its numbers go on where those of the documents end.
    package let delivered = DeliveredDocuments()
    let digits: Int

    /// Runs the scenario's collector on a tenant's log.
    ///
    /// - Parameter now: when the SIEM is asked, nanoseconds since the Unix epoch, UTC.
    /// - Throws: ``ScenarioFault`` when the scenario names something that the simulators do not have.
    package init(of scenario: Scenario, tenant: Tenant, at now: Int64) throws(ScenarioFault) {
        source = tenant.shape.source
        siem = scenario.siem
        maker = SIEMRecordMaker(tenant: tenant)
        guard let digits = TimeForm.digits(ofPrecision: siem.precision) else {
            throw ScenarioFault("siem.precision: \(siem.precision) is not known", fix: "use s, ms, us or ns")
        }
        self.digits = digits
        var documents = try Collector(of: scenario, tenant: tenant).collect(until: now).documents
        let unit = siem.faults.compactMap { QueryFault($0) }.first { $0.kind == .ties }
        if let unit {
            let step = max(1, Int64(unit.value * 1e9))
            for index in documents.indices { documents[index].time = EventTime.floor(documents[index].time, step) }
        }
        self.documents = documents
    }

    /// The numbers of the documents whose time lies in a window, or all, by time; only those taken before an instant.
    package func documents(in window: TimeWindow?, visibleAt instant: Int64) -> [Int] {
        var range = documents.startIndex..<documents.endIndex
        if let window { range = place(of: window.from)..<max(place(of: window.from), place(of: window.to)) }
        let own = range.filter { documents[$0].received <= instant }
        let later = delivered.numbers(in: window, visibleAt: instant).map { documents.count + $0 }
        guard !later.isEmpty else { return own }
        return (own + later).sorted { (document($0).time, $0) < (document($1).time, $1) }
    }

    /// A document by its number, those that were sent among them.
    func document(_ number: Int) -> StoredDocument {
        guard number >= documents.count else { return documents[number] }
        let sent = delivered[number - documents.count]
        var document = StoredDocument(index: 0, time: sent.time, received: sent.received)
        document.delivered = sent
        return document
    }

    /// The number of the first document that is not before a time.
    private func place(of time: Int64) -> Int {
        var (low, high) = (0, documents.count)
        while low < high {
            let middle = (low + high) / 2
            if documents[middle].time < time { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The id by which the SIEM knows a document's event; nil when it has none.
    package func eventID(_ number: Int) -> String? { maker.id(document(number)) }

    /// What the SIEM shows of a document.
    func record(_ number: Int) -> SIEMRecord { maker.record(document(number), position: number) }
}
