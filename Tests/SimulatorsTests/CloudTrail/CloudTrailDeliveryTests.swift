import AuditModel
import ByteScan
import Crypto
import CryptoExtras
import FileAccess
import Foundation
import Simulators
import TestKit
import Testing

/// The folder read back with nothing but what AWS documents.
struct CloudTrailDeliveryTests {
    private struct Chain {
        var files: [String: JSONTree] = [:]
        var digests = 0
    }

    private func deliver(_ api: [APIFault] = []) throws -> (ScratchFolder, CloudTrailDelivery.Summary, ListingClient) {
        let client = try ListingClient("cloudtrail", events: 200, api: api)
        let folder = try ScratchFolder()
        return (folder, try CloudTrailDelivery(client.context).write(to: folder.path), client)
    }

    private func unpacked(_ path: String) throws -> [UInt8] {
        let input = try ByteInput(path: path)
        let buffer = BlockBuffer(capacity: 64 << 10)
        while try input.read(into: buffer, upTo: 64 << 10) > 0 {}
        if input.isCut { throw CocoaError(.fileReadCorruptFile) }
        return buffer.withBytes { span in span.indices.map { span[$0] } }
    }

    private func names(_ folder: ScratchFolder, under part: String, ending: String) -> [String] {
        let root = folder.path + "/AWSLogs/111122223333/" + part
        let found = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
        return found.filter { $0.hasSuffix(ending) }.map { root + "/" + $0 }.sorted()
    }

    private func sha256(_ bytes: [UInt8]) -> String {
        SHA256.hash(data: bytes).map { String(format: "%02x", $0) }.joined()
    }

    /// Follows the chain of each region and checks every signature and every file it names.
    private func chain(_ folder: ScratchFolder) throws -> Chain {
        let keys = try JSONTree(parsing: try folder.bytes(of: "public-keys.json"))
        let value = keys["PublicKeyList"]?.elements?.first?["Value"]?.text ?? ""
        let key = try _RSA.Signing.PublicKey(derRepresentation: try #require(Data(base64Encoded: value)))
        var chain = Chain()
        var previous: [Substring: String] = [:]
        for path in names(folder, under: "CloudTrail-Digest", ending: ".json.gz") {
            let region = path.split(separator: "/").dropLast(4).last ?? ""
            let body = try unpacked(path)
            let digest = try JSONTree(parsing: body)
            let hex = try String(contentsOfFile: path + ".signature", encoding: .utf8)
            let text = [
                digest["digestEndTime"]?.text ?? "",
                "\(digest["digestS3Bucket"]?.text ?? "")/\(digest["digestS3Object"]?.text ?? "")", sha256(body),
                digest["previousDigestSignature"]?.text ?? "null",
            ].joined(separator: "\n")
            let bytes = stride(from: 0, to: hex.count, by: 2).compactMap {
                UInt8(hex.dropFirst($0).prefix(2), radix: 16)
            }
            #expect(
                key.isValidSignature(
                    _RSA.Signing.RSASignature(rawRepresentation: Data(bytes)),
                    for: SHA256.hash(data: Data(text.utf8)), padding: .insecurePKCS1v1_5))
            #expect(digest["previousDigestSignature"]?.text == previous[region])
            #expect(path.hasSuffix(digest["digestS3Object"]?.text ?? "?"))
            previous[region] = hex
            chain.digests += 1
            for file in digest["logFiles"]?.elements ?? [] { chain.files[file["s3Object"]?.text ?? ""] = file }
        }
        return chain
    }

    @Test func theChainHoldsAndNamesEveryFile() throws {
        let (folder, summary, client) = try deliver()
        let chain = try chain(folder)
        #expect(chain.digests == summary.digests && summary.digests == 120)
        var ids: [String] = []
        for path in names(folder, under: "CloudTrail", ending: ".json.gz") {
            let body = try unpacked(path)
            let file = chain.files[String(path.dropFirst(folder.path.count + 1))]
            #expect(file?["hashValue"]?.text == sha256(body))
            ids += try JSONTree(parsing: body)["Records"]?.elements?.compactMap { $0["eventID"]?.text } ?? []
        }
        #expect(chain.files.count == summary.files && summary.damaged == [])
        #expect(ids.count == 200 && summary.records == 200 && Set(ids) == client.truth)
    }

    @Test(arguments: [(nil, 0), ("changed", 1)] as [(String?, Int)])
    func aLostOrChangedFileStaysInItsDigest(form: String?, isThere: Int) throws {
        let (folder, summary, _) = try deliver([APIFault(.contentGone, share: 0.1, form: form)])
        #expect(!summary.damaged.isEmpty && summary.records < 200)
        let chain = try chain(folder)
        for key in summary.damaged {
            let file = try #require(chain.files[key])
            #expect(FileManager.default.fileExists(atPath: folder.path + "/" + key) == (isThere == 1))
            if isThere == 1 { #expect(try sha256(unpacked(folder.path + "/" + key)) != file["hashValue"]?.text) }
        }
    }

    @Test func aCutFileCannotBeUnpacked() throws {
        let (folder, summary, _) = try deliver([APIFault(.cutBody, share: 0.1)])
        let key = try #require(summary.damaged.first)
        #expect(throws: CocoaError.self) { try unpacked(folder.path + "/" + key) }
    }
}
