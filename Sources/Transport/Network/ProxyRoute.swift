import AuditModel

/// Through which proxy a host is reached.
struct ProxyRoute: Hashable, Sendable {
    let host: String
    let port: Int
    /// `user:password`, decoded.
    private let login: String?

    /// The login, for the one place that sends it.
    var credential: Secret? { login.map { Secret($0) } }

    /// Reads `http://host:port`, with a login before the host or without; nil for anything else.
    init?(_ url: String) {
        let text = url.range(ofText: "://") == nil ? "http://" + url : url
        guard let scheme = text.range(ofText: "://") else { return nil }
        let rest = text[scheme.upperBound...]
        let authority = rest.prefix { $0 != "/" }
        let at = authority.lastIndex(of: "@")
        let place = at.map { authority[authority.index(after: $0)...] } ?? authority
        guard let address = HTTPAddress(String(text[..<scheme.upperBound] + place)), !address.isSecure else {
            return nil
        }
        host = address.host.filter { $0 != "[" && $0 != "]" }
        port = address.port
        login = at.map { String(decoding: PercentCoding.decoded(authority[..<$0]), as: UTF8.self) }
    }
}

extension ProxyRoute: CustomStringConvertible, CustomReflectable {
    var description: String { host + ":" + String(port) }
    var customMirror: Mirror { Mirror(self, children: [:]) }
}
