/// A URL taken apart without changing a byte of it (RFC 3986 §3).
struct URLText {
    /// `https`; empty for a relative reference.
    let scheme: Substring
    /// Host and port, and what stands before an `@`; nil when the reference has none.
    let authority: Substring?
    let path: Substring
    /// Without its question mark; nil when there is none.
    let query: Substring?

    init(_ text: String) {
        var rest = Substring(text)
        rest = rest[..<(rest.firstIndex(of: "#") ?? rest.endIndex)]
        if let colon = rest.firstIndex(of: ":"), rest[..<colon].allSatisfy({ $0.isLetter || $0.isNumber }),
            !rest[..<colon].isEmpty
        {
            scheme = rest[..<colon]
            rest = rest[rest.index(after: colon)...]
        } else {
            scheme = ""
        }
        if rest.hasPrefix("//") {
            rest = rest.dropFirst(2)
            let end = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
            authority = rest[..<end]
            rest = rest[end...]
        } else {
            authority = nil
        }
        let mark = rest.firstIndex(of: "?")
        path = rest[..<(mark ?? rest.endIndex)]
        query = mark.map { rest[rest.index(after: $0)...] }
    }

    /// `https://host:port`; nil for a relative reference.
    var origin: String? { authority.map { "\(scheme.lowercased())://\($0.lowercased())" } }

    /// The host without port and what stands before an `@`.
    var host: String? {
        guard let authority else { return nil }
        let name = authority.split(separator: "@").last ?? authority
        if name.hasPrefix("[") { return String(name[...(name.firstIndex(of: "]") ?? name.startIndex)]).lowercased() }
        return name[..<(name.firstIndex(of: ":") ?? name.endIndex)].lowercased()
    }

    /// Path and query as they were written.
    var target: String { path + (query.map { "?" + $0 } ?? "") }

    /// The absolute URL that a reference found in an answer of `base` stands for.
    static func resolve(_ reference: String, against base: String) -> String {
        let link = URLText(reference)
        if link.authority != nil, !link.scheme.isEmpty { return reference }
        let base = URLText(base)
        if link.authority != nil { return "\(base.scheme):\(reference)" }
        let origin = "\(base.scheme)://\(base.authority ?? "")"
        if link.path.hasPrefix("/") { return origin + reference }
        if link.path.isEmpty { return origin + base.path + reference }
        let folder = base.path.lastIndex(of: "/").map { base.path[...$0] } ?? "/"
        return origin + folder + reference
    }

    /// The URL with further query pairs behind those it has.
    static func adding(_ pairs: [(key: String, value: String)], to url: String) -> String {
        guard !pairs.isEmpty else { return url }
        let mark = URLText(url).query == nil ? "?" : "&"
        return url + mark + PercentEncoding.joined(pairs)
    }

    /// Names of query keys whose values are credentials, lower case.
    private static let credentialKeys: Set<Substring> = [
        "access_token", "api_key", "apikey", "api-key", "auth", "client_secret", "code", "key", "password", "secret",
        "sig", "signature", "x-amz-credential", "x-amz-security-token", "x-amz-signature",
    ]

    /// Whether the URL may hold a credential, so that it must not be kept.
    var mayHoldCredential: Bool {
        if authority?.contains("@") == true { return true }
        return (query ?? "").split(separator: "&").contains { pair in
            Self.credentialKeys.contains(Substring(pair[..<(pair.firstIndex(of: "=") ?? pair.endIndex)].lowercased()))
        }
    }
}
