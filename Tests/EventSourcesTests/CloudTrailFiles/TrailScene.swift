import AuditModel
import Crypto
import CryptoExtras
import EventSources
import FileAccess
import Foundation
import Pulling
import Recordings
import Settings
import TestKit
import Transport

/// A folder of four hours of deliveries with a signed chain of digests, which a test then damages.
///
/// Each hour of 2026-01-01, from 00:00 to 04:00, has two log files of two records, at ten and at forty past.
struct TrailScene {
    static let account = "111122223333"
    static let region = "eu-north-1"
    static let midnight: Int64 = 1_767_225_600_000_000_000
    static let hour: Int64 = 3_600_000_000_000
    static let key = Result { try _RSA.Signing.PrivateKey(keySize: .bits2048) }

    let scratch: ScratchFolder
    /// The copy of the bucket.
    var path: String { scratch.path + "/bucket" }
    var keysPath: String { scratch.path + "/public-keys.json" }

    /// Which hours have digests, and which of them name none before.
    struct Plan {
        var digests = Array(0..<4)
        var restarts: Set<Int> = []
        var isSigned = true
    }

    init(_ plan: Plan = Plan()) throws {
        scratch = try ScratchFolder()
        var previous: (key: String, hash: String, signature: String)?
        for hour in 0..<4 {
            for minute in [10, 40] { try store(Self.records(hour, minute), at: Self.logKey(hour, minute)) }
            guard plan.digests.contains(hour) else { continue }
            if plan.restarts.contains(hour) { previous = nil }
            previous = try digest(hour, previous, isSigned: plan.isSigned)
        }
        let pem = try Self.key.get().publicKey.pkcs1DERRepresentation.base64EncodedString()
        try scratch.write(
            #"{"PublicKeyList":[{"Value":"\#(pem)","Fingerprint":"fedc"}]}"#, to: "public-keys.json")
    }

    // MARK: Names

    static func logKey(_ hour: Int, _ minute: Int) -> String {
        "AWSLogs/\(account)/CloudTrail/\(region)/2026/01/01/\(account)_CloudTrail_\(region)_"
            + "20260101T0\(hour)\(minute)Z_abcdefghijklmn\(minute).json.gz"
    }

    /// The digest of an hour, which is named by the hour's end.
    static func digestKey(_ hour: Int) -> String {
        "AWSLogs/\(account)/CloudTrail-Digest/\(region)/2026/01/01/"
            + "\(account)_CloudTrail-Digest_\(region)_my_trail_\(region)_20260101T0\(hour + 1)0000Z.json.gz"
    }

    static func records(_ hour: Int, _ minute: Int) -> String {
        let times = [0, 1].map { InstantText.rfc3339(midnight + Int64(hour) * Self.hour + Int64($0) * 1_000_000_000) }
        return """
            {"Records": [{"eventVersion": "1.11", "eventID": "e\(hour)-\(minute)-a", "eventTime": "\(times[0])"},
             {"eventID": "e\(hour)-\(minute)-b", "eventTime": "\(times[1])", "n": 1.50}]}
            """
    }

    // MARK: Writing

    func store(_ text: String, at key: String) throws {
        try storeRaw(StoredGzip.member(Array(text.utf8)), at: key)
    }

    func storeRaw(_ bytes: [UInt8], at key: String) throws {
        let url = URL(filePath: path + "/" + key)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: url)
    }

    func remove(_ key: String) throws { try FileManager.default.removeItem(atPath: path + "/" + key) }

    func move(_ key: String, to other: String) throws {
        let target = URL(filePath: path + "/" + other)
        try FileManager.default.createDirectory(
            at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
        try FileManager.default.moveItem(at: URL(filePath: path + "/" + key), to: target)
    }

    private func digest(
        _ hour: Int, _ previous: (key: String, hash: String, signature: String)?, isSigned: Bool
    ) throws -> (key: String, hash: String, signature: String) {
        let start = Self.midnight + Int64(hour) * Self.hour
        let (key, end) = (Self.digestKey(hour), InstantText.rfc3339(start + Self.hour))
        func text(_ value: String?) -> String { value.map { "\"\($0)\"" } ?? "null" }
        let files = [10, 40].map { minute in
            let hash = Self.sha256(Self.records(hour, minute))
            return #"{"s3Bucket":"b","s3Object":"\#(Self.logKey(hour, minute))","hashValue":"\#(hash)"}"#
        }
        let body = """
            {"digestStartTime":"\(InstantText.rfc3339(start))","digestEndTime":"\(end)","digestS3Bucket":"b",
            "digestS3Object":"\(key)","digestPublicKeyFingerprint":"fedc","digestSignatureAlgorithm":"SHA256withRSA",
            "previousDigestS3Bucket":\(text(previous.map { _ in "b" })),"previousDigestS3Object":\(text(previous?.key)),
            "previousDigestHashValue":\(text(previous?.hash)),"previousDigestSignature":\(text(previous?.signature)),
            "logFiles":[\(files.joined(separator: ","))]}
            """
        let hash = Self.sha256(body)
        let signed = [end, "b/\(key)", hash, previous?.signature ?? "null"].joined(separator: "\n")
        let signature = try Self.key.get().signature(
            for: SHA256.hash(data: Array(signed.utf8)), padding: .insecurePKCS1v1_5)
        let hex = signature.rawRepresentation.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        try store(body, at: key)
        if isSigned { try storeRaw(Array(hex.utf8), at: key + ".signature") }
        return (key, hash, hex)
    }

    private static func sha256(_ text: String) -> String {
        var digest = FileDigest()
        digest.update(Array(text.utf8).span)
        return digest.hexadecimal()
    }

    func text(of key: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(filePath: path + "/" + key)), as: UTF8.self)
    }

    /// The unpacked text of a file that was stored.
    func text(ofStored path: String) throws -> String {
        let packed = try Data(contentsOf: URL(filePath: path))
        return String(decoding: GzipBytes.unpacked([UInt8](packed), atMost: 1 << 20) ?? [], as: UTF8.self)
    }

    // MARK: Asking

    /// What asking the hours one by one gave.
    struct Pull {
        var lines: [String] = []
        /// The details of flaws, by hour.
        var flaws: [Int: String] = [:]
        var problems: [Problem] = []
        var refusals: [String?] = []
    }

    /// The source, with the public keys unless `settings` says otherwise.
    func source(_ settings: String? = nil) throws -> any EventSource {
        let text = "type: cloudtrail-files\npath: \(path)\n" + (settings ?? "public_keys: \(keysPath)")
        return try DescribedScene(text).made.source
    }

    func pull(_ settings: String? = nil) async throws -> Pull {
        let source = try source(settings)
        let service = ScriptedService { _ in ScriptedService.json("", status: 500) }
        var pull = Pull()
        for answer in await source.readiness(service) {
            pull.problems += [answer.problem].compactMap { $0 }
            if answer.refusal != nil { pull.refusals.append(answer.reason) }
        }
        for scope in source.traits.scopes {
            for hour in 0..<4 {
                let from = Self.midnight + Int64(hour) * Self.hour
                let question = SliceQuestion(
                    scope: scope, window: TimeWindow(from: from, to: from + Self.hour), pageSize: 1_000)
                let pages = source.pages(of: question, from: nil, service)
                while let page = try await pages.next() {
                    pull.lines += page.lines.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
                    if let flaw = page.flaw { pull.flaws[hour] = flaw.detail }
                }
            }
        }
        return pull
    }
}
