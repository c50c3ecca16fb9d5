import AuditModel
import FileAccess

/// Writes a tenant's log as a recording that says when each record became readable, as pulls of a service write it whose
/// listings tell that.
///
/// Only the Management Activity API is such a service among those that are played: `contentCreated` of a blob.
struct AuthorityRecording {
    /// The records of one type, as they lie in the file.
    private struct Part {
        let type: String
        let bytes: Range<Int>
        let records: Int
    }

    let tenant: Tenant
    /// When the service was asked, nanoseconds since the Unix epoch, UTC.
    let now: Int64
    /// The types that are asked for; nil: all.
    let asked: Set<String>?

    /// Whether the tenant's source tells when its records became readable.
    static func isPossible(for tenant: Tenant) -> Bool { tenant.shape.source == "o365-management" }

    /// Writes the recording into a new or empty folder.
    func write(to path: String) throws(FileFailure) {
        let folder = try RunFolder.adopt(path, start: now, name: "recording") { [UInt8](repeating: 0, count: $0) }
        let records = try folder.file("records.ndjson")
        let stamps = try folder.file("stamps.ndjson")
        var parts: [Part] = []
        let order = tenant.indexesByAvailability().lazy.map(Int.init).filter { tenant.records[$0].available <= now }
        let byType = Dictionary(grouping: order) { tenant.records[$0].type }
        for (number, type) in tenant.types.enumerated() where asked?.contains(type.name) ?? true {
            let start = records.bytes
            let indexes = byType[UInt8(number)] ?? []
            try write(indexes, records, stamps)
            parts.append(Part(type: type.name, bytes: start..<records.bytes, records: indexes.count))
        }
        _ = try records.finish()
        _ = try stamps.finish()
        let description = try folder.file("recording.json")
        try description.write(json(parts).text(pretty: true) + "\n")
        _ = try description.finish()
        try folder.commit()
    }

    /// Writes the records of a type, blob by blob: those that became readable at one instant share a stamp.
    private func write(_ indexes: [Int], _ records: AtomicFile, _ stamps: AtomicFile) throws(FileFailure) {
        var start = indexes.startIndex
        while start < indexes.endIndex {
            let created = tenant.records[indexes[start]].available
            let offset = records.bytes
            var end = start
            while end < indexes.endIndex, tenant.records[indexes[end]].available == created {
                try records.write(tenant.body(of: tenant.records[indexes[end]]) + [0x0A])
                records.endRecord()
                end += 1
            }
            let instant = JSONValue.string(TimeForm.iso(created, digits: 3))
            let stamp: JSONValue = [
                "offset": .integer(offset), "records": .integer(end - start), "after": instant, "by": instant,
            ]
            try stamps.write(stamp.text() + "\n")
            start = end
        }
    }

    private func json(_ parts: [Part]) -> JSONValue {
        let asked = JSONValue.string(InstantText.rfc3339(now))
        let from = JSONValue.string(InstantText.rfc3339(tenant.span.from))
        let slices = parts.enumerated().map { number, part -> JSONValue in
            [
                "id": .integer(number + 1), "scope": ["workload": .string(part.type)], "axis": .string("availability"),
                "from": from, "to": asked, "outcome": .string("whole"), "records": .integer(part.records),
                "at": .array([.array([.integer(part.bytes.lowerBound), .integer(part.bytes.upperBound)])]),
            ]
        }
        return [
            "schema": .integer(1), "side": .string("authority"), "name": .string(tenant.shape.source),
            "type": .string(tenant.shape.source), "tool": .string(ToolVersion.version),
            "window": ["from": from, "to": .string(InstantText.rfc3339(tenant.span.to))],
            "asked": ["first": asked, "last": asked],
            "paths": [
                "id": .array([.string("Id")]), "time": .string("CreationTime"), "zone": .string("UTC"),
                "available": .null, "scope": .string("Workload"),
            ],
            "slices": .array(slices),
        ]
    }
}
