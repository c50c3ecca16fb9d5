import AuditModel
import FileAccess

/// Writes an audit's two sides as files, with the truth beside them, so that an audit can be held to it offline.
package struct SimulatedAudit: Sendable {
    /// Names of the files beside the SIEM's.
    package static let authorityName = "authority.ndjson"
    package static let recordingName = "authority"
    package static let truthName = "truth.json"

    package let tenant: Tenant
    package let log: CollectedLog
    package let export: SIEMExport
    package let truth: AuditTruth
    private let now: Int64
    private let asked: Set<String>?

    /// Runs the scenario's collector on a tenant's log.
    ///
    /// - Parameter now: when both sides are read, nanoseconds since the Unix epoch, UTC.
    /// - Throws: ``ScenarioFault`` when the scenario names something that the simulators do not have.
    package init(of scenario: Scenario, tenant: Tenant, at now: Int64) throws(ScenarioFault) {
        self.tenant = tenant
        self.now = now
        export = try SIEMExport(of: scenario.siem, tenant: tenant)
        log = try Collector(of: scenario, tenant: tenant).collect(until: now)
        truth = try AuditTruth(of: tenant, at: now, log: log, export: export, scenario: scenario)
        asked = scenario.asked.map { Set($0) }
    }

    /// Writes `authority.ndjson`, the SIEM's export, `truth.json`, `missing.ids` and `extra.ids` into a new or empty
    /// folder; an authority that is pulled elsewhere can be left out.
    ///
    /// Where the source tells when records became readable, the authority can be a recording in the folder `authority`.
    ///
    /// - Parameters:
    ///   - authority: the name the audit will give its authority by, where this does not write it.
    ///   - recorded: whether to write a recording where one is possible.
    /// - Returns: the authority's name in the folder, or the one that was given.
    @discardableResult
    package func write(to path: String, authority: String? = nil, recorded: Bool = false) throws -> String {
        let isRecorded = recorded && AuthorityRecording.isPossible(for: tenant)
        let name = authority ?? (isRecorded ? Self.recordingName : Self.authorityName)
        let folder = try RunFolder.adopt(path, start: now, name: "simulated") { [UInt8](repeating: 0, count: $0) }
        if authority == nil, !isRecorded { try writeAuthority(to: folder) }
        let siem = try folder.file(export.kind.fileName)
        try export.write(log, to: siem)
        _ = try siem.finish()
        let json = truth.json(source: name, siemInput: export.kind.fileName)
        try write(json.text(pretty: true) + "\n", to: Self.truthName, in: folder)
        try write(truth.missing.map { $0 + "\n" }.joined(), to: "missing.ids", in: folder)
        try write(truth.extra.map { $0 + "\n" }.joined(), to: "extra.ids", in: folder)
        try folder.commit()
        if authority == nil, isRecorded {
            try AuthorityRecording(tenant: tenant, now: now, asked: asked).write(to: path + "/" + name)
        }
        return name
    }

    /// One record a line, in the order of the log.
    private func writeAuthority(to folder: RunFolder) throws {
        let file = try folder.file(Self.authorityName)
        for record in tenant.records
        where record.available <= now && (asked?.contains(tenant.type(of: record)) ?? true) {
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
