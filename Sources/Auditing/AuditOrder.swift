package import Settings

/// What an audit is asked to do, what it has to ask for itself, and where it keeps the answers.
package struct AuditOrder: Sendable {
    package var request: AuditRequest
    /// The configured sources that the authority's specs name, in their order.
    package var sources: [NamedSource]
    /// The configured SIEMs to be asked that the other side's specs name, in their order.
    package var siems: [NamedSIEM]
    package var network: NetworkSettings
    package var state: StateFolder
    /// A run whose recordings are audited again.
    package var replayed: PastRun?
    /// A run to go on with; its recordings are completed, its folder is used.
    package var resumed: PastRun?

    /// Whether there is anybody to be asked.
    package var asks: Bool { !sources.isEmpty || !siems.isEmpty }

    /// An order that asks nobody unless sources or SIEMs are named.
    package init(
        _ request: AuditRequest, sources: [NamedSource] = [], siems: [NamedSIEM] = [],
        network: NetworkSettings = NetworkSettings(), state: StateFolder
    ) {
        self.request = request
        self.sources = sources
        self.siems = siems
        self.network = network
        self.state = state
    }
}
