import AuditModel

/// Risk detections of Microsoft Graph, with 64 hexadecimal digits for an id and three times.
enum RiskDetections: AuditService {
    static let precision = TimePrecision.ticks
    static let hasGUIDs = false

    static func event(_ generator: inout SeededGenerator, number: Int, time: Int64) -> Event {
        Event(
            id: generator.hex(64), time: time, scope: "IdentityProtection",
            operation: generator.pick(["unfamiliarFeatures", "anonymizedIPAddress", "leakedCredentials"]),
            user: generator.pick(Cast.users), address: generator.pick(Cast.addresses),
            succeeded: generator.below(3) > 0,
            number: number)
    }

    static func record(_ record: PlantedRecord) -> JSONValue {
        let event = record.event
        let detected = event.time + Int64(event.number % 7 + 1) * 17 * Instants.minute
        return [
            "id": .text(record.id), "requestId": .string(Cast.guid(8, event.number)),
            "correlationId": .string(Cast.guid(5, event.number)), "riskEventType": .string(event.operation),
            "riskState": succeeded(record) ? "atRisk" : "remediated", "riskLevel": "medium", "riskDetail": "none",
            "source": "IdentityProtection", "detectionTimingType": "offline", "activity": "signin",
            "tokenIssuerType": "AzureAD", "ipAddress": .string(event.address),
            "activityDateTime": record.time.map { .string(TimeText.iso($0, digits: 7)) } ?? .null,
            "detectedDateTime": .string(TimeText.iso(detected, digits: 7)),
            "lastUpdatedDateTime": .string(TimeText.iso(detected + 3 * Instants.minute)),
            "userId": .string(Cast.guid(0, Cast.number(of: event.user))), "userPrincipalName": .string(event.user),
            "additionalInfo": "[{\"Key\":\"userAgent\",\"Value\":\"Mozilla/5.0 (X11)\"}]",
        ]
    }
}
