import Auditing
import Reports

extension AuditCommand {
    /// The options as values; no input is opened here.
    ///
    /// - Parameter machineZone: the value of `TZ`.
    func request(machineZone: String?) throws(UsageFault) -> AuditRequest {
        try checkSides()
        var request = AuditRequest()
        request.authority = try authority.request()
        request.siem = try siem.request()
        request.window = try window.request(machineZone: machineZone)
        request.settle = try window.settleTime()
        try comparison.apply(to: &request)
        try runOptions.apply(to: &request)
        request.settings = settings
        return request
    }

    private func checkSides() throws(UsageFault) {
        let example = "siemgap audit --source events.ndjson --siem export.csv"
        guard !authority.source.isEmpty else { throw UsageFault("--source is missing", fix: example) }
        guard !siem.siem.isEmpty else { throw UsageFault("--siem is missing", fix: example) }
        guard (authority.source + siem.siem).filter({ $0 == "-" }).count <= 1 else {
            throw UsageFault("standard input can be one input only", fix: "write the other one to a file")
        }
        guard !(authority.source + siem.siem).contains("") else {
            throw UsageFault("--source or --siem is empty", fix: example)
        }
    }

    /// What was given, and the defaults that took effect.
    private var settings: [AuditRequest.Setting] {
        let given: [(String, String?, default: String?)] = [
            ("source", authority.source.joined(separator: " "), nil), ("siem", siem.siem.joined(separator: " "), nil),
            ("source-format", authority.sourceFormat, nil), ("source-id", authority.sourceId, nil),
            ("source-time", authority.sourceTime, nil), ("source-zone", authority.sourceZone, nil),
            ("siem-format", siem.siemFormat, nil), ("siem-id", siem.siemId, nil), ("siem-time", siem.siemTime, nil),
            ("siem-zone", siem.siemZone, nil), ("from", window.from, nil), ("to", window.to, nil),
            ("last", window.last, nil), ("settle", window.settle, nil),
            ("where", comparison.where.isEmpty ? nil : comparison.where.joined(separator: " "), nil),
            ("match", comparison.match, nil), ("time-tolerance", comparison.timeTolerance, "0s"),
            ("tolerance", comparison.tolerance, "0"),
            ("expect-empty", comparison.expectEmpty ? "true" : nil, "false"),
            ("memory", runOptions.memory, "512MiB"),
            ("no-input-digest", runOptions.noInputDigest ? "true" : nil, "false"), ("name", runOptions.name, "audit"),
            ("out", runOptions.out, nil),
        ]
        return given.compactMap { name, value, fallback in
            (value ?? fallback).map { .init(name: name, value: $0, origin: value == nil ? "default" : "flag") }
        }
    }
}
