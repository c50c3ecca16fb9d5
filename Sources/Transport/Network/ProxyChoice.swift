/// Decides through which proxy a host is reached: the configured one always, else the environment's.
///
/// The environment is read as other programs do: `HTTPS_PROXY` or `HTTP_PROXY` by the URL's scheme, `NO_PROXY` with
/// hosts, domains and `*`, lower-case names as well. This machine itself is never reached through one of those.
struct ProxyChoice: Sendable {
    private let configured: ProxyRoute?
    /// The environment's proxies as they are written; they matter only once a host is reached through one.
    private let secure: String?
    private let plain: String?
    private let exceptions: [String]

    /// - Parameters:
    ///   - proxy: the configured proxy's URL.
    ///   - environment: names and values.
    /// - Throws: ``TransportSetupFault`` when the configured URL is not one of a proxy that can be used.
    init(proxy: String?, environment: [String: String]) throws(TransportSetupFault) {
        func variable(_ name: String) -> String? {
            [name, name.lowercased()].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
        }
        configured = proxy.flatMap(ProxyRoute.init)
        if proxy != nil, configured == nil { throw TransportSetupFault(.proxy, place: "network.proxy") }
        secure = variable("HTTPS_PROXY")
        plain = variable("HTTP_PROXY")
        exceptions = (variable("NO_PROXY") ?? "").split { $0 == "," || $0 == " " }.map { $0.lowercased() }
    }

    /// The proxy for a host; nil for none.
    ///
    /// - Throws: a fault when the environment's proxy for it cannot be used.
    func route(to address: HTTPAddress) throws(SendFault) -> ProxyRoute? {
        if let configured { return configured }
        guard !address.isLoopback, !exceptions.contains(where: { Self.covers($0, address) }) else { return nil }
        guard let url = address.isSecure ? secure : plain else { return nil }
        guard let route = ProxyRoute(url) else {
            throw SendFault(.proxy, detail: (address.isSecure ? "HTTPS_PROXY" : "HTTP_PROXY") + " cannot be used")
        }
        return route
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
