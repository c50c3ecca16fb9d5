import AuditModel
import FileAccess

/// The signed hourly digests of one region's log files, each naming the one before it (docs.aws.amazon.com, "CloudTrail
/// digest file structure").
struct DigestChain {
    /// A log file as a digest names it.
    struct LogFile {
        let key: String
        /// 64 hexadecimal digits over the uncompressed file.
        let sha256: String
        /// Event times, nanoseconds; nil for a file without records.
        let times: ClosedRange<Int64>?
    }

    /// A digest ready to be stored.
    struct Digest {
        let key: String
        /// Uncompressed.
        let body: [UInt8]
        /// Hexadecimal; a bucket holds it as the object's metadata.
        let signature: String
    }

    private struct Link {
        let key: String
        let sha256: String
        let signature: String
    }

    let bucket: String
    let account: String
    let region: String
    let key: DigestKey
    private var last: Link?

    init(bucket: String, account: String, region: String, key: DigestKey) {
        self.bucket = bucket
        self.account = account
        self.region = region
        self.key = key
    }

    /// Adds the digest of the files delivered in an hour, also of none.
    mutating func add(_ files: [LogFile], delivered hour: TimeWindow) throws -> Digest {
        let end = InstantText.rfc3339(hour.to)
        let key = self.key(at: hour.to)
        let body = Array(digest(files, key: key, hour).text().utf8)
        let hash = Self.sha256(body)
        let text = [end, "\(bucket)/\(key)", hash, last?.signature ?? "null"].joined(separator: "\n")
        let signature = try self.key.signature(of: Array(text.utf8))
        last = Link(key: key, sha256: hash, signature: signature)
        return Digest(key: key, body: body, signature: signature)
    }

    /// The bucket's key of a digest that ends at an instant.
    private func key(at instant: Int64) -> String {
        let date = InstantText.rfc3339(instant).prefix(10).replacing("-", with: "/")
        return "AWSLogs/\(account)/CloudTrail-Digest/\(region)/\(date)/"
            + "\(account)_CloudTrail-Digest_\(region)_siemgap_\(region)_\(InstantText.compact(instant)).json.gz"
    }

    private func digest(_ files: [LogFile], key: String, _ hour: TimeWindow) -> JSONValue {
        let times = files.compactMap(\.times)
        return [
            "awsAccountId": .string(account), "digestStartTime": .instant(hour.from),
            "digestEndTime": .instant(hour.to),
            "digestS3Bucket": .string(bucket), "digestS3Object": .string(key),
            "digestPublicKeyFingerprint": .string(self.key.fingerprint),
            "digestSignatureAlgorithm": .string("SHA256withRSA"),
            "newestEventTime": .instant(times.map(\.upperBound).max()),
            "oldestEventTime": .instant(times.map(\.lowerBound).min()),
            "previousDigestS3Bucket": .text(last.map { _ in bucket }), "previousDigestS3Object": .text(last?.key),
            "previousDigestHashValue": .text(last?.sha256),
            "previousDigestHashAlgorithm": .text(last.map { _ in "SHA-256" }),
            "previousDigestSignature": .text(last?.signature),
            "logFiles": .array(
                files.map { file in
                    [
                        "s3Bucket": .string(bucket), "s3Object": .string(file.key), "hashValue": .string(file.sha256),
                        "hashAlgorithm": .string("SHA-256"), "newestEventTime": .instant(file.times?.upperBound),
                        "oldestEventTime": .instant(file.times?.lowerBound),
                    ]
                }),
        ]
    }

    static func sha256(_ bytes: [UInt8]) -> String {
        var digest = FileDigest()
        digest.update(bytes.span)
        return digest.hexadecimal()
    }
}
