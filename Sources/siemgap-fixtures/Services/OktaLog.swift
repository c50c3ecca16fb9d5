import AuditModel

/// Events of the Okta System Log.
enum OktaLog: AuditService {
    static let precision = TimePrecision.milliseconds

    static func event(_ generator: inout SeededGenerator, number: Int, time: Int64) -> Event {
        Event(
            id: "\(generator.hex(8))-e6b1-11f0-9a00-0242ac120002", time: time, scope: "okta",
            operation: generator.pick(["user.session.start", "user.authentication.sso", "policy.evaluate_sign_on"]),
            user: generator.pick(Cast.users), address: generator.pick(Cast.addresses),
            succeeded: generator.below(6) > 0,
            number: number)
    }

    static func record(_ record: PlantedRecord) -> JSONValue {
        let event = record.event
        return [
            "uuid": .text(record.id),
            "published": record.time.map { .string(TimeText.iso($0, digits: 3)) } ?? .null,
            "eventType": .string(event.operation), "version": "0", "severity": "INFO", "displayMessage": "User login",
            "actor": [
                "id": .string("00u\(InstantText.padded(Cast.number(of: event.user), 12))"), "type": "User",
                "alternateId": .string(event.user), "detailEntry": nil,
            ],
            "client": [
                "ipAddress": .string(event.address), "zone": "null", "device": "Computer", "id": nil,
                "userAgent": ["rawUserAgent": "Mozilla/5.0 (X11; Linux x86_64)", "os": "Linux", "browser": "FIREFOX"],
            ],
            "authenticationContext": ["externalSessionId": "unknown", "authenticationStep": 0],
            "outcome": ["result": succeeded(record) ? "SUCCESS" : "FAILURE", "reason": nil],
            "transaction": ["type": "WEB", "id": .string("W\(event.number)example"), "detail": [:]],
            "request": ["ipChain": []], "target": [],
        ]
    }
}
