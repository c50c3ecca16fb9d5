import AuditModel

/// What a client of a simulator has to be told.
package struct HostConfiguration: Hashable, Sendable {
    package let sources: [ServiceConfiguration]
    /// Path of the authority's certificate; nil without TLS.
    package let authority: String?

    /// A simulator bears far more than the services it plays allow; their own limits are for the cloud.
    private static let limits = "{requests: 600000, per: 1m, in_flight: 16}"

    /// Gathers the entries of all services.
    package init(sources: [ServiceConfiguration], authority: String?) {
        self.sources = sources
        self.authority = authority
    }

    /// Names and values of the environment variables the entries refer to, each once.
    package var environment: [ServiceConfiguration.Key] {
        var seen: Set<String> = []
        return sources.flatMap(\.environment).filter { seen.insert($0.name).inserted }
    }

    /// A `siemgap.yaml` with every source.
    package var text: String {
        var lines = ["schema: 1"]
        if let authority { lines.append("network: {ca: {file: \(JSONValue.string(authority).text())}}") }
        lines.append("sources:")
        for source in sources {
            lines.append("  \(source.name):")
            lines += source.keys.map { "    \($0.name): \($0.value)" }
            lines.append("    limits: \(Self.limits)")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
