import AuditModel

/// Downloads of the Entra portal.
enum EntraPortalForm {
    private static let userColumns = [
        "Date (UTC)", "Request ID", "User agent", "Correlation ID", "User ID", "User", "Username", "User type",
        "Cross tenant access type", "Incoming token type", "Authentication Protocol", "Unique token identifier",
        "Original transfer method", "Client credential type", "Token Protection - Sign In Session",
        "Token Protection - Sign In Session StatusCode", "Application", "Application ID ", "App owner tenant ID",
        "Resource", "Resource ID ", "Resource tenant ID", "Resource owner tenant ID", "Home tenant ID",
        "Home tenant name", "IP address", "Location", "Status", "Sign-in error code", "Failure reason", "Client app",
        "Device ID", "Browser", "Operating System", "Compliant", "Managed", "Join Type",
        "Multifactor authentication result", "Multifactor authentication auth method",
        "Multifactor authentication auth detail", "Authentication requirement", "Sign-in identifier", "Session ID",
        "IP address (seen by resource)", "Through Global Secure Access", "Global Secure Access IP address",
        "Autonomous system  number", "Flagged for review", "Token issuer type", "Incoming token type",
        "Token issuer name", "Latency", "Conditional Access", "Managed Identity type", "Associated Resource Id",
        "Federated Token Id", "Federated Token Issuer",
    ]
    private static let principalColumns = [
        "Date (UTC)", "Request ID", "Correlation ID", "Service principal ID", "Service principal name",
        "Credential key ID", "Credential thumbprint", "Application", "Application ID ", "App owner tenant ID",
        "Resource", "Resource ID ", "Resource tenant ID", "Resource owner tenant ID", "Home tenant ID",
        "Home tenant name", "IP address", "Location", "Status", "Sign-in error code", "Failure reason",
        "Conditional Access",
    ]
    private static let italian = [
        "Date (UTC)": "Data (UTC)", "Request ID": "ID richiesta", "User agent": "Agente utente",
        "Correlation ID": "ID correlazione", "User ID": "ID utente", "User": "Utente", "Username": "Nome utente",
        "IP address": "Indirizzo IP", "Location": "Posizione", "Status": "Stato", "Application": "Applicazione",
    ]

    /// Sign-ins of people: 57 columns, one name twice, trailing and double spaces in others.
    static func userSignIns(_ records: [PlantedRecord], inItalian: Bool = false, hasMark: Bool = false) -> String {
        table(records, userColumns, inItalian: inItalian, hasMark: hasMark)
    }

    /// Sign-ins of service principals or of managed identities: 22 columns.
    static func principalSignIns(_ records: [PlantedRecord]) -> String {
        table(records, principalColumns, inItalian: false, hasMark: false)
    }

    /// The file beside a sign-in file that has a row for each authentication step; its rows are no events.
    static func authenticationDetails(_ records: [PlantedRecord]) -> String {
        var csv = CSVText(lineEnd: "\r\n")
        csv.row([
            "Request ID", "Date (UTC)", "Authentication method", "Method detail", "Succeeded", "Result detail",
            "Requirement",
        ])
        for record in records {
            for (step, method) in ["Password", "Mobile app notification"].enumerated() {
                let time = record.event.time + Int64(step) * 11 * Instants.second
                csv.row([
                    record.id ?? "", TimeText.iso(time), method, "", "true", "MFA, completed", "Primary authentication",
                ])
            }
        }
        return csv.text
    }

    /// Directory audits: no id column.
    static func directoryAudits(_ records: [PlantedRecord]) -> String {
        let columns = [
            "Date (UTC)", "CorrelationId", "Service", "Category", "Activity", "Result", "ResultReason", "User Agent",
            "ActorType", "ActorDisplayName", "ActorObjectId", "ActorUserPrincipalName", "IPAddress", "Target1Type",
            "Target1DisplayName", "Target1ObjectId", "Target1UserPrincipalName", "Target1ModifiedProperty1Name",
            "Target1ModifiedProperty1OldValue", "Target1ModifiedProperty1NewValue", "AdditionalDetail1Key",
            "AdditionalDetail1Value",
        ]
        var csv = CSVText(lineEnd: "\r\n")
        csv.row(columns)
        for record in records {
            let event = record.event
            csv.row([
                record.time.map { TimeText.iso($0, digits: 7, zone: "+00:00") } ?? "",
                DirectoryAudits.correlation(event), DirectoryAudits.service(event), event.scope, event.operation,
                DirectoryAudits.result(record), "", "", "User", "", Cast.guid(0, Cast.number(of: event.user)),
                event.user, event.address, "User", "", DirectoryAudits.target(event), "bob@contoso.example",
                "Department", "[]", "[\"Ops, Süd\"]", "UserType", "Member",
            ])
        }
        return csv.text
    }

    private static func table(
        _ records: [PlantedRecord], _ columns: [String], inItalian: Bool, hasMark: Bool
    ) -> String {
        var csv = CSVText(lineEnd: "\r\n")
        let names = inItalian ? columns.map { italian[$0] ?? $0 } : columns
        csv.row(hasMark ? ["\u{FEFF}" + names[0]] + names.dropFirst() : names)
        for record in records {
            let values = cells(record)
            csv.row(columns.map { values[$0] ?? "" })
        }
        return csv.text
    }

    private static func cells(_ record: PlantedRecord) -> [String: String] {
        let event = record.event
        let name = String(event.user.prefix { $0 != "@" })
        return [
            "Date (UTC)": record.time.map { TimeText.iso($0) } ?? "", "Request ID": record.id ?? "",
            "Correlation ID": SignIns.correlation(event), "User ID": Cast.guid(0, Cast.number(of: event.user)),
            "User": name, "Username": event.user, "Service principal ID": Cast.guid(1, Cast.number(of: event.user)),
            "Service principal name": "app-" + name, "Application": "Example Portal",
            "Application ID ": "00000003-0000-0000-c000-0000000000aa", "Resource": "Example API, v2",
            "IP address": event.address, "Location": "Tromsø, NO",
            "Status": SignIns.succeeded(record) ? "Success" : "Failure",
            "Sign-in error code": SignIns.succeeded(record) ? "" : "50126", "Browser": "Firefox 140",
            "Operating System": "Linux", "Incoming token type": "none", "Latency": "187",
        ]
    }
}
