/// Decides through which proxy a host is reached: the configured one always, else the environment's.
///
/// The environment is read as other programs do: `HTTPS_PROXY` or `HTTP_PROXY` by the URL's scheme, `NO_PROXY` with
/// hosts, domains and `*`, lower-case names as well. This machine itself is never reached through one of those.
struct ProxyChoice: Sendable {
    private let configured: ProxyRoute?
    private let secure: ProxyRoute?
    private let plain: ProxyRoute?
    private let exceptions: [String]

    /// - Parameters:
    ///   - proxy: the configured proxy's URL.
    ///   - environment: names and values.
    /// - Throws: ``TransportSetupFault`` when a URL is not one of a proxy that can be used.
    init(proxy: String?, environment: [String: String]) throws(TransportSetupFault) {
        func variable(_ name: String) -> (name: String, value: String)? {
            for name in [name, name.lowercased()] {
                if let value = environment[name], !value.isEmpty { return (name, value) }
            }
            return nil
        }
        func route(_ url: String, _ place: String) throws(TransportSetupFault) -> ProxyRoute {
            guard let route = ProxyRoute(url) else { throw TransportSetupFault(.proxy, place: place) }
            return route
        }
        configured = if let proxy { try route(proxy, "network.proxy") } else { nil }
        secure = if let found = variable("HTTPS_PROXY") { try route(found.value, found.name) } else { nil }
        plain = if let found = variable("HTTP_PROXY") { try route(found.value, found.name) } else { nil }
        exceptions = (variable("NO_PROXY")?.value ?? "").split { $0 == "," || $0 == " " }.map { $0.lowercased() }
    }

    /// The proxy for a host; nil for none.
    func route(to address: HTTPAddress) -> ProxyRoute? {
        if let configured { return configured }
        guard !address.isLoopback, !exceptions.contains(where: { Self.covers($0, address) }) else { return nil }
        return address.isSecure ? secure : plain
    }

    private static func covers(_ exception: String, _ address: HTTPAddress) -> Bool {
        if exception == "*" { return true }
        var name = exception[...]
        if let colon = name.lastIndex(of: ":"), let port = Int(name[name.index(after: colon)...]) {
            guard port == address.port else { return false }
            name = name[..<colon]
        }
        if name.hasPrefix("*") { name = name.dropFirst() }
        if name.hasPrefix(".") { name = name.dropFirst() }
        return !name.isEmpty && (address.host == name || address.host.hasSuffix("." + name))
    }
}
