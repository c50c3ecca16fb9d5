import AuditModel

/// Activities of the Google Workspace Reports API, whose key is four fields.
enum GoogleActivity: AuditService {
    static let precision = TimePrecision.milliseconds
    static let hasGUIDs = false

    static func event(_ generator: inout SeededGenerator, number: Int, time: Int64) -> Event {
        let application = generator.pick(["login", "admin", "drive", "token"])
        let sign = generator.below(2) == 0 ? "-" : ""
        // Every fourth activity repeats a qualifier, so that the qualifier alone is no key.
        let qualifier = number % 4 == 3 ? "1" : "\(sign)77\(generator.below(1_000_000_000_000))\(number)"
        return Event(
            id: [TimeText.iso(time, digits: 3), qualifier, application, "C0example"].joined(separator: "/"), time: time,
            scope: application, operation: application + "_event", user: generator.pick(Cast.users),
            address: generator.pick(Cast.addresses), succeeded: generator.below(6) > 0, number: number)
    }

    static func record(_ record: PlantedRecord) -> JSONValue {
        let event = record.event
        let parts = event.id.split(separator: "/").map(String.init)
        let key: JSONValue = [
            "time": .string(parts[0]), "uniqueQualifier": .string(parts[1]), "applicationName": .string(parts[2]),
            "customerId": .string(parts[3]),
        ]
        return [
            "kind": "admin#reports#activity", "id": record.hasID ? key : nil, "etag": .string("\"e\(event.number)\""),
            "actor": [
                "callerType": "USER", "email": .string(event.user),
                "profileId": .string("1000000000000000000\(Cast.number(of: event.user))"),
            ],
            "ipAddress": .string(event.address), "ownerDomain": "contoso.example",
            "events": [
                [
                    "type": .string(event.scope), "name": .string(event.operation),
                    "parameters": [
                        ["name": "is_suspicious", "boolValue": .bool(!succeeded(record))],
                        ["name": "n", "intValue": .string(String(event.number))],
                        ["name": "m", "multiValue": ["a", "b"]],
                    ],
                ]
            ],
        ]
    }
}
