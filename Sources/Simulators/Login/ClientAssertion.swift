import ByteScan

/// A JWT by which a client proves that it holds the key of a registered certificate.
///
/// Source: "Microsoft identity platform application authentication certificate credentials", MicrosoftDocs/entra-docs.
struct ClientAssertion {
    private let header: JSONTree
    private let claims: JSONTree
    private let signed: [UInt8]
    private let signature: [UInt8]

    /// Takes the three parts of a JWT apart.
    init(parsing text: String) throws(AADSTSFault) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, let head = Base64URL.bytes(of: parts[0]), let body = Base64URL.bytes(of: parts[1]),
            let signature = Base64URL.bytes(of: parts[2]),
            // Why the parts are no JSON is of no use to the client.
            let header = try? JSONTree(parsing: head), let claims = try? JSONTree(parsing: body)
        else { throw .malformedAssertion }
        self.header = header
        self.claims = claims
        self.signature = signature
        signed = Array((parts[0] + "." + parts[1]).utf8)
    }

    /// Verifies signature, certificate, audience, issuer and time.
    ///
    /// - Parameters:
    ///   - endpoint: the URL the assertion was posted to.
    ///   - now: nanoseconds since the Unix epoch, UTC.
    func verify(
        for client: SimulatorClient, endpoint: String, now: Int64
    ) throws(AADSTSFault) {
        guard let certificate = client.certificate else { throw .unknownCertificate }
        let thumbprints = [("x5t", certificate.sha1), ("x5t#S256", certificate.sha256)]
        let named = thumbprints.compactMap { name, digest in header[name]?.text.map { ($0, digest) } }
        guard !named.isEmpty else { throw .noThumbprint }
        // Some clients pad the text, and the service takes it.
        guard named.allSatisfy({ text, digest in Base64URL.bytes(of: text) == digest }) else {
            throw .unknownCertificate
        }
        let algorithm = header["alg"]?.text
        guard algorithm == "RS256" || algorithm == "PS256",
            certificate.isValid(signature, of: signed, pss: algorithm == "PS256")
        else { throw .badSignature }
        guard claims["aud"]?.text == endpoint else { throw .otherAudience }
        guard claims["iss"]?.text == client.id, claims["sub"]?.text == client.id else { throw .otherIssuer }
        let second = Double(now / 1_000_000_000)
        // Five minutes of skew, as Microsoft's services allow.
        guard let end = seconds("exp"), end + 300 > second, (seconds("nbf") ?? 0) - 300 <= second else {
            throw .assertionExpired
        }
    }
    /// A time claim, in seconds since the Unix epoch; some clients write fractions (RFC 7519 §2, NumericDate).
    private func seconds(_ name: String) -> Double? {
        guard case .number(let digits)? = claims[name] else { return nil }
        return Double(String(decoding: digits, as: UTF8.self))
    }
}
