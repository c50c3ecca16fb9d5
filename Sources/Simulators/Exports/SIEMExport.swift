import AuditModel
package import FileAccess

/// What a simulated SIEM gives when it is asked for all it has.
package struct SIEMExport: Sendable {
    /// The kind of file.
    package let kind: ExportKind
    private let siem: SIEMPlan
    private let tenant: Tenant
    private let fractionDigits: Int

    /// Checks that the SIEM of a scenario can hold what the tenant's source gives.
    package init(of siem: SIEMPlan, tenant: Tenant) throws(ScenarioFault) {
        let kinds = ExportKind.allCases.filter { $0.holds(tenant.shape.source) }
        let named = StoreCatalogue.entry(siem.kind)?.export ?? ExportKind(rawValue: siem.kind)
        guard let kind = named, kinds.contains(kind) else {
            throw ScenarioFault(
                "siem.kind: \(siem.kind) cannot hold events of \(tenant.shape.source)",
                fix: "use one of: \(kinds.map(\.rawValue).joined(separator: " "))")
        }
        guard let digits = TimeForm.digits(ofPrecision: siem.precision) else {
            throw ScenarioFault("siem.precision: \(siem.precision) is not known", fix: "use s, ms, us or ns")
        }
        self.kind = kind
        self.siem = siem
        self.tenant = tenant
        fractionDigits = digits
        if siem.faults.contains(where: { StoreFault($0)?.kind == .cut }), !kind.holdsRawText {
            throw ScenarioFault(
                "siem.faults: \(siem.kind) holds no raw text that could be cut", fix: "use splunk-csv or ndjson")
        }
        _ = try ExportZone.table(siem.zone)
    }

    /// Writes the documents to a file of that kind, which stays for the caller to finish.
    package func write(_ log: CollectedLog, to file: AtomicFile) throws {
        let form = try form(of: log)
        let maker = SIEMRecordMaker(tenant: tenant)
        let count = log.documents.count
        try file.write(Array(form.beginning(count: count).utf8).span)
        for (position, document) in log.documents.enumerated() {
            let record = maker.record(document, position: position)
            try file.write(Array(form.text(of: record, isLast: position == count - 1).utf8).span)
            file.endRecord()
        }
        try file.write(Array(form.ending(count: count).utf8).span)
    }

    /// Fraction digits of the times by which the export's records are dated.
    func digits(_ log: CollectedLog) throws(ScenarioFault) -> Int { try form(of: log).digits }

    private func form(of log: CollectedLog) throws(ScenarioFault) -> any ExportForm {
        let zone = try ExportZone.table(siem.zone)
        let source = tenant.shape.source
        switch kind {
        case .elasticsearch: return ElasticForm(layout: .answer, source: source, digits: fractionDigits)
        case .elasticDump: return ElasticForm(layout: .lines, source: source, digits: fractionDigits)
        case .splunkCSV: return SplunkForm(layout: .csv, source: source, digits: fractionDigits, zone: zone)
        case .splunkJSON: return SplunkForm(layout: .exportLines, source: source, digits: fractionDigits, zone: zone)
        case .logAnalyticsCSV:
            let isAmerican = log.documents.contains { CivilTime(nanoseconds: $0.time).day > 12 }
            return LogAnalyticsForm(
                table: .init(source: source) ?? .custom, digits: fractionDigits, isAmerican: isAmerican)
        case .purviewCSV: return PurviewForm(layout: .portal)
        case .searchCSV: return PurviewForm(layout: .search)
        case .ndjson: return LineForm(digits: LogPrecision.digits(of: tenant.shape.resolution))
        }
    }
}

/// Units of time as numbers of fraction digits.
enum LogPrecision {
    /// Fraction digits of a unit given in nanoseconds, a power of ten up to a second.
    static func digits(of unit: Int64) -> Int {
        var (digits, unit) = (0, unit)
        while unit < 1_000_000_000 {
            unit *= 10
            digits += 1
        }
        return digits
    }
}
