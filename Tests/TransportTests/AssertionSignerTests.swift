import AuditModel
import Crypto
import CryptoExtras
import FoundationEssentials
import Testing

@testable import Transport

struct AssertionSignerTests {
    private func assertion(_ algorithm: TokenGrant.Assertion.Algorithm, _ key: String) -> TokenGrant.Assertion {
        TokenGrant.Assertion(algorithm: algorithm, key: Secret(key), issuer: "app", subject: "user@example.test")
    }

    private func sign(_ assertion: TokenGrant.Assertion) async throws -> [String] {
        let token = try await AssertionSigner(assertion: assertion).signed(
            audience: "https://login.example/token", now: HandClock.start, id: Array(0..<16))
        return token.revealed().split(separator: ".").map(String.init)
    }

    private func json(_ part: String) throws -> ReplyJSON {
        let bytes = try #require(Base64URL.decoded(part))
        return try #require(ReplyJSON(parsing: bytes))
    }

    @Test(arguments: [TokenGrant.Assertion.Algorithm.rs256, .ps256], [true, false])
    func rsaKeysOfBothForms(_ algorithm: TokenGrant.Assertion.Algorithm, _ isPKCS8: Bool) async throws {
        let key = try #require(TestKeys.rsa)
        let parts = try await sign(assertion(algorithm, isPKCS8 ? key.pkcs8PEMRepresentation : key.pemRepresentation))
        let signature = _RSA.Signing.RSASignature(rawRepresentation: Data(try #require(Base64URL.decoded(parts[2]))))
        let digest = SHA256.hash(data: Data((parts[0] + "." + parts[1]).utf8))
        let padding: _RSA.Signing.Padding = algorithm == .rs256 ? .insecurePKCS1v1_5 : .PSS
        #expect(key.publicKey.isValidSignature(signature, for: digest, padding: padding))
        #expect(try json(parts[0]).value(at: "alg")?.scalarText == algorithm.rawValue)
    }

    @Test func curveKeys() async throws {
        let parts = try await sign(assertion(.es256, TestKeys.curve.pemRepresentation))
        let signature = try P256.Signing.ECDSASignature(rawRepresentation: try #require(Base64URL.decoded(parts[2])))
        let text = Data((parts[0] + "." + parts[1]).utf8)
        #expect(TestKeys.curve.publicKey.isValidSignature(signature, for: text))
    }

    @Test func claimsAndHeader() async throws {
        let pem = try TestKeys.certificate(from: Date(timeIntervalSince1970: 0), to: Date(timeIntervalSince1970: 1))
        var assertion = assertion(.es256, TestKeys.curve.pemRepresentation)
        assertion.certificate = pem
        assertion.thumbprint = .sha256
        assertion.keyID = "key-1"
        assertion.claims = [.init("scope", "logs.read")]
        let parts = try await sign(assertion)
        let (header, claims) = (try json(parts[0]), try json(parts[1]))
        #expect(header.value(at: "typ")?.scalarText == "JWT" && header.value(at: "kid")?.scalarText == "key-1")
        #expect(header.value(at: "x5t#S256")?.scalarText == (try CertificateFacts(pem: pem)).sha256Thumbprint)
        let expected = [
            "iss": "app", "sub": "user@example.test", "aud": "https://login.example/token", "scope": "logs.read",
            "jti": "00010203-0405-0607-0809-0a0b0c0d0e0f", "iat": "1767225600", "nbf": "1767225540",
            "exp": "1767226200",
        ]
        for (name, text) in expected { #expect(claims.value(at: name)?.scalarText == text, "\(name)") }
    }

    @Test func anEmptySubjectIsLeftOutAndTheAudienceCanBeOwn() async throws {
        var assertion = assertion(.es256, TestKeys.curve.pemRepresentation)
        assertion.subject = ""
        assertion.audience = "https://own.example"
        let claims = try json(try await sign(assertion)[1])
        #expect(claims.value(at: "sub") == nil && claims.value(at: "aud")?.scalarText == "https://own.example")
    }

    @Test(arguments: [
        ("", KeyFault.Reason.notPEM),
        ("-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----", .encryptedKey),
        ("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----", .noKey),
        ("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----", .unreadableKey),
        (TestKeys.curve.pemRepresentation, .unreadableKey),
    ])
    func unusableKeys(_ key: String, _ reason: KeyFault.Reason) async {
        await #expect(throws: KeyFault(reason)) { try await sign(assertion(.rs256, key)) }
    }
}
