import AuditModel

/// Sign-ins of Microsoft Graph, all four kinds.
enum SignIns: AuditService {
    static let precision = TimePrecision.second

    /// The four kinds, as `signInEventTypes` names them.
    static let kinds = ["interactiveUser", "nonInteractiveUser", "servicePrincipal", "managedIdentity"]

    static func event(_ generator: inout SeededGenerator, number: Int, time: Int64) -> Event {
        let kind = kinds[[0, 0, 0, 1, 1, 2, 2, 3][generator.below(8)]]
        return Event(
            id: generator.guid(), time: time, scope: kind, operation: "Sign-in activity",
            user: generator.pick(Cast.users), address: generator.pick(Cast.addresses),
            succeeded: generator.below(6) > 0,
            number: number)
    }

    static func record(_ record: PlantedRecord) -> JSONValue {
        let event = record.event
        return JSONValue.object([
            .init("id", .text(record.id)),
            .init("createdDateTime", record.time.map { .string(TimeText.iso($0)) } ?? .null),
        ]).merging(who(event)).merging(what(record))
    }

    /// Whether the sign-in is a person's.
    static func isUser(_ event: Event) -> Bool { event.scope.hasSuffix("User") }

    /// Shared by three neighbouring sign-ins, so that it is no id.
    static func correlation(_ event: Event) -> String { Cast.guid(5, event.number / 3) }

    private static func who(_ event: Event) -> JSONValue {
        let isUser = isUser(event)
        let name = String(event.user.prefix { $0 != "@" })
        return [
            "userDisplayName": isUser ? .string(name) : "", "userPrincipalName": isUser ? .string(event.user) : "",
            "userId": isUser ? .string(Cast.guid(0, Cast.number(of: event.user))) : "",
            "servicePrincipalId": isUser ? "" : .string(Cast.guid(1, Cast.number(of: event.user))),
            "servicePrincipalName": isUser ? nil : .string("app-" + name),
            "isInteractive": .bool(event.scope == "interactiveUser"),
            "signInEventTypes": .array([.string(event.scope)]),
        ]
    }

    private static func what(_ record: PlantedRecord) -> JSONValue {
        let event = record.event
        let failure: JSONValue = [
            "errorCode": 50126, "failureReason": "Invalid username or password.", "additionalDetails": nil,
        ]
        let success: JSONValue = ["errorCode": 0, "failureReason": "Other.", "additionalDetails": nil]
        return [
            "appId": "00000003-0000-0000-c000-0000000000aa", "appDisplayName": "Example Portal",
            "ipAddress": .string(event.address), "clientAppUsed": "Browser",
            "correlationId": .string(correlation(event)), "conditionalAccessStatus": "notApplied",
            "tokenIssuerType": "AzureAD", "riskState": "none", "resourceDisplayName": "Example API, v2",
            "status": succeeded(record) ? success : failure,
            "deviceDetail": ["deviceId": "", "operatingSystem": "Linux", "browser": "Firefox 140", "isManaged": false],
            "location": ["city": "Tromsø", "countryOrRegion": "NO"], "appliedConditionalAccessPolicies": [],
        ]
    }
}
