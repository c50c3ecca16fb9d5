import AuditModel
import Auditing
import Reports
import Settings

extension AuditCommand {
    /// What the options and the configuration together ask for; no input is opened here.
    ///
    /// - Parameter machineZone: the value of `TZ`.
    func request(in surroundings: ConfiguredSurroundings, machineZone: String?) throws -> AuditRequest {
        var request = AuditRequest()
        var origins: [String: String] = [:]
        if let configured {
            let audit = try audit(named: configured, in: surroundings.configuration)
            audit.apply(to: &request)
            origins["name"] = audit.mark.text
            for given in audit.given {
                origins[given.key.split(separator: "_").joined(separator: "-")] = given.mark.text
            }
        }
        try authority.apply(to: &request.authority)
        try siem.apply(to: &request.siem)
        if let window = try window.request(machineZone: machineZone) { request.window = window }
        if let settle = try window.settleTime() {
            request.settle = settle
            request.settledBy = .flag
        }
        try comparison.apply(to: &request)
        try runOptions.apply(to: &request)
        try checkSides(request)
        try surroundings.resolveNames(in: &request)
        for name in flags { origins[name] = "flag" }
        request.settings =
            (configured.map { [AuditRequest.Setting(name: "audit", value: $0, origin: "flag")] } ?? [])
            + RequestSettings.texts(request).map { name, value in
                AuditRequest.Setting(name: name, value: value, origin: origins[name] ?? "default")
            }
        return request
    }

    private func audit(named name: String, in configuration: Configuration) throws(UsageFault) -> NamedAudit {
        if let audit = configuration.audit(named: name) { return audit }
        let names = configuration.audits.map(\.name)
        let nearest = NearestWord.find(name, among: names).map { "did you mean \($0)? " } ?? ""
        let known = names.isEmpty ? "none is configured" : "configured: \(names.joined(separator: " "))"
        throw UsageFault(
            "there is no audit \"\(name)\"",
            fix: nearest + known
                + (configuration.file.isEmpty ? "; write a configuration with: siemgap config init" : ""))
    }

    private func checkSides(_ request: AuditRequest) throws(UsageFault) {
        let example = "siemgap audit --source events.ndjson --siem export.csv"
        let (source, siem) = (request.authority.specs, request.siem.specs)
        guard !source.isEmpty else { throw UsageFault("--source is missing", fix: example) }
        guard !siem.isEmpty else { throw UsageFault("--siem is missing", fix: example) }
        guard (source + siem).filter({ $0 == "-" }).count <= 1 else {
            throw UsageFault("standard input can be one input only", fix: "write the other one to a file")
        }
        guard !(source + siem).contains("") else { throw UsageFault("--source or --siem is empty", fix: example) }
    }

    /// Names of the settings that were given on the command line.
    private var flags: [String] {
        let given: [(String, Bool)] = [
            ("source", !authority.source.isEmpty), ("siem", !siem.siem.isEmpty),
            ("source-format", authority.sourceFormat != nil), ("source-id", authority.sourceId != nil),
            ("source-time", authority.sourceTime != nil), ("source-zone", authority.sourceZone != nil),
            ("siem-format", siem.siemFormat != nil), ("siem-id", siem.siemId != nil),
            ("siem-time", siem.siemTime != nil), ("siem-zone", siem.siemZone != nil), ("from", window.from != nil),
            ("to", window.to != nil), ("last", window.last != nil), ("settle", window.settle != nil),
            ("where", !comparison.where.isEmpty), ("match", comparison.match != nil),
            ("time-tolerance", comparison.timeTolerance != nil), ("tolerance", comparison.tolerance != nil),
            ("expect-empty", comparison.expectEmpty), ("memory", runOptions.memory != nil),
            ("no-input-digest", runOptions.noInputDigest), ("redact", runOptions.redact),
            ("pulls", runOptions.pulls != nil),
            ("name", runOptions.name != nil), ("out", runOptions.out != nil),
        ]
        return given.filter(\.1).map(\.0)
    }
}

extension NamedAudit {
    /// Puts what the configuration says into a request.
    func apply(to request: inout AuditRequest) {
        request.name = name
        request.authority.specs = source
        request.siem.specs = siem
        Self.apply(sourceSettings, to: &request.authority)
        Self.apply(siemSettings, to: &request.siem)
        if let last {
            request.window = .last(length: last.nanoseconds, unit: last.unit.nanoseconds)
        } else if from != nil || to != nil {
            request.window = .bounds(from: from, to: to)
        }
        if let settle {
            request.settle = settle
            request.settledBy = .configured
        }
        request.filters = conditions
        request.match = match
        request.timeTolerance = timeTolerance ?? request.timeTolerance
        request.tolerance = tolerance ?? request.tolerance
        request.expectsEmpty = expectEmpty ?? request.expectsEmpty
        request.exitsZeroOnGaps = exitZeroOnGaps ?? false
        request.memoryBytes = memory ?? request.memoryBytes
        request.digestsInputs = !(noInputDigest ?? false)
        request.pulls = pulls ?? 1
        request.redacts = redact ?? false
        request.acceptances = accept
        request.watches = watch
    }

    private static func apply(_ settings: SideSettings, to side: inout SideRequest) {
        side.format = settings.format
        side.idPaths = settings.id
        side.timePath = settings.time
        side.zone = settings.zone
    }
}
