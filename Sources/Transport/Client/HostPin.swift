/// The hosts that may see a credential: scheme, host and port of the configured base URLs.
///
/// Plain `http` is allowed only to this machine, and only where a base URL says so.
struct HostPin: Hashable, Sendable {
    private struct Origin: Hashable {
        let isSecure: Bool
        let host: String
        let port: Int

        init(_ address: HTTPAddress) {
            isSecure = address.isSecure
            host = address.host
            port = address.port
        }
    }

    /// Why a URL may not be asked.
    enum Refusal: Error, Hashable {
        /// Its form leaves open where it leads.
        case unclear
        /// It leads to this host, which is not configured.
        case foreign(String)
        /// It leads to this host without TLS.
        case plain(String)
    }

    private let origins: Set<Origin>

    /// Pins the hosts of base URLs; one that is not clear pins nothing.
    init(bases: [String]) {
        origins = Set(bases.compactMap(HTTPAddress.init).map(Origin.init))
    }

    /// Where the URL leads, if that is allowed.
    func address(of url: String) throws(Refusal) -> HTTPAddress {
        guard let address = HTTPAddress(url) else { throw .unclear }
        guard address.isSecure || address.isLoopback else { throw .plain(address.name) }
        guard origins.contains(Origin(address)) else { throw .foreign(address.name) }
        return address
    }
}
