import Crypto
import FoundationEssentials
import Testing

@testable import Transport

struct CertificateFactsTests {
    @Test func thumbprintsAreOfTheRawDigest() {
        let der = Array("siemgap-not-a-certificate".utf8)
        #expect(CertificateFacts.sha1Thumbprint(der: der) == "__Hv9_0MZ1eYXuwpXF7xpi1RRts")
        #expect(CertificateFacts.sha256Thumbprint(der: der) == "-4kOHq91nGO-A0nfn3zgEcUfi3Jr7UWVZS8iSLm-2i0")
    }

    @Test func subjectAndValidity() throws {
        let pem = try TestKeys.certificate(
            from: Date(timeIntervalSince1970: 1_767_225_600), to: Date(timeIntervalSince1970: 1_798_761_600))
        let facts = try CertificateFacts(pem: "Bag Attributes\n" + TestKeys.curve.pemRepresentation + "\n" + pem)
        #expect(facts.subject == "CN=siemgap test")
        #expect(facts.notBefore == 1_767_225_600_000_000_000 && facts.notAfter == 1_798_761_600_000_000_000)
        #expect(facts.sha1Thumbprint.count == 27 && facts.sha256Thumbprint.count == 43)
    }

    @Test(arguments: [
        ("", KeyFault.Reason.notPEM), ("no certificate", .notPEM),
        ("-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----", .notPEM),
        ("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", .unreadableCertificate),
        (TestKeys.curve.pemRepresentation, .noCertificate),
    ])
    func otherTexts(_ text: String, _ reason: KeyFault.Reason) {
        #expect(throws: KeyFault(reason)) { try CertificateFacts(pem: text) }
    }
}
