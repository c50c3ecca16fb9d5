import AuditModel
import FileAccess
import Foundation

/// Writes a tenant's events the way a trail delivers them to a bucket: a file for each five minutes of delivery and
/// region, and a signed digest for each hour.
///
/// Below the folder lie the bucket's keys, `AWSLogs/{account}/CloudTrail/…` and `AWSLogs/{account}/CloudTrail-Digest/…`.
/// What a bucket holds as metadata or a service answers lies beside: `{digest}.json.gz.signature` with the signature in
/// hexadecimal, and `public-keys.json` in the form of a `ListPublicKeys` answer.
package struct CloudTrailDelivery: Sendable {
    /// What was written.
    package struct Summary: Hashable, Sendable {
        /// Log files in the folder; those that a scenario lost are not among them.
        package var files = 0
        package var digests = 0
        /// Records in the files that can be read.
        package var records = 0
        /// Keys of the files that are named in a digest and are gone or changed.
        package var damaged: [String] = []
    }

    private struct Slot: Hashable {
        let region: UInt8
        /// The instant of delivery, nanoseconds.
        let instant: Int64
    }

    private static let slot: Int64 = 300_000_000_000
    private static let hour: Int64 = 3_600_000_000_000
    private static let bucket = "siemgap-trail"

    private let context: ServiceContext

    /// Delivers the tenant of a context; its shape must be CloudTrail's.
    package init(_ context: ServiceContext) { self.context = context }

    /// Writes all that is delivered at the context's now.
    ///
    /// - Parameter folder: made if it is not there; what is in it is not looked at.
    /// - Throws: what Foundation throws for a folder that cannot be written, or a key that cannot be made.
    package func write(to folder: String) throws -> Summary {
        let key = try DigestKey()
        var summary = Summary()
        let slots = Dictionary(grouping: delivered()) { record in
            Slot(region: record.type, instant: RequestTime.after(record.available, unit: Self.slot))
        }
        for (region, type) in context.tenant.types.enumerated() {
            var chain = DigestChain(
                bucket: Self.bucket, account: CloudTrailShape.account, region: type.name, key: key)
            for hour in hours() {
                var files: [DigestChain.LogFile] = []
                for start in stride(from: hour.from, to: hour.to, by: Int(Self.slot)) {
                    let slot = Slot(region: UInt8(region), instant: start + Self.slot)
                    guard let records = slots[slot] else { continue }
                    files.append(try store(records, at: slot, in: folder, &summary))
                }
                // Of the hour that has not ended there is no digest yet.
                guard hour.to <= context.clock.now else { continue }
                try store(try chain.add(files, delivered: hour), in: folder)
                summary.digests += 1
            }
        }
        try Self.save(Array(publicKeys(key).text(pretty: true).utf8), to: folder + "/public-keys.json")
        return summary
    }

    /// The records whose file is out by now.
    private func delivered() -> [TenantRecord] {
        let now = context.clock.now
        return context.tenant.records.filter { RequestTime.after($0.available, unit: Self.slot) <= now }
    }

    /// Whole hours from the first record's to the one that has not ended.
    private func hours() -> [TimeWindow] {
        let first = EventTime.floor(context.tenant.span.from, Self.hour)
        let end = RequestTime.after(context.clock.now, unit: Self.hour)
        return stride(from: first, to: end, by: Int(Self.hour)).map { TimeWindow(from: $0, to: $0 + Self.hour) }
    }

    private func store(
        _ records: [TenantRecord], at slot: Slot, in folder: String, _ summary: inout Summary
    ) throws -> DigestChain.LogFile {
        let region = context.tenant.types[Int(slot.region)].name
        let key = logKey(region: region, at: slot.instant)
        // Nothing orders the records of a file.
        let shuffled = records.sorted { context.tenant.bits(of: $0.number).0 < context.tenant.bits(of: $1.number).0 }
        let body = Array(#"{"Records":"#.utf8) + RecordList.array(shuffled, of: context.tenant) + Array("}".utf8)
        let times = records.map(\.time)
        let file = DigestChain.LogFile(
            key: key, sha256: DigestChain.sha256(body), times: (times.min() ?? 0)...(times.max() ?? 0))
        try save(body, as: key, region: region, records: records.count, in: folder, &summary)
        return file
    }

    /// Stores a log file as it was delivered, or as it became: gone or changed (F25), cut (F11).
    private func save(
        _ body: [UInt8], as key: String, region: String, records: Int, in folder: String, _ summary: inout Summary
    ) throws {
        var packed = GzipDeflater.member(body)
        if let fault = context.board.strike(.contentGone, scope: region, key: key) {
            summary.damaged.append(key)
            guard fault.form == "changed" else { return }
            packed = GzipDeflater.member(Array(#"{"Records":[]}"#.utf8))
        } else if context.board.strike(.cutBody, scope: region, key: key) != nil {
            summary.damaged.append(key)
            packed.removeLast(packed.count / 2)
        } else {
            summary.records += records
        }
        summary.files += 1
        try Self.save(packed, to: folder + "/" + key)
    }

    private func store(_ digest: DigestChain.Digest, in folder: String) throws {
        let path = folder + "/" + digest.key
        try Self.save(GzipDeflater.member(digest.body), to: path)
        try Self.save(Array(digest.signature.utf8), to: path + ".signature")
    }

    private func logKey(region: String, at instant: Int64) -> String {
        let account = CloudTrailShape.account
        let date = InstantText.rfc3339(instant).prefix(10).replacing("-", with: "/")
        let minute = InstantText.compact(instant).dropLast(3)
        var name: [UInt8] = []
        name.append(hex: SeededGenerator.hash(seed: context.tenant.seed, "\(region)\(instant)"), digits: 16)
        return "AWSLogs/\(account)/CloudTrail/\(region)/\(date)/\(account)_CloudTrail_\(region)_\(minute)Z_"
            + String(decoding: name, as: UTF8.self) + ".json.gz"
    }

    private func publicKeys(_ key: DigestKey) -> JSONValue {
        [
            "PublicKeyList": .array([
                [
                    "Value": .string(key.publicKey), "Fingerprint": .string(key.fingerprint),
                    "ValidityStartTime": .instant(context.tenant.span.from - Self.hour),
                    "ValidityEndTime": .instant(context.clock.now + 365 * 24 * Self.hour),
                ]
            ])
        ]
    }

    private static func save(_ bytes: [UInt8], to path: String) throws {
        let url = URL(filePath: path)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: url, options: .withoutOverwriting)
    }
}
