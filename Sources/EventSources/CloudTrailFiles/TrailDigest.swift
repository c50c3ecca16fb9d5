import ByteScan
import FileAccess

/// What a digest says of an hour (docs.aws.amazon.com, "CloudTrail digest file structure").
struct TrailDigest: Sendable {
    /// A log file as it was delivered.
    struct Entry: Hashable, Sendable {
        let key: String
        /// Of the uncompressed file, lower-case hexadecimal.
        let sha256: String
    }

    /// The digest of the hour before.
    struct Link: Hashable, Sendable {
        let key: String
        let sha256: String
        let signature: String
    }

    /// The bucket and the object's whole key, which the signature covers.
    let bucket: String
    let object: String
    /// As they are written, and nanoseconds since the Unix epoch.
    let endText: String
    let start: Int64
    let end: Int64
    /// Names the key that signed it.
    let fingerprint: String
    /// Nil for the first of a chain.
    let previous: Link?
    /// The former signature as it stands in the digest; nil for null.
    let previousSignature: String?
    let entries: [Entry]
    /// Of the uncompressed digest, lower-case hexadecimal.
    let sha256: String

    /// The text that is signed ("CloudTrail custom validation").
    var signedText: String {
        [endText, "\(bucket)/\(object)", sha256, previousSignature ?? "null"].joined(separator: "\n")
    }

    /// Reads a digest; nil when something that every digest has is missing.
    init?(_ bytes: [UInt8]) {
        guard let tree = try? JSONTree(parsing: bytes), let endText = tree["digestEndTime"]?.text,
            let end = TrailInstant.read(endText), let startText = tree["digestStartTime"]?.text,
            let start = TrailInstant.read(startText), let bucket = tree["digestS3Bucket"]?.text,
            let object = tree["digestS3Object"]?.text, let fingerprint = tree["digestPublicKeyFingerprint"]?.text,
            tree["previousDigestSignature"] != nil, let files = tree["logFiles"]?.elements
        else { return nil }
        (self.endText, self.end, self.start) = (endText, end, start)
        (self.bucket, self.object, self.fingerprint) = (bucket, object, fingerprint)
        previousSignature = tree["previousDigestSignature"]?.text
        previous = Self.link(tree)
        var entries: [Entry] = []
        for file in files {
            guard let key = file["s3Object"]?.text, let hash = file["hashValue"]?.text else { return nil }
            entries.append(Entry(key: TrailFile.key(of: key), sha256: hash.lowercased()))
        }
        self.entries = entries
        var digest = FileDigest()
        digest.update(bytes.span)
        sha256 = digest.hexadecimal()
    }

    private static func link(_ tree: JSONTree) -> Link? {
        guard let key = tree["previousDigestS3Object"]?.text, tree["previousDigestS3Bucket"]?.text != nil else {
            return nil
        }
        return Link(
            key: TrailFile.key(of: key), sha256: tree["previousDigestHashValue"]?.text?.lowercased() ?? "",
            signature: tree["previousDigestSignature"]?.text ?? "")
    }
}
