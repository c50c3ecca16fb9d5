import AuditModel

/// What a client of a simulator has to be told.
package struct HostConfiguration: Hashable, Sendable {
    package let sources: [ServiceConfiguration]
    /// SIEMs that can be asked.
    package let siems: [ServiceConfiguration]
    /// Path of the authority's certificate; nil without TLS.
    package let authority: String?

    /// A simulator bears far more than the services it plays allow; their own limits are for the cloud.
    private static let limits = "{requests: 600000, per: 1m, in_flight: 16}"

    /// Gathers the entries of all services.
    package init(sources: [ServiceConfiguration], siems: [ServiceConfiguration] = [], authority: String?) {
        self.sources = sources
        self.siems = siems
        self.authority = authority
    }

    /// Names and values of the environment variables the entries refer to, each once.
    package var environment: [ServiceConfiguration.Key] {
        var seen: Set<String> = []
        return (sources + siems).flatMap(\.environment).filter { seen.insert($0.name).inserted }
    }

    /// A `siemgap.yaml` with every source and SIEM.
    package var text: String { text(moreSources: [], moreSIEMs: []) }

    /// A `siemgap.yaml` with every source and SIEM, and further entries of one line each.
    package func text(moreSources: [String], moreSIEMs: [String]) -> String {
        var lines = ["schema: 1"]
        if let authority { lines.append("network: {ca: {file: \(JSONValue.string(authority).text())}}") }
        lines.append("sources:")
        for source in sources {
            lines.append("  \(source.name):")
            lines += source.keys.map { "    \($0.name): \($0.value)" }
            lines.append("    limits: \(Self.limits)")
        }
        lines += moreSources.map { "  " + $0 }
        if !siems.isEmpty || !moreSIEMs.isEmpty { lines.append("siems:") }
        for siem in siems {
            lines.append("  \(siem.name):")
            lines += siem.keys.map { "    \($0.name): \($0.value)" }
        }
        lines += moreSIEMs.map { "  " + $0 }
        return lines.joined(separator: "\n") + "\n"
    }
}
