import AuditModel

/// Entries of a GitHub organisation's audit log; times are milliseconds since the Unix epoch.
enum GitHubAudit: AuditService {
    static let precision = TimePrecision.milliseconds
    static let hasGUIDs = false

    static func event(_ generator: inout SeededGenerator, number: Int, time: Int64) -> Event {
        let operation = generator.pick(["repo.create", "org.add_member", "git.clone", "git.push"])
        return Event(
            id: "\(generator.hex(6))Qk-\(generator.hex(8))_\(number)", time: time,
            scope: operation.hasPrefix("git.") ? "git" : "web", operation: operation, user: generator.pick(Cast.users),
            address: generator.pick(Cast.addresses), succeeded: true, number: number)
    }

    static func record(_ record: PlantedRecord) -> JSONValue {
        let event = record.event
        let time = record.time.map { JSONValue.integer(TimeText.milliseconds($0)) } ?? .null
        let entry: JSONValue = [
            "@timestamp": time, "_document_id": .text(record.id), "action": .string(event.operation),
            "actor": .string(String(event.user.prefix { $0 != "@" })),
            "actor_id": .integer(1000 + Cast.number(of: event.user)), "org": "example", "org_id": 2002,
            "repo": .string("example/app-\(event.number % 11)"), "business": "example-ent",
            "visibility": succeeded(record) ? "private" : "public",
        ]
        if event.scope == "git" { return entry.merging(["transport_protocol_name": "http"]) }
        return entry.merging(["created_at": time, "actor_ip": .string(event.address)])
    }
}
