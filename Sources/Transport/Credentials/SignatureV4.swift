import AuditModel
import Crypto
import FoundationEssentials

/// AWS Signature Version 4 (AWS General Reference, signing requests).
struct SignatureV4: Sendable {
    let key: AuthStyle.AWSKey
    let region: String
    let service: String

    /// What is hashed and signed on the way; tests compare each with published values.
    struct Steps: Hashable {
        let signedHeaders: String
        let payloadHash: String
        let canonicalHash: String
        let signature: String
    }

    /// The headers that sign the call: `x-amz-date`, `x-amz-security-token` for temporary keys, `Authorization`.
    ///
    /// - Parameter now: nanoseconds since the Unix epoch.
    func headers(for call: HTTPCall, at address: HTTPAddress, now: Int64) -> [HTTPCall.Header] {
        var added = [HTTPCall.Header("x-amz-date", SigningTime(now).text)]
        if let token = key.sessionToken { added.append(.init("x-amz-security-token", token.revealed())) }
        var signed = call
        signed.headers += added
        let steps = steps(for: signed, at: address, now: now)
        let scope = scope(SigningTime(now))
        return added + [
            .init(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=\(key.id)/\(scope), SignedHeaders=\(steps.signedHeaders), "
                    + "Signature=\(steps.signature)")
        ]
    }

    /// Signs a call that holds its `x-amz-…` headers already.
    func steps(for call: HTTPCall, at address: HTTPAddress, now: Int64) -> Steps {
        let headers = canonicalHeaders(call, address)
        let signedHeaders = headers.map(\.name).joined(separator: ";")
        let payloadHash = Hexadecimal.text(SHA256.hash(data: Data(call.body ?? [])))
        let canonical = [
            call.method.uppercased(), canonicalPath(address), canonicalQuery(address),
            headers.map { $0.name + ":" + $0.value + "\n" }.joined(), signedHeaders, payloadHash,
        ].joined(separator: "\n")
        let canonicalHash = Hexadecimal.text(SHA256.hash(data: Data(canonical.utf8)))
        let time = SigningTime(now)
        let text = ["AWS4-HMAC-SHA256", time.text, scope(time), canonicalHash].joined(separator: "\n")
        return Steps(
            signedHeaders: signedHeaders, payloadHash: payloadHash, canonicalHash: canonicalHash,
            signature: Hexadecimal.text(code(text, signingKey(time.day))))
    }

    /// The key of one day, region and service.
    func signingKey(_ day: String) -> [UInt8] {
        let start = Array(("AWS4" + key.secret.revealed()).utf8)
        return [day, region, service, "aws4_request"].reduce(start) { code($1, $0) }
    }

    private func code(_ text: String, _ key: [UInt8]) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: Data(text.utf8), using: SymmetricKey(data: Data(key))))
    }

    private func scope(_ time: SigningTime) -> String { "\(time.day)/\(region)/\(service)/aws4_request" }

    private func canonicalHeaders(_ call: HTTPCall, _ address: HTTPAddress) -> [HTTPCall.Header] {
        let signed = call.headers.map { HTTPCall.Header($0.name.lowercased(), $0.value) }
            .filter { $0.name == "content-type" || $0.name.hasPrefix("x-amz-") }
        return (signed + [.init("host", address.name)]).sorted { $0.name < $1.name }
            .map { .init($0.name, $0.value.split(separator: " ").joined(separator: " ")) }
    }

    private func canonicalPath(_ address: HTTPAddress) -> String {
        // Every service but S3 encodes the path, as it is sent, once more.
        service == "s3" ? address.path : PercentCoding.encoded(address.path.utf8, alsoPlain: "/")
    }

    private func canonicalQuery(_ address: HTTPAddress) -> String {
        let pairs = address.parameters.map { name, value in
            (PercentCoding.encoded(PercentCoding.decoded(name)), PercentCoding.encoded(PercentCoding.decoded(value)))
        }
        return pairs.sorted { $0 < $1 }.map { $0 + "=" + $1 }.joined(separator: "&")
    }
}
