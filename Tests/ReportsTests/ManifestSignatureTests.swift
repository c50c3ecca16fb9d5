import Foundation
import Testing

@testable import Reports

/// Signatures against the first test vector of RFC 8032, section 7.1.
struct ManifestSignatureTests {
    private static let seed = hex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
    private static let point = hex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
    private static let ofNothing = hex(
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe2465"
            + "5141438e7a100b")

    private static func hex(_ text: String) -> Data {
        let digits = Array(text)
        return Data(
            stride(from: 0, to: digits.count, by: 2).compactMap { UInt8(String(digits[$0...($0 + 1)]), radix: 16) })
    }

    private static func pem(_ kind: String, _ der: Data) -> [UInt8] {
        let label = kind + " KEY"
        return Array("-----BEGIN \(label)-----\n\(der.base64EncodedString())\n-----END \(label)-----\n".utf8)
    }

    private static func plain(_ key: Data) -> [UInt8] { Array((key.base64EncodedString() + "\n").utf8) }

    /// As `openssl genpkey -algorithm ed25519` and `openssl pkey -pubout` write them.
    private static let privateKeys = [
        plain(seed), pem("PRIVATE", hex("302e020100300506032b657004220420") + seed),
    ]
    private static let publicKeys = [plain(point), pem("PUBLIC", hex("302a300506032b6570032100") + point)]

    @Test func theSignatureIsTheStandardsOne() throws {
        let given = try #require(ManifestSignature(parsing: Array((Self.ofNothing.base64EncodedString() + "\n").utf8)))
        for key in Self.publicKeys {
            #expect(try given.vouches(for: [], key: key, place: "k"))
            #expect(try !given.vouches(for: [0], key: key, place: "k"))
        }
    }

    @Test func whatIsSignedIsVouchedForAndNothingElse() throws {
        let manifest = Array("{\"run_id\":\"r\"}\n".utf8)
        for key in Self.privateKeys {
            let signature = try ManifestSignature(of: manifest, key: key, place: "k")
            let read = try #require(ManifestSignature(parsing: Array(signature.text.utf8)))
            #expect(read == signature)
            #expect(try read.vouches(for: manifest, key: Self.publicKeys[1], place: "k"))
            #expect(try !read.vouches(for: manifest + [32], key: Self.publicKeys[1], place: "k"))
        }
    }

    @Test(arguments: [[], Array("x".utf8), plain(seed.dropLast()), publicKeys[1], pem("PRIVATE", seed)])
    func whatIsNoPrivateKeyIsRefused(_ key: [UInt8]) {
        #expect(throws: SigningKeyFault(place: "k", isPrivate: true)) {
            try ManifestSignature(of: [], key: key, place: "k")
        }
    }

    @Test(arguments: ["", "AAAA", "not base64!"]) func whatIsNoSignatureIsNone(_ text: String) {
        #expect(ManifestSignature(parsing: Array(text.utf8)) == nil)
    }
}
