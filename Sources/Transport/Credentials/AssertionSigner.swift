import AuditModel
import Crypto
import CryptoExtras
import JWTKit
import SwiftASN1

/// Signs the JWTs that show who a client is.
struct AssertionSigner: Sendable {
    let assertion: TokenGrant.Assertion

    /// A signed JWT.
    ///
    /// - Parameters:
    ///   - audience: the token endpoint, used where the assertion names none.
    ///   - now: nanoseconds since the Unix epoch.
    ///   - id: 16 unpredictable bytes, for `jti`.
    /// - Throws: ``KeyFault`` when key or certificate cannot be used.
    func signed(audience: String, now: Int64, id: [UInt8]) async throws(KeyFault) -> Secret {
        var header = JWTHeader(fields: ["alg": .string(assertion.algorithm.rawValue), "typ": "JWT"])
        if let keyID = assertion.keyID { header.fields["kid"] = .string(keyID) }
        if let certificate = assertion.certificate, assertion.thumbprint != .none {
            let facts = try CertificateFacts(pem: certificate)
            let print = assertion.thumbprint == .sha1 ? facts.sha1Thumbprint : facts.sha256Thumbprint
            header.fields[assertion.thumbprint.rawValue] = .string(print)
        }
        let keys = try await keys()
        do {
            return Secret(try await keys.sign(claims(audience, now: now, id: id), header: header))
        } catch {
            throw KeyFault(.unreadableKey)
        }
    }

    private func claims(_ audience: String, now: Int64, id: [UInt8]) -> AssertionClaims {
        let seconds = Int(now / 1_000_000_000)
        let texts = [
            "iss": assertion.issuer, "sub": assertion.subject, "aud": assertion.audience ?? audience,
            "jti": Hexadecimal.guid(id),
        ].merging(assertion.claims.map { ($0.name, $0.value) }) { $1 }
        return AssertionClaims(
            // A service account that acts for itself has no subject.
            texts: texts.filter { !$0.value.isEmpty },
            // A minute back, for clocks that run a little behind ours.
            times: ["iat": seconds, "nbf": seconds - 60, "exp": seconds + assertion.lifeSeconds])
    }

    private func keys() async throws(KeyFault) -> JWTKeyCollection {
        let block = try PEMBlocks(assertion.key.revealed()).first(suffix: "PRIVATE KEY")
        let keys = JWTKeyCollection()
        let keyID = assertion.keyID.map { JWKIdentifier(string: $0) }
        do {
            switch assertion.algorithm {
            case .rs256:
                await keys.add(
                    rsa: try Insecure.RSA.PrivateKey(pem: block.pemString), digestAlgorithm: .sha256, kid: keyID)
            case .ps256:
                await keys.add(
                    pss: try Insecure.RSA.PrivateKey(pem: block.pemString), digestAlgorithm: .sha256, kid: keyID)
            case .es256: await keys.add(ecdsa: try ES256PrivateKey(pem: block.pemString), kid: keyID)
            }
        } catch {
            throw KeyFault(.unreadableKey)
        }
        return keys
    }
}

/// The claims of an assertion.
struct AssertionClaims: JWTPayload {
    let texts: [String: String]
    /// Seconds since the Unix epoch.
    let times: [String: Int]

    /// Nothing is checked: this side only signs.
    func verify(using algorithm: some JWTAlgorithm) {}
}

extension AssertionClaims {
    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(_ name: String) { stringValue = name }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Name.self)
        var (texts, times) = ([String: String](), [String: Int]())
        for key in container.allKeys {
            // Each value is one or the other.
            if let number = try? container.decode(Int.self, forKey: key) {
                times[key.stringValue] = number
            } else {
                texts[key.stringValue] = try container.decode(String.self, forKey: key)
            }
        }
        self.init(texts: texts, times: times)
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Name.self)
        for (name, text) in texts { try container.encode(text, forKey: Name(name)) }
        for (name, time) in times { try container.encode(time, forKey: Name(name)) }
    }
}
