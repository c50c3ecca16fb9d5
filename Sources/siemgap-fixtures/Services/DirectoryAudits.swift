import AuditModel

/// Directory audits of Microsoft Graph; their ids are case-bearing strings, not GUIDs.
enum DirectoryAudits: AuditService {
    static let precision = TimePrecision.ticks
    static let hasGUIDs = false

    private static let kinds = [
        ("UserManagement", "Update user", "Core Directory"), ("UserManagement", "Reset password", "Core Directory"),
        ("GroupManagement", "Add member to group", "Core Directory"),
        ("ApplicationManagement", "Consent to application", "Core Directory"),
        ("Policy", "Update policy", "Conditional Access"),
    ]

    static func event(_ generator: inout SeededGenerator, number: Int, time: Int64) -> Event {
        let kind = generator.pick(kinds)
        let suffix = (0..<5).map { _ in generator.pick(["K", "Q", "x", "Z", "7", "m"]) }.joined()
        return Event(
            id: "Directory_\(Cast.guid(6, number / 2))_\(suffix)_\(1_002_000 + number)", time: time, scope: kind.0,
            operation: kind.1, user: generator.pick(Cast.users), address: generator.pick(Cast.addresses),
            succeeded: generator.below(8) > 0, number: number)
    }

    static func record(_ record: PlantedRecord) -> JSONValue {
        let event = record.event
        return [
            "id": .text(record.id), "category": .string(event.scope), "correlationId": .string(correlation(event)),
            "result": .string(result(record)), "resultReason": "",
            "activityDisplayName": .string(event.operation),
            "activityDateTime": record.time.map { .string(TimeText.iso($0, digits: 7)) } ?? .null,
            "loggedByService": .string(service(event)), "operationType": "Update",
            "initiatedBy": [
                "app": nil,
                "user": [
                    "id": .string(Cast.guid(0, Cast.number(of: event.user))), "displayName": nil,
                    "userPrincipalName": .string(event.user), "ipAddress": .string(event.address),
                ],
            ],
            "targetResources": [
                [
                    "id": .string(target(event)), "displayName": nil, "type": "User",
                    "userPrincipalName": "bob@contoso.example",
                    "modifiedProperties": [
                        ["displayName": "Department", "oldValue": "[]", "newValue": "[\"Ops, Süd\"]"]
                    ],
                ]
            ],
            "additionalDetails": [["key": "UserType", "value": "Member"]],
        ]
    }

    /// Shared by two neighbouring records.
    static func correlation(_ event: Event) -> String { Cast.guid(6, event.number / 2) }

    /// The object that was changed.
    static func target(_ event: Event) -> String { Cast.guid(7, event.number % 9) }

    /// The directory service that logged the change.
    static func service(_ event: Event) -> String { kinds.first { $0.1 == event.operation }?.2 ?? "" }

    /// `success` or `failure`.
    static func result(_ record: PlantedRecord) -> String { succeeded(record) ? "success" : "failure" }
}
