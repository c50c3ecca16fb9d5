package import AuditModel
package import Pulling
package import Settings
import Transport

/// The sources that the tool knows by type.
///
/// A described source is one line in ``descriptions``, a source with code of its own one in ``coded``.
package enum SourceRegistry {
    /// Makes a source with code of its own from its settings.
    typealias Maker = @Sendable (NamedSource, SourceMaking) throws(SettingsFault) -> MadeSource

    /// Types and the texts of their descriptions.
    static let descriptions: [(type: String, text: [UInt8])] = [
        ("1password", PackageResources.onepassword_yaml),
        ("aad-graph-sign-ins", PackageResources.aad_graph_sign_ins_yaml),
        ("atlassian-org", PackageResources.atlassian_org_yaml),
        ("auth0", PackageResources.auth0_yaml),
        ("azure-activity", PackageResources.azure_activity_yaml),
        ("box-events", PackageResources.box_events_yaml),
        ("cloudflare-audit", PackageResources.cloudflare_audit_yaml),
        ("cloudflare-audit-v2", PackageResources.cloudflare_audit_v2_yaml),
        ("dropbox-team-log", PackageResources.dropbox_team_log_yaml),
        ("duo-authentication", PackageResources.duo_authentication_yaml),
        ("gcp-logging", PackageResources.gcp_logging_yaml),
        ("github-audit", PackageResources.github_audit_yaml),
        ("gitlab-audit", PackageResources.gitlab_audit_yaml),
        ("google-workspace-reports", PackageResources.google_workspace_reports_yaml),
        ("graph-directory-audits", PackageResources.graph_directory_audits_yaml),
        ("graph-identity-risk-events", PackageResources.graph_identity_risk_events_yaml),
        ("graph-risk-detections", PackageResources.graph_risk_detections_yaml),
        ("graph-sign-ins", PackageResources.graph_sign_ins_yaml),
        ("hcp-terraform", PackageResources.hcp_terraform_yaml),
        ("jumpcloud", PackageResources.jumpcloud_yaml),
        ("launchdarkly-audit", PackageResources.launchdarkly_audit_yaml),
        ("o365-management", PackageResources.o365_management_yaml),
        ("okta-system-log", PackageResources.okta_system_log_yaml),
        ("onelogin-events", PackageResources.onelogin_events_yaml),
        ("pagerduty-audit", PackageResources.pagerduty_audit_yaml),
        ("purview-audit", PackageResources.purview_audit_yaml),
        ("slack-audit", PackageResources.slack_audit_yaml),
        ("tines-audit", PackageResources.tines_audit_yaml),
        ("zendesk-audit", PackageResources.zendesk_audit_yaml),
        ("zoom-operations", PackageResources.zoom_operations_yaml),
    ]

    /// Names and texts of what descriptions of one family share.
    static let families: [(name: String, text: [UInt8])] = [
        ("entra", PackageResources.entra_yaml), ("graph", PackageResources.graph_yaml),
    ]

    /// Types, makers, and the schemas of their settings.
    static let coded: [(type: String, make: Maker, schema: JSONValue)] = [
        ("cloudtrail", RegionalSource.cloudTrail, RegionalSource.schema),
        ("cloudtrail-files", CloudTrailFilesSource.make, CloudTrailFilesSource.schema),
    ]

    /// The type of sources that the user describes.
    package static let userType = "rest"

    /// All types, sorted.
    package static var types: [String] { (descriptions.map(\.type) + coded.map(\.type) + [userType]).sorted() }

    /// Types whose events say when they became available, in a field or by the piece they come in; sorted.
    package static var typesStatingAvailability: [String] {
        let described = descriptions.map(\.type).filter { type in
            // Built-in descriptions are read in tests; one that cannot be read says nothing.
            guard let description = try? description(of: type) else { return false }
            return description.records.available != nil || description.steps.item?.available != nil
        }
        return (described + ["cloudtrail-files"]).sorted()
    }

    /// Makes a configured source.
    ///
    /// - Throws: ``SettingsFault`` with line and column for settings, without for a credential that cannot be fetched.
    package static func source(_ named: NamedSource, making: SourceMaking) throws(SettingsFault) -> MadeSource {
        if let own = coded.first(where: { $0.type == named.type }) { return try own.make(named, making) }
        let map = try named.map()
        if named.type == userType {
            let description = try SourceDecoder.description(map, by: .user, type: userType)
            return try make(description, SourceSettings(of: description), named.name, making, map)
        }
        guard let description = try description(of: named.type) else {
            throw SettingsFault(
                .init(
                    "sources.\(named.name): \"\(named.type)\" is no type of source", at: named.mark,
                    means: "types: \(types.joined(separator: " "))", fix: "use one of them, or describe it as rest"))
        }
        return try make(description, SourceSettings(map, for: description), named.name, making, map)
    }

    /// Checks the settings of a configured source without fetching credentials.
    package static func check(_ named: NamedSource) throws(SettingsFault) {
        let making = SourceMaking(resolve: { _, _ in Secret("") }, wait: { _ in })
        do throws(SettingsFault) {
            _ = try source(named, making: making)
        } catch  where error.issues.allSatisfy({ $0.mark == nil }) {
            // What lies inside a credential cannot be found without its text.
        }
    }

    /// The description of a built-in type; nil for other types.
    package static func description(of type: String) throws(SettingsFault) -> SourceDescription? {
        guard let built = descriptions.first(where: { $0.type == type }) else { return nil }
        let node = try DescriptionFamily.node(built.text, file: "\(type).yaml", families: families)
        return try SourceDecoder.description(try SettingsMap(node, in: ""), by: .tool, type: type)
    }

    /// The JSON schema of each type's settings, `type` left out.
    package static func schemas() throws(SettingsFault) -> [String: JSONValue] {
        var schemas = [userType: SourceSchema.ofLanguage]
        for (type, _) in descriptions {
            if let description = try description(of: type) { schemas[type] = SourceSchema.ofSettings(description) }
        }
        for own in coded { schemas[own.type] = own.schema }
        return schemas
    }

    /// Makes a source of a description and what was set for it.
    ///
    /// - Parameters:
    ///   - name: the source's name, for messages.
    ///   - map: the source's keys, for the places of faults.
    package static func make(
        _ description: SourceDescription, _ settings: SourceSettings, _ name: String, _ making: SourceMaking,
        _ map: SettingsMap
    ) throws(SettingsFault) -> MadeSource {
        guard let baseURL = settings.texts["base_url"], URLText(baseURL).origin != nil else {
            throw map.fault("base_url", "it must be a whole URL", fix: "write base_url: https://api.example")
        }
        var description = description
        description.limits = settings.limits ?? description.limits
        description.window.oldest = settings.oldest ?? description.window.oldest
        description.parallel = settings.limits?.inFlight ?? description.parallel
        if let size = settings.pageSize { description.paging.pageSizes = [size] }
        let known = description.fanOut?.values ?? []
        let chosen = (description.fanOutSetting.flatMap { settings.lists[$0] } ?? []).map { value in
            known.first { $0.value == value } ?? FanOutValue(value)
        }
        let setup = SourceSetup(
            name: name, description: description, settings: settings.texts,
            scopes: chosen.isEmpty ? known : chosen,
            baseURL: baseURL, wait: making.wait)
        let maker = AuthMaker(settings: settings, source: name, mark: map.mark, resolve: making.resolve)
        // Tokens are asked for elsewhere, by a client that the grant itself pins.
        let client = ClientRecipe(
            auth: try maker.style(description.auth), hosts: [baseURL], rate: description.limits,
            throttle: description.throttle, errors: description.errors)
        return MadeSource(source: DescribedSource(setup), client: client, settings: settings.record)
    }
}
