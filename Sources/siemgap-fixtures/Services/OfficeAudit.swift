import AuditModel

/// Events of the Office 365 Management Activity API.
enum OfficeAudit: AuditService {
    static let precision = TimePrecision.second

    private static let kinds: [(workload: String, recordType: Int, operation: String)] = [
        ("Exchange", 1, "New-InboxRule"), ("Exchange", 2, "SendOnBehalf"), ("Exchange", 2, "HardDelete"),
        ("SharePoint", 6, "FileAccessed"), ("SharePoint", 6, "FileDownloaded"), ("OneDrive", 6, "FileUploaded"),
        ("AzureActiveDirectory", 15, "UserLoggedIn"), ("AzureActiveDirectory", 8, "Update user."),
        ("MicrosoftTeams", 25, "MessageSent"),
    ]

    static func event(_ generator: inout SeededGenerator, number: Int, time: Int64) -> Event {
        let kind = generator.pick(kinds)
        return Event(
            id: generator.guid(), time: time, scope: kind.workload, operation: kind.operation,
            user: generator.pick(Cast.users), address: generator.pick(Cast.addresses),
            succeeded: generator.below(8) > 0,
            number: number)
    }

    static func record(_ record: PlantedRecord) -> JSONValue {
        let event = record.event
        let recordType = kinds.first { $0.operation == event.operation }?.recordType ?? 0
        let common: JSONValue = [
            "CreationTime": record.time.map { .string(TimeText.iso($0, zone: "")) } ?? .null, "Id": .text(record.id),
            "Operation": .string(event.operation), "OrganizationId": .string(Cast.tenant),
            "RecordType": .integer(recordType), "ResultStatus": succeeded(record) ? "Success" : "Failed",
            "UserKey": .string(Cast.guid(0, Cast.number(of: event.user))),
            "UserType": event.user.hasPrefix("svc") ? 5 : 0, "Version": 1, "Workload": .string(event.scope),
            "ClientIP": .string(clientAddress(event)), "UserId": .string(event.user),
        ]
        let padding = String(repeating: "All work and no play. ", count: event.padding / 22)
        return common.merging(details(event)).merging(event.padding == 0 ? [:] : ["Comment": .string(padding)])
    }

    /// The address with a port on every fifth record, with brackets around IPv6 then.
    private static func clientAddress(_ event: Event) -> String {
        guard event.number % 5 == 0 else { return event.address }
        let port = 49_152 + event.number
        return event.address.contains(":") ? "[\(event.address)]:\(port)" : "\(event.address):\(port)"
    }

    /// What differs by workload: quotes, line feeds, commas, text outside ASCII and JSON in strings occur.
    private static func details(_ event: Event) -> JSONValue {
        switch event.scope {
        case "Exchange":
            return [
                "ObjectId": .string("\(event.user)\\Rule \(event.number)"),
                "Parameters": [["Name": "SubjectContainsWords", "Value": "invoice; \"urgent\"\nsecond line, Größe"]],
            ]
        case "SharePoint", "OneDrive":
            let name = "Bericht \(event.number), Entwurf.docx"
            return [
                "ObjectId": .string("https://contoso.example/sites/ops/\(name)"), "SourceFileName": .string(name),
                "EventSource": "SharePoint",
            ]
        case "AzureActiveDirectory":
            return [
                "ObjectId": "00000003-0000-0000-c000-0000000000aa",
                "ExtendedProperties": [
                    ["Name": "UserAgent", "Value": "Mozilla/5.0 (X11; Linux x86_64), like \"Gecko\""]
                ],
            ]
        default:
            return [
                "CommunicationType": "OneOnOne", "ExtraProperties": [["Key": "raw", "Value": "{\"a\":\"\\\"b\\\"\"}"]],
            ]
        }
    }
}
