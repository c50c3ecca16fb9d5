/// What sets one list of Microsoft Graph, or of its predecessor, apart from the others.
struct GraphRules: Sendable {
    /// A field's value, for filters.
    enum Value: Sendable {
        /// Nanoseconds since the Unix epoch, UTC.
        case instant(Int64)
        case text(String)
        case number(Int)
    }

    /// The order a time field puts records in.
    enum Axis: Sendable { case eventTime, availability }

    /// The paths behind the host.
    let paths: [String]
    /// What a token must be made for.
    let audiences: [String]
    /// An app role the token must hold; nil: none.
    let role: String?
    /// The time fields by which the list can be filtered and ordered.
    let times: [String: Axis]
    /// The field of the usual order.
    let mainTime: String
    /// Newest first unless `$orderby` says otherwise.
    let isNewestFirst: Bool
    let usualTop: Int
    let mostTop: Int
    /// Whether throttling names the seconds to wait.
    let saysRetryAfter: Bool
    /// Older events are left out, nanoseconds; "Microsoft Entra data retention", premium licences.
    let retention: Int64
    /// Only the newest readable state of an event is shown.
    let isMutable: Bool
    /// What a filter field holds in a record; nil for a field the list does not know.
    let value: @Sendable (_ field: String, TenantRecord, Tenant) -> Value?
    /// Whether a record is shown when no filter names its kind.
    let isShownUnasked: @Sendable (TenantRecord, Tenant) -> Bool
    /// The filter field that separates streams, whose values are scopes; nil: none.
    let scopeField: String?
    /// The configuration entry's further keys.
    let hasLegacyToken: Bool

    private static let day: Int64 = 86_400_000_000_000

    static let signIns = GraphRules(
        paths: ["/v1.0/auditLogs/signIns", "/beta/auditLogs/signIns"], audiences: graph, role: "AuditLog.Read.All",
        times: ["createdDateTime": .eventTime], mainTime: "createdDateTime", isNewestFirst: true, usualTop: 1000,
        mostTop: 1000, saysRetryAfter: true, retention: 30 * day, isMutable: false, value: signInValue,
        isShownUnasked: { $1.type(of: $0) == "interactiveUser" }, scopeField: "signInEventTypes", hasLegacyToken: false)

    static let directoryAudits = GraphRules(
        paths: ["/v1.0/auditLogs/directoryAudits", "/beta/auditLogs/directoryAudits"], audiences: graph,
        role: "AuditLog.Read.All", times: ["activityDateTime": .eventTime], mainTime: "activityDateTime",
        isNewestFirst: true, usualTop: 1000, mostTop: 1000, saysRetryAfter: true, retention: 30 * day, isMutable: false,
        value: directoryAuditValue, isShownUnasked: { _, _ in true }, scopeField: "category", hasLegacyToken: false)

    static let riskDetections = GraphRules(
        paths: ["/v1.0/identityProtection/riskDetections", "/beta/identityProtection/riskDetections"],
        audiences: graph, role: "IdentityRiskEvent.Read.All",
        times: [
            "activityDateTime": .eventTime, "detectedDateTime": .availability, "lastUpdatedDateTime": .availability,
        ], mainTime: "activityDateTime", isNewestFirst: false, usualTop: 20, mostTop: 500, saysRetryAfter: false,
        retention: 90 * day, isMutable: true, value: riskValue, isShownUnasked: { _, _ in true }, scopeField: nil,
        hasLegacyToken: false)

    static let identityRiskEvents = GraphRules(
        paths: ["/beta/identityRiskEvents"], audiences: graph, role: "IdentityRiskEvent.Read.All",
        times: ["riskEventDateTime": .eventTime, "createdDateTime": .availability], mainTime: "riskEventDateTime",
        isNewestFirst: false, usualTop: 20, mostTop: 500, saysRetryAfter: false, retention: 90 * day, isMutable: true,
        value: riskValue, isShownUnasked: { _, _ in true }, scopeField: nil, hasLegacyToken: false)

    static let legacySignIns = GraphRules(
        paths: ["/\(Tenant.domain)/activities/signinEvents", "/\(Tenant.id)/activities/signinEvents"],
        audiences: ["https://graph.windows.net"], role: nil, times: ["signinDateTime": .eventTime],
        mainTime: "signinDateTime", isNewestFirst: true, usualTop: 1000, mostTop: 1000, saysRetryAfter: true,
        retention: 30 * day, isMutable: false, value: legacyValue, isShownUnasked: { _, _ in true }, scopeField: nil,
        hasLegacyToken: true)

    private static let graph = ["https://graph.microsoft.com", "00000003-0000-0000-c000-000000000000"]

    // MARK: Fields

    private static func signInValue(_ field: String, _ record: TenantRecord, _ tenant: Tenant) -> Value? {
        switch field {
        case "createdDateTime": .instant(record.time)
        case "signInEventTypes": .text(tenant.type(of: record))
        case "status/errorCode": .number(record.succeeded ? 0 : 50126)
        case "appId": .text("00000003-0000-0000-c000-0000000000aa")
        default: commonValue(field, record, tenant)
        }
    }

    private static func directoryAuditValue(_ field: String, _ record: TenantRecord, _ tenant: Tenant) -> Value? {
        switch field {
        case "activityDateTime": .instant(record.time)
        case "activityDisplayName": .text(tenant.operation(of: record))
        case "category": .text(tenant.type(of: record))
        case "loggedByService": .text("Core Directory")
        case "result": .text(record.succeeded ? "success" : "failure")
        default: commonValue(field, record, tenant)
        }
    }

    private static func riskValue(_ field: String, _ record: TenantRecord, _ tenant: Tenant) -> Value? {
        switch field {
        case "activityDateTime", "riskEventDateTime": .instant(record.time)
        case "detectedDateTime", "createdDateTime": .instant(record.firstAvailable)
        case "lastUpdatedDateTime": .instant(record.available)
        case "riskEventType": .text(tenant.operation(of: record))
        case "riskState", "riskEventStatus": .text(record.revision > 0 ? "remediated" : "atRisk")
        default: commonValue(field, record, tenant)
        }
    }

    private static func legacyValue(_ field: String, _ record: TenantRecord, _ tenant: Tenant) -> Value? {
        switch field {
        case "signinDateTime": .instant(record.time)
        case "loginStatus": .text(record.succeeded ? "0" : "1")
        default: commonValue(field, record, tenant)
        }
    }

    private static func commonValue(_ field: String, _ record: TenantRecord, _ tenant: Tenant) -> Value? {
        switch field {
        case "id": .text(tenant.id(of: record))
        case "userPrincipalName": .text(String(decoding: tenant.cast.users[Int(record.user)], as: UTF8.self))
        case "ipAddress": .text(String(decoding: tenant.cast.addresses[Int(record.address)], as: UTF8.self))
        default: nil
        }
    }
}
