import AuditModel
import FileAccess

/// Writes an audit's two sides as files, with the truth beside them, so that an audit can be held to it offline.
package struct SimulatedAudit: Sendable {
    /// Names of the files beside the SIEM's.
    package static let authorityName = "authority.ndjson"
    package static let truthName = "truth.json"

    package let tenant: Tenant
    package let log: CollectedLog
    package let export: SIEMExport
    package let truth: AuditTruth
    private let now: Int64

    /// Runs the scenario's collector on a tenant's log.
    ///
    /// - Parameter now: when both sides are read, nanoseconds since the Unix epoch, UTC.
    /// - Throws: ``ScenarioFault`` when the scenario names something that the simulators do not have.
    package init(of scenario: Scenario, tenant: Tenant, at now: Int64) throws(ScenarioFault) {
        self.tenant = tenant
        self.now = now
        export = try SIEMExport(of: scenario.siem, tenant: tenant)
        log = try Collector(of: scenario, tenant: tenant).collect(until: now)
        truth = try AuditTruth(of: tenant, at: now, log: log, export: export)
    }

    /// Writes `authority.ndjson`, the SIEM's export, `truth.json`, `missing.ids` and `extra.ids` into a new or empty
    /// folder; an authority that is pulled elsewhere can be left out.
    ///
    /// - Parameter authority: the name the audit will give its authority by, where this does not write it.
    package func write(to path: String, authority: String? = nil) throws {
        let folder = try RunFolder.adopt(path, start: now, name: "simulated") { [UInt8](repeating: 0, count: $0) }
        if authority == nil { try writeAuthority(to: folder) }
        let siem = try folder.file(export.kind.fileName)
        try export.write(log, to: siem)
        _ = try siem.finish()
        let json = truth.json(source: authority ?? Self.authorityName, siemInput: export.kind.fileName)
        try write(json.text(pretty: true) + "\n", to: Self.truthName, in: folder)
        try write(truth.missing.map { $0 + "\n" }.joined(), to: "missing.ids", in: folder)
        try write(truth.extra.map { $0 + "\n" }.joined(), to: "extra.ids", in: folder)
        try folder.commit()
    }

    /// One record a line, in the order of the log.
    private func writeAuthority(to folder: RunFolder) throws {
        let file = try folder.file(Self.authorityName)
        for record in tenant.records where record.available <= now {
            try file.write((tenant.body(of: record) + [0x0A]).span)
            file.endRecord()
        }
        _ = try file.finish()
    }

    private func write(_ text: String, to name: String, in folder: RunFolder) throws {
        let file = try folder.file(name)
        try file.write(Array(text.utf8).span)
        _ = try file.finish()
    }
}
