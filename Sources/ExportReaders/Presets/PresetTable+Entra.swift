extension PresetTable {
    /// Downloads from the Entra portal, whose times are UTC whatever the portal shows.
    static let entraPortal: [Preset] = [
        authDetailsCSV, managedIdentityCSV, servicePrincipalCSV, nonInteractiveCSV, interactiveCSV, signInsJSON,
        auditCSV, auditJSON,
    ]

    private static let signInCap = RowCap(100_000, "the portal's sign-in download ends at 100,000 rows")
    private static let auditCaps = [
        RowCap(250_000, "the portal's audit download ends at 250,000 rows"),
        RowCap(5_000, "older portals ended the audit download at 5,000 rows"),
    ]

    private static let signInColumns: [PresetColumn: [FieldPath]] = [
        .user: ["Username", "User", "Service principal name"], .app: ["Application"], .address: ["IP address"],
        .result: ["Status"], .type: ["Client app"],
    ]

    static let authDetailsCSV = Preset(
        name: "entra-auth-details-csv", title: "authentication steps of Entra sign-ins (AuthDetails)",
        needs: [
            .layout([.csv]), .anyOf(["Request ID", "RequestId"]),
            .columnBegins(["Authentication step", "Authentication method", "AuthDetails"]),
        ],
        hints: [.fileName(["AuthDetails"]), .has("Succeeded"), .has("Result detail"), .has("Authentication method")],
        rejects: [.has("Application"), .has("Sign-in error code")],
        ids: ["Request ID", "RequestId"],
        times: [.utc("Date (UTC)"), .utc("Authentication step date"), .utc("Authentication step time")],
        caps: [signInCap], traits: [.authDetails, .cellCap])

    static let interactiveCSV = signIns("entra-interactive-csv", "Entra portal: interactive sign-ins")
    static let nonInteractiveCSV = signIns(
        "entra-non-interactive-csv", "Entra portal: non-interactive sign-ins", more: [.fileName(["NonInteractive"])])

    private static func signIns(_ name: String, _ title: String, more: [PresetSign] = []) -> Preset {
        Preset(
            name: name, title: title,
            needs: [
                .layout([.csv]), .has("Date (UTC)"), .has("Request ID"), .anyOf(["User", "Username", "User ID"]),
                .anyOf(["Application", "Status", "IP address"]),
            ] + more,
            hints: [.has("Correlation ID"), .has("Sign-in error code"), .has("Client app")],
            ids: ["Request ID"], times: [.utc("Date (UTC)")], columns: signInColumns, caps: [signInCap],
            traits: [.cellCap, .localised])
    }

    static let servicePrincipalCSV = Preset(
        name: "entra-service-principal-csv", title: "Entra portal: service principal sign-ins",
        needs: [.layout([.csv]), .has("Date (UTC)"), .has("Request ID"), .has("Service principal ID")],
        hints: [.has("Service principal name"), .has("Credential key ID"), .fileName(["ApplicationSignIns"])],
        rejects: [.anyOf(["User", "Username"]), .fileName(["MSISignIns", "ManagedIdentity"])],
        ids: ["Request ID"], times: [.utc("Date (UTC)")], columns: signInColumns, caps: [signInCap],
        traits: [.cellCap, .localised])

    static let managedIdentityCSV = Preset(
        name: "entra-managed-identity-csv", title: "Entra portal: managed identity sign-ins",
        needs: [
            .layout([.csv]), .has("Date (UTC)"), .has("Request ID"),
            .anyOf(["Managed Identity ID", "Managed Identity name", "Managed Identity type", "Service principal ID"]),
        ],
        hints: [.fileName(["MSISignIns", "ManagedIdentity"]), .has("Managed Identity type")],
        rejects: [.anyOf(["User", "Username"])],
        ids: ["Request ID"], times: [.utc("Date (UTC)")], columns: signInColumns, caps: [signInCap],
        traits: [.cellCap, .localised])

    static let signInsJSON: Preset = {
        var preset = graphSignIns
        preset.name = "entra-sign-ins-json"
        preset.title = "Entra portal: sign-ins as JSON"
        preset.needs += [.layout([.array]), .fileName(["SignIns", "SignInLogs", "sign-ins"])]
        preset.caps = [signInCap]
        return preset
    }()

    static let auditJSON: Preset = {
        var preset = graphDirectoryAudits
        preset.name = "entra-audit-json"
        preset.title = "Entra portal: audit log as JSON"
        preset.needs += [.layout([.array]), .fileName(["AuditLogs", "Audit_Logs"])]
        preset.caps = auditCaps
        return preset
    }()

    static let auditCSV = Preset(
        name: "entra-audit-csv", title: "Entra portal: audit log as CSV, which has no id column",
        needs: [
            .layout([.csv]), .has("Date (UTC)"), .has("CorrelationId"), .has("Activity"),
            .anyOf(["Service", "Category"]),
        ],
        hints: [.has("ActorObjectId"), .has("Target1ObjectId"), .has("ResultReason")],
        times: [.utc("Date (UTC)")], scope: ScopeField("Category", ["Category"]),
        columns: [
            .operation: ["Activity"], .type: ["Category"],
            .user: ["ActorUserPrincipalName", "ActorServicePrincipalName", "ActorDisplayName"], .app: ["Service"],
            .address: ["IPAddress"], .result: ["Result"], .scope: ["Category"],
        ],
        caps: auditCaps, weakMatch: ["Date (UTC)", "CorrelationId", "Activity", "Category", "Target1ObjectId"],
        traits: .cellCap)
}
