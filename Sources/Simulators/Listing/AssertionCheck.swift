import ByteScan

/// Checks the signed JWT with which a service account shows who it is (RFC 7523).
struct AssertionCheck {
    let client: SimulatorClient
    /// What the token's `aud` must be.
    let audience: String
    /// Nanoseconds since the Unix epoch.
    let now: Int64

    /// The claims of a valid assertion, nil for any other.
    ///
    /// Valid is what is RS256, signed with the client's key, made for the audience and alive for at most an hour; five
    /// minutes of clock skew are forgiven.
    func claims(of assertion: String) -> JSONTree? {
        let parts = assertion.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, let head = tree(parts[0]), let claims = tree(parts[1]),
            let signature = Base64URL.bytes(of: parts[2]), head["alg"]?.text == "RS256",
            let certificate = client.certificate,
            certificate.isValid(signature, of: Array("\(parts[0]).\(parts[1])".utf8), pss: false)
        else { return nil }
        let second = Int(now / 1_000_000_000)
        guard claims["aud"]?.text == audience, let end = claims["exp"]?.integer, end > second - 300,
            end <= second + 3600 + 300, (claims["iat"]?.integer ?? second) <= second + 300
        else { return nil }
        return claims
    }

    private func tree(_ part: String) -> JSONTree? {
        guard let bytes = Base64URL.bytes(of: part) else { return nil }
        return try? JSONTree(parsing: bytes)
    }
}
