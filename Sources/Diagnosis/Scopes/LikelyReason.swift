import AuditModel

/// Why a scope may be absent throughout, by what it is called.
enum LikelyReason {
    /// What a scope's name holds, in lower case, and the reason.
    private static let bySIEM: [(words: [String], reason: String)] = [
        (
            ["noninteractive", "serviceprincipal", "managedidentity"],
            "the collector asks for interactive sign-ins only, which is the API's default"
        ),
        (["audit.", "dlp.all"], "the collector is not subscribed to this content type"),
        (
            ["exchange", "sharepoint", "onedrive", "azureactivedirectory", "microsoftteams", "teams"],
            "the content type that carries this workload is not subscribed, or a filter leaves it out"
        ),
        (["git"], "the collector asks for web events only (include=web)"),
        (["-east-", "-west-", "-north", "-south", "-central-", "region"], "the collector reads other regions only"),
    ]

    /// The likely reason for the SIEM to have none of a scope.
    static func ofSIEM(_ scope: Scope) -> String {
        let text = "\(scope.field) \(scope.value)".lowercased()
        let known = bySIEM.first { entry in entry.words.contains { text.contains($0) } }
        return known?.reason ?? "the collector does not ask for it, or a filter leaves it out"
    }

    /// The likely reason for the authority to have none of a scope.
    static func ofAuthority(_ scope: Scope) -> String {
        "the authority was asked for less than the collector reads; give it this scope as well, or leave it out with"
            + " --where"
    }
}
