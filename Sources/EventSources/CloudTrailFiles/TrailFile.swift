import AuditModel
import ByteScan

/// A file that a trail delivered, as its name tells (docs.aws.amazon.com, "Finding your CloudTrail log files" and
/// "CloudTrail digest file structure").
struct TrailFile: Hashable, Sendable {
    /// What a file of that name holds.
    enum Kind: Hashable, Sendable {
        /// Events.
        case log
        /// The hashes of an hour's log files, signed.
        case digest
        /// Something named otherwise; the records in it are events.
        case unnamed
    }

    let kind: Kind
    /// Where the file lies.
    let path: String
    /// What tells it from other files: the bucket's key from `AWSLogs/` on, or the bare name outside of that layout.
    let key: String
    let account: String
    /// Empty where the name does not say.
    let region: String
    /// Delivery to the minute for a log, the end of the hour for a digest; nanoseconds since the Unix epoch.
    let instant: Int64

    /// The bare name.
    var name: Substring { path[(path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex)...] }

    /// Reads a path; nil for files that are no delivery.
    init?(path: String) {
        let name = path.split(separator: "/").last ?? ""
        guard name.hasSuffix(".json.gz") || name.hasSuffix(".json") else { return nil }
        let stem = name.hasSuffix(".gz") ? name.dropLast(8) : name.dropLast(5)
        let parts = stem.split(separator: "_", omittingEmptySubsequences: false)
        self.path = path
        key = Self.key(of: path)
        switch parts.count > 1 ? parts[1] : "" {
        case "CloudTrail":
            guard parts.count == 5, let instant = Self.instant(parts[3]) else { return nil }
            (kind, account, region, self.instant) = (.log, String(parts[0]), String(parts[2]), instant)
        case "CloudTrail-Digest":
            guard parts.count >= 6, let last = parts.last, let instant = Self.instant(last) else { return nil }
            (kind, account, region, self.instant) = (.digest, String(parts[0]), String(parts[2]), instant)
        default: return nil
        }
    }

    /// A file whose name tells nothing.
    init(unnamed path: String, at instant: Int64) {
        self.path = path
        key = Self.key(of: path)
        (kind, account, region) = (.unnamed, "", "")
        self.instant = instant
    }

    /// The part of a path or of a bucket's key by which files are told apart.
    static func key(of path: String) -> String {
        let parts = path.split(separator: "/")
        guard let start = parts.lastIndex(of: "AWSLogs") else { return parts.last.map { String($0) } ?? path }
        return parts[start...].joined(separator: "/")
    }

    /// `20260101T0100Z` or `20260101T010000Z`.
    private static func instant(_ text: Substring) -> Int64? {
        let digits = Array(text.utf8)
        guard digits.count == 14 || digits.count == 16, digits[8] == UInt8(ascii: "T"),
            digits.last == UInt8(ascii: "Z")
        else { return nil }
        let seconds = digits.count == 16 ? String(decoding: digits[13..<15], as: UTF8.self) : "00"
        func part(_ range: Range<Int>) -> String { String(decoding: digits[range], as: UTF8.self) }
        return TrailInstant.read(
            "\(part(0..<4))-\(part(4..<6))-\(part(6..<8))T\(part(9..<11)):\(part(11..<13)):\(seconds)Z")
    }
}

/// Instants in the texts of a trail.
enum TrailInstant {
    /// Nanoseconds since the Unix epoch; nil for what is no time.
    static func read(_ text: String) -> Int64? {
        TimestampReader(zone: .utc).read(Array(text.utf8).span)?.nanoseconds
    }
}
