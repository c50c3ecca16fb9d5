import AuditModel
import FileAccess

/// The digests of one account and region, walked from the newest to the oldest.
struct TrailChain: Sendable {
    private(set) var findings: [TrailFinding] = []
    /// Hashes of log files by key.
    private(set) var hashes: [String: String] = [:]
    /// Where the oldest digest begins and the newest ends; nil without a readable one.
    private(set) var covered: TimeWindow?

    private static let hour: Int64 = 3_600_000_000_000
    private static let longestDigest = 256 << 20

    private let keys: TrailKeys?
    /// Log files of the folder: keys, and bare names.
    private let logs: Set<String>
    private let logNames: Set<Substring>

    /// The digest newer than the one that is looked at, and its place.
    private struct Newer {
        let file: TrailFile
        let digest: TrailDigest
    }

    /// Walks the chain.
    ///
    /// - Parameters:
    ///   - digests: of one account and region, by instant.
    ///   - keys: nil checks hashes and places, and no signatures.
    init(_ digests: [TrailFile], logs: [TrailFile], keys: TrailKeys?) {
        self.keys = keys
        self.logs = Set(logs.map(\.key))
        logNames = Set(logs.map(\.name))
        var newer: Newer?
        for file in digests.reversed() {
            guard let digest = read(file) else {
                newer = nil
                continue
            }
            checkPlace(digest, file)
            checkLink(from: newer, to: digest, file)
            checkSignature(digest, file, newer: newer?.digest)
            checkLogs(digest)
            covered = TimeWindow(from: digest.start, to: covered?.to ?? digest.end)
            newer = Newer(file: file, digest: digest)
        }
        if let oldest = newer?.digest, let former = oldest.previous {
            note(.missingDigest, former.key, TimeWindow(from: .min, to: oldest.start))
        }
    }

    /// What concerns deliveries of a window; an end that no digest covers is among it.
    func findings(in window: TimeWindow) -> [TrailFinding] {
        var own = findings.filter { $0.span.from < window.to && window.from < $0.span.to }
        // The digest of an hour comes within the hour after it.
        if let covered, window.to >= covered.to + 2 * Self.hour, let last = lastDigest {
            own.append(TrailFinding(kind: .chainEnd, file: last, span: TimeWindow(from: covered.to, to: window.to)))
        }
        return own
    }

    private var lastDigest: String?

    // MARK: Steps of the walk

    private mutating func read(_ file: TrailFile) -> TrailDigest? {
        lastDigest = lastDigest ?? file.key
        let span = TimeWindow(from: file.instant - Self.hour, to: file.instant)
        let bytes: [UInt8]
        do throws(FileFailure) {
            bytes = try TrailBytes.all(of: file.path, atMost: Self.longestDigest)
        } catch {
            note(.damagedDigest(error.reason), file.key, span)
            return nil
        }
        guard let digest = TrailDigest(bytes) else {
            note(.damagedDigest("it is no whole digest"), file.key, span)
            return nil
        }
        return digest
    }

    private mutating func checkPlace(_ digest: TrailDigest, _ file: TrailFile) {
        let own = TrailFile.key(of: digest.object)
        let isThere =
            file.key.hasPrefix("AWSLogs/") ? own == file.key : own.hasSuffix("/" + file.name) || own == file.key
        if !isThere { note(.movedDigest, file.key, digest.span) }
    }

    private mutating func checkLink(from newer: Newer?, to digest: TrailDigest, _ file: TrailFile) {
        guard let newer else { return }
        guard let link = newer.digest.previous else {
            let gap = TimeWindow(from: min(digest.end, newer.digest.start), to: newer.digest.start)
            return note(.restart, newer.file.key, gap.length > 0 ? gap : newer.digest.span)
        }
        guard link.key == file.key || link.key.hasSuffix("/" + file.name) else {
            let gap = TimeWindow(from: min(digest.end, newer.digest.start), to: newer.digest.start)
            return note(.missingDigest, link.key, gap.length > 0 ? gap : newer.digest.span)
        }
        if link.sha256 != digest.sha256 { note(.changedDigest, file.key, digest.span) }
    }

    private mutating func checkSignature(_ digest: TrailDigest, _ file: TrailFile, newer: TrailDigest?) {
        guard let keys else { return }
        // The digest that follows repeats the signature, which stands in for a copy without metadata.
        let follows = newer?.previous.flatMap { $0.key.hasSuffix(file.name) ? $0.signature : nil }
        guard let signature = TrailBytes.signature(of: file.path) ?? follows else {
            return note(.noSignature, file.key, digest.span)
        }
        switch keys.check(signature, of: digest.signedText, fingerprint: digest.fingerprint) {
        case .valid: return
        case .invalid: note(.badSignature, file.key, digest.span)
        case .foreign: note(.foreignKey, file.key, digest.span)
        }
    }

    private mutating func checkLogs(_ digest: TrailDigest) {
        for entry in digest.entries {
            let name = entry.key.split(separator: "/").last ?? ""
            hashes[entry.key] = entry.sha256
            hashes[String(name)] = entry.sha256
            if logs.contains(entry.key) || logs.contains(String(name)) { continue }
            note(logNames.contains(name) ? .movedLog : .missingLog, entry.key, digest.span)
        }
    }

    private mutating func note(_ kind: TrailFinding.Kind, _ file: String, _ span: TimeWindow) {
        findings.append(TrailFinding(kind: kind, file: file, span: span))
    }
}

extension TrailDigest {
    /// The deliveries it covers.
    fileprivate var span: TimeWindow { TimeWindow(from: start, to: end) }
}
