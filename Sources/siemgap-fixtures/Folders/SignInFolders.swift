import AuditModel

/// Graph sign-ins against the Entra portal and Log Analytics.
enum SignInFolders {
    static func all() -> [FixtureFolder] {
        [portalCSV(), portalJSON(), localised(), workspaceCSV(), workspaceAPI(), authenticationDetails()]
    }

    private static let portalNames = [
        "interactiveUser": "InteractiveSignIns", "nonInteractiveUser": "NonInteractiveSignIns",
        "servicePrincipal": "ApplicationSignIns", "managedIdentity": "MSISignIns",
    ]
    private static let tables = [
        "interactiveUser": "SigninLogs", "nonInteractiveUser": "AADNonInteractiveUserSignInLogs",
        "servicePrincipal": "AADServicePrincipalSignInLogs", "managedIdentity": "AADManagedIdentitySignInLogs",
    ]

    /// One SIEM file a kind of sign-in.
    private static func split(
        _ pair: PlantedPair, _ names: [String: String], _ end: String,
        text: (_ records: [PlantedRecord], _ kind: String) -> String
    ) -> [FixtureFile] {
        SignIns.kinds.map { kind in
            FixtureFile(
                "siem/\(names[kind] ?? kind)\(end)", text: text(pair.siem.filter { $0.event.scope == kind }, kind))
        }
    }

    private static func portalCSV() -> FixtureFolder {
        var planting = Planting(seed: 401, service: SignIns.self, events: 65, window: Instants.week)
        (planting.outside, planting.authorityOrder, planting.siemOrder) = (3, .descending, .descending)
        let pair = planting.pair()
        return FixtureFolder(
            "signins-portal-csv", "Graph pages against the portal's four CSV files", truth: Truth(pair: pair),
            authority: RawForm.graphPages(pair.authority, SignIns.self, path: "signIns", size: 30),
            siem: split(pair, portalNames, "_2026-11-09_2026-11-16.csv") { records, kind in
                kind.hasSuffix("User")
                    ? EntraPortalForm.userSignIns(records, hasMark: kind == "interactiveUser")
                    : EntraPortalForm.principalSignIns(records)
            })
    }

    private static func portalJSON() -> FixtureFolder {
        var planting = Planting(seed: 402, service: SignIns.self, events: 60)
        planting.siemOrder = .descending
        let pair = planting.pair()
        return FixtureFolder(
            "signins-portal-json", "Graph records, one a line, against the portal's four JSON arrays",
            truth: Truth(pair: pair), authority: AuthoritySide.files(pair, SignIns.self, gzip: true),
            siem: split(pair, portalNames, "_2026-11-14_2026-11-15 (1).json") { records, _ in
                RawForm.array(records, SignIns.self)
            })
    }

    private static func localised() -> FixtureFolder {
        var planting = Planting(seed: 403, service: SignIns.self, events: 60)
        planting.siemOrder = .descending
        var pair = planting.pair()
        pair.authority.removeAll { $0.event.scope != "interactiveUser" }
        pair.siem.removeAll { $0.event.scope != "interactiveUser" }
        return FixtureFolder(
            "signins-portal-csv-italian", "Interactive sign-ins with Italian headers", truth: Truth(pair: pair),
            authority: AuthoritySide.files(pair, SignIns.self, gzip: true),
            siem: [FixtureFile("siem.csv", text: EntraPortalForm.userSignIns(pair.siem, inItalian: true))],
            arguments: ["--siem-id", "ID richiesta", "--siem-time", "Data (UTC)"])
    }

    private static func workspaceCSV() -> FixtureFolder {
        let pair = Planting(seed: 404, service: SignIns.self, events: 64, authorityOrder: .descending).pair()
        return FixtureFolder(
            "signins-log-analytics-csv", "Graph pages against `SigninLogs` and its three siblings",
            truth: Truth(pair: pair),
            authority: RawForm.graphPages(pair.authority, SignIns.self, path: "signIns", size: 40),
            siem: split(pair, tables, ".csv") { records, kind in
                LogAnalyticsForm.signIns(records, table: tables[kind] ?? kind, .american)
            })
    }

    private static func workspaceAPI() -> FixtureFolder {
        var pair = Planting(seed: 405, service: SignIns.self, events: 150).pair()
        pair.authority.removeAll { $0.event.scope != "interactiveUser" }
        pair.siem.removeAll { $0.event.scope != "interactiveUser" }
        return FixtureFolder(
            "signins-log-analytics-api", "Interactive sign-ins against the query API's tables, columns and rows",
            truth: Truth(pair: pair), authority: AuthoritySide.files(pair, SignIns.self, gzip: true),
            siem: [FixtureFile("siem.json", text: LogAnalyticsForm.signInTables(pair.siem))])
    }

    private static func authenticationDetails() -> FixtureFolder {
        var pair = Planting.clean(seed: 406, service: SignIns.self, events: 60).pair()
        pair.authority.removeAll { $0.event.scope != "interactiveUser" }
        pair.siem.removeAll { $0.event.scope != "interactiveUser" }
        return FixtureFolder(
            "auth-details", "A file of authentication steps beside the sign-ins; its rows are no records",
            truth: Truth(pair: pair, marks: [(.authDetails, .remark)]),
            authority: AuthoritySide.files(pair, SignIns.self, gzip: true),
            siem: [
                FixtureFile("siem/InteractiveSignIns_2026-11-14.csv", text: EntraPortalForm.userSignIns(pair.siem)),
                FixtureFile(
                    "siem/InteractiveSignIns_AuthDetails_2026-11-14.csv",
                    text: EntraPortalForm.authenticationDetails(pair.siem)),
            ])
    }
}
